import { mentionedIn } from '../api/content';
import type { Content, MatrixEvent } from '../api/types';
import type { ChatEvent } from './events';

/** What a trigger lets through; empty lists let everything through. */
export interface Filter {
	events: ChatEvent[];
	users: string[];
	mentionsOnly: boolean;
	/** Notices come from bots: two bots that answer them would go on for ever. */
	takesNotices: boolean;
	position: 'all' | 'threads' | 'outside';
}

/** Whether an event of a room that counts starts the workflow; the account's own events never do. */
export function isWanted(
	event: MatrixEvent,
	kind: ChatEvent,
	{ filter, me }: { filter: Filter; me: string },
): boolean {
	const { events, users } = filter;
	const person = event.type === 'm.room.member' ? event.state_key : event.sender;
	return (
		events.includes(kind) &&
		person !== undefined &&
		person !== me &&
		event.sender !== me &&
		(users.length === 0 || users.includes(person)) &&
		isWantedMessage(event, kind, filter, me)
	);
}

function isWantedMessage(
	{ content }: MatrixEvent,
	kind: ChatEvent,
	{ mentionsOnly, takesNotices, position }: Filter,
	me: string,
): boolean {
	if (kind !== 'newMessage' && kind !== 'messageEdited') return true;
	if (content.msgtype === 'm.notice' && !takesNotices) return false;
	const isInThread = content['m.relates_to']?.rel_type === 'm.thread';
	if (kind === 'newMessage' && position !== 'all' && isInThread !== (position === 'threads')) {
		return false;
	}
	return !mentionsOnly || isMentioned(content, me);
}

/**
 * Clients that do not say whom they mention, such as Twake Chat's own, name them in the text. The
 * server looks there for the mere name, too, which may be any word (matrix.md §5 Mentions).
 */
function isMentioned(content: Content, me: string): boolean {
	const { body, formatted_body: html, 'm.mentions': mentions } = content;
	if (mentions) return mentions.room === true || (mentionedIn(content) ?? []).includes(me);
	const ids = [me, encodeURIComponent(me)].map((id) => id.replace(/\W/g, '\\$&'));
	const named = new RegExp(`(?<!\\w)@room\\b|(${ids.join('|')})(?![\\w-]|[.:]\\w)`);
	return [body, html].some((text) => typeof text === 'string' && named.test(text));
}
