import { INCOMING, isDeleted, OUTGOING } from './message-kinds';
import type { MessagesApi } from './messages';
import type { Message } from './types';

/**
 * How many messages to look back at most: a page of 20 costs one request (chatwoot.md §6 Others).
 */
const MOST = 100;

/**
 * The customer's messages since the last public answer of the team or a bot, oldest first.
 * Greetings and messages of automation rules have no sender and are not answers.
 */
export async function unanswered(messages: MessagesApi, conversation: number): Promise<Message[]> {
	const open: Message[] = [];
	let seen = 0;
	for await (const message of messages.newestFirst(conversation, true)) {
		if (isAnswer(message) || ++seen > MOST) break;
		if (message.message_type === INCOMING && !isDeleted(message)) open.push(message);
	}
	return open.sort((one, other) => one.id - other.id);
}

function isAnswer({ message_type, private: isNote, sender }: Message): boolean {
	return message_type === OUTGOING && !isNote && Boolean(sender) && sender?.type !== 'contact';
}
