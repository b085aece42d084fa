import type { State } from '../state/state';
import type { Message, Thread } from '../state/types';
import { includeUsers } from './users';
import type { ThreadHead } from './users';

const LAST_REPLIES = 3;

/** One message; the first one of a thread comes with the newest replies and counters. */
export function getMessage(state: State, threadId: string, id: string) {
	const thread = state.threads.get(id);
	return thread ? threadHead(state, thread) : singleMessage(state, threadId, id);
}

export function singleMessage(
	state: State,
	threadId: string,
	id: string,
	withQuote = true,
): Message | null {
	const message = state.message(threadId, id);
	return message ? complete(state, structuredClone(message), withQuote) : null;
}

/** Without the message's own fields if it is deleted: such threads leave the feed. */
export function threadHead(state: State, thread: Thread, replies = LAST_REPLIES): ThreadHead {
	const last = state.messagesOf(thread.id).slice(-replies);
	return {
		...singleMessage(state, thread.id, thread.id),
		stats: {
			replies: last.length === 1 ? 1 : thread.answers,
			last_activity: thread.last_activity,
		},
		last_replies: last
			.map((m) => complete(state, structuredClone(m)))
			.sort((a, b) => a.created_at - b.created_at),
	};
}

/**
 * What the server adds when it reads or answers a message: a block with the text if there is none,
 * the quoted message. Blocks that are an object fail here, after the message was stored
 * (twake.md [120]).
 */
export function complete(state: State, message: Message, withQuote = true): Message {
	const blocks = (message.blocks || []) as unknown[];
	if (!blocks.length) {
		if (!Array.isArray(blocks)) throw new Error('blocks cannot be completed');
		message.blocks = [...blocks, { type: 'twacode', elements: [message.text] }];
	}
	const quote = message.quote_message;
	if (withQuote && quote?.id) {
		const quoted = singleMessage(state, String(quote.thread_id), String(quote.id), false);
		message.quote_message = { ...includeUsers(state, quoted), ...quoted?.cache };
	}
	return message;
}
