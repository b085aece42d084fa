import type { State } from '../state/state';
import type { Actor, Message, Reaction, Thread } from '../state/types';
import { notify } from './after-save';
import { checkMayWrite } from './context';

/** Fails unless the thread exists and the caller may write in it. */
export function threadToWriteIn(state: State, threadId: string, actor: Actor): Thread {
	const thread = state.threads.get(threadId);
	if (!thread) throw new Error('a message must be in a thread');
	checkMayWrite(state, thread, actor);
	return thread;
}

/** Pins and reactions are open to anybody, on any message (twake.md [260, 261]). */
export function change(
	state: State,
	threadId: string,
	id: string,
	alter: (message: Message) => void,
): Message {
	const stored = state.message(threadId, id);
	if (!stored) throw new Error('no such message');
	const message = structuredClone(stored);
	alter(message);
	state.store(message);
	notify(state, message, false);
	return message;
}

/**
 * `selected` becomes the whole set of the caller; a string is taken letter by letter
 * (twake.md [261]).
 */
export function react(message: Message, selected: Iterable<string>, actor: Actor): void {
	const chosen = [...selected];
	const reactions: Record<string, Reaction> = {};
	for (const reaction of message.reactions ?? []) reactions[reaction.name] = reaction;
	for (const name of chosen) reactions[name] ??= { name, count: 0, users: [] };
	message.reactions = Object.values(reactions).filter((reaction) => {
		const others = reaction.users.filter((user) => user !== actor.id);
		reaction.users = chosen.includes(reaction.name) ? [...others, actor.id] : others;
		reaction.count = reaction.users.length;
		return reaction.count > 0;
	});
}

/** Succeeds even if nothing exists. An application's message is gone, a user's stays, marked. */
export function deleteMessage(state: State, threadId: string, id: string, actor: Actor): void {
	const stored = state.message(threadId, id);
	if (!stored) return;
	const ofApplication = stored.application_id === actor.applicationId;
	if (stored.user_id !== actor.id && !ofApplication) throw new Error('not yours to delete');
	const message: Message = {
		...stored,
		subtype: 'deleted',
		blocks: [],
		reactions: [],
		text: 'Deleted message',
		files: [],
	};
	state.store(message);
	notify(state, message, false);
	if (message.application_id) state.messages.get(threadId)?.delete(id);
}

/**
 * Moves a message, and its replies if it was the first, into the thread of `threadId`
 * (twake.md [267]).
 */
export function moveMessage(state: State, threadId: string, id: string, from: string): void {
	if (from === threadId) return;
	const [source, target] = [state.threads.get(from), state.threads.get(threadId)];
	const stored = state.message(from, id);
	if (!stored || !target) throw new Error('cannot be moved');
	const replies = id === from ? state.messagesOf(from).filter((m) => m.id !== id) : [];
	for (const message of [...replies, stored]) {
		state.store({ ...message, thread_id: threadId });
		state.messages.get(from)?.delete(message.id);
		target.answers += 1;
		target.last_activity = state.clock.now();
		if (source) source.answers = Math.max(0, source.answers - 1);
	}
}
