import type { IDataObject } from 'n8n-workflow';
import { attachmentOutput, placeholderOf } from '../../api/attachment';
import { isMarked } from '../../api/mark';
import { ACTIVITY, INCOMING, OUTGOING } from '../../api/message-kinds';
import type { Message } from '../../api/types';

/** Who speaks, in terms of a language model. */
export type Role = 'user' | 'assistant' | 'person' | 'event';

/** One message or event of a conversation. */
export interface HistoryEntry extends IDataObject {
	id: number;
	conversation_id: number;
	/** `user` is the customer, `person` a colleague, `event` an activity line. */
	role: Role;
	name: string | null;
	text: string;
	/** ISO 8601 */
	at: string;
	private: boolean;
	attachments: IDataObject[];
}

/**
 * Bots, greetings, automation rules and this package speak for the assistant, whatever token they
 * use; an agent who writes without this package is a person.
 */
export function roleOf(message: Message): Role {
	const { message_type, sender } = message;
	if (message_type === ACTIVITY) return 'event';
	if (message_type === INCOMING) return 'user';
	const isPerson = message_type === OUTGOING && sender?.type === 'user' && !isMarked(message);
	return isPerson ? 'person' : 'assistant';
}

export function historyEntryOf(message: Message, longest: number, baseUrl: string): HistoryEntry {
	const { id, conversation_id, content, sender, created_at, attachments = [] } = message;
	const letters = [...(content ?? '')];
	return {
		id,
		conversation_id,
		role: roleOf(message),
		name: typeof sender?.name === 'string' ? sender.name : null,
		text: letters.length > longest ? `${letters.slice(0, longest).join('')}…` : letters.join(''),
		at: new Date(created_at * 1000).toISOString(),
		private: message.private,
		attachments: attachments.map((each) => attachmentOutput(each, baseUrl)),
	};
}

/** The history as one text, a paragraph per message; it marks where another conversation begins. */
export function transcriptOf(messages: HistoryEntry[], conversation: number): string {
	let current = messages.at(0)?.conversation_id === conversation ? conversation : undefined;
	const lines = messages.flatMap((message) => {
		const { conversation_id: id } = message;
		if (id === current) return lineOf(message);
		current = id;
		return [`Conversation ${id}:`, lineOf(message)];
	});
	return lines.join('\n\n');
}

const SPEAKERS: Record<Role, string> = {
	user: 'Customer',
	assistant: 'Assistant',
	person: 'Colleague',
	event: 'Event',
};

function lineOf(said: HistoryEntry): string {
	const { role, name, private: isNote } = said;
	const speaker = [SPEAKERS[role], name && ` ${name}`, isNote && ', to the team'];
	return `${speaker.filter(Boolean).join('')}: ${wordsOf(said)}`;
}

/** What somebody said, with a placeholder for each file. */
export function wordsOf({ text, attachments }: HistoryEntry): string {
	const files = attachments.map((each) =>
		typeof each.transcribed_text === 'string'
			? `[audio: ${each.transcribed_text}]`
			: placeholderOf(each),
	);
	return [text, ...files].filter(Boolean).join(' ');
}
