import { Parameters } from '../../../shared/parameters';
import { quote } from '../../../shared/text';
import { parseEvent, parseLink, parseMedia, parseRoom, parseUser } from '../../api/ids';

/** One item's parameters, with Matrix's own kinds of values. */
export class TwakeChatParameters extends Parameters {
	/** A room by ID or alias; an address pasted as the message names it too. */
	room(path: string, elsewhere?: string): string {
		const text = this.locator(path);
		const other = elsewhere === undefined ? undefined : parseLink(elsewhere)?.room;
		if (text === '') return other ?? this.refuse(path, 'is empty', `Pick a room, or ${ROOMS}.`);
		return parseRoom(text) ?? this.refuse(path, `is not a room: ${quote(text)}`, `Here ${ROOMS}.`);
	}

	user(path: string): string {
		const text = this.locator(path);
		if (text === '') return this.refuse(path, 'is empty', `Pick a person, or ${USERS}.`);
		return this.parsedUser(path, text);
	}

	/** IDs of users separated by commas. */
	users(path: string): string[] {
		return [...new Set(this.names(path).map((text) => this.parsedUser(path, text)))];
	}

	/** A message by its ID or pasted address. */
	message(path: string): string {
		return this.optionalMessage(path) ?? this.refuse(path, 'is empty', `Here ${MESSAGES}.`);
	}

	optionalMessage(path: string): string | undefined {
		const text = this.locator(path);
		if (text === '') return undefined;
		return (
			parseEvent(text) ?? this.refuse(path, `is not a message: ${quote(text)}`, `Here ${MESSAGES}.`)
		);
	}

	/** A file by its `mxc://` address. */
	media(path: string): string {
		const text = this.requiredText(path).trim();
		if (parseMedia(text)) return text;
		const wayOut =
			'Enter an ID like mxc://example.org/AQwafuaFswefuhsfAFAgsw, as File > Upload and messages have it.';
		return this.refuse(path, `is not a file: ${quote(text)}`, wayOut);
	}

	private parsedUser(path: string, text: string): string {
		return parseUser(text) ?? this.refuse(path, `is not a user: ${quote(text)}`, `Here ${USERS}.`);
	}
}

const ROOMS =
	'enter an ID like !opaque:example.org or an alias like #name:example.org, or paste a link to it';
const USERS = 'enter an ID like @alice:example.org, or paste a link to the profile';
const MESSAGES = 'enter an ID that begins with $, or paste the link of the message';
