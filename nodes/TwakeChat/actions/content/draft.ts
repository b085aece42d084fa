import { contentOf, FORMATS, KINDS, LARGEST_CONTENT, sizeOf } from '../../api/content';
import type { Content } from '../../api/types';
import type { TwakeChatParameters } from '../operation/parameters';

/** The message that an item describes. */
export const readMessage = (param: TwakeChatParameters): Content => messageWith(param, 'text');

/**
 * The same with the text of another parameter. An empty one is refused, because it would be
 * accepted and shown as an empty bubble.
 */
export function messageWith(param: TwakeChatParameters, path: string): Content {
	const mentions = param.users('additionalFields.mention');
	const mentionsRoom = param.boolean('additionalFields.mentionRoom');
	const draft = { ...formOf(param), mentions, mentionsRoom };
	return checked(param, path, contentOf({ text: param.requiredText(path), ...draft }));
}

/** A further text of the item in the same form, which mentions nobody again. */
export function messageBesides(param: TwakeChatParameters, path: string): Content | undefined {
	const text = param.optionalText(path);
	if (text === undefined) return undefined;
	const draft = { ...formOf(param), mentions: [], mentionsRoom: false };
	return checked(param, path, contentOf({ text, ...draft }));
}

const formOf = (param: TwakeChatParameters) => ({
	format: param.optionalChoice('format', FORMATS) ?? 'markdown',
	kind: param.optionalChoice('additionalFields.messageType', KINDS) ?? 'm.text',
});

/** A content that is small enough to be sent. `path`: the parameter with its text. */
export function checked(param: TwakeChatParameters, path: string, content: Content): Content {
	const size = sizeOf(content);
	if (size <= LARGEST_CONTENT) return content;
	const wayOut =
		'With its markup and in UTF-8 a message may have about 63,000 bytes, and formatted text counts twice. Send it in parts, as plain text or as a file.';
	return param.refuse(path, `is too long: it makes a message of ${size} bytes`, wayOut);
}
