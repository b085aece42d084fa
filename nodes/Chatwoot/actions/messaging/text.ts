import { kindFields, MAX_CONTENT, MESSAGE_KINDS } from '../../api/content';
import { escapeLiquid } from '../../api/liquid';
import type { NewMessage } from '../../api/messages';
import type { ChatwootParameters } from '../parameters/parameters';

/**
 * The text of a message and what kind it is, from the parameters that all operations with a message
 * share (`messageType`, `additionalFields.useLiquid`) and the one that holds the text.
 */
export function messageFrom(param: ChatwootParameters, textPath: string): NewMessage {
	const kind = param.choice('messageType', MESSAGE_KINDS);
	const typed = param.optionalText(textPath);
	if (typed === undefined) return kindFields(kind);
	// Incoming texts are never rendered; notes are, as they are outgoing to the server.
	const asTyped = kind === 'incoming' || param.boolean('additionalFields.useLiquid');
	const content = asTyped ? typed : escapeLiquid(typed);
	if (content.length > MAX_CONTENT) {
		param.refuse(
			textPath,
			`has ${content.length} characters`,
			`Chatwoot takes at most ${MAX_CONTENT}. Send longer texts as a file.`,
		);
	}
	return { content, ...kindFields(kind) };
}
