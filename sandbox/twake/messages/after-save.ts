import type { State } from '../state/state';
import type { Message, MessageSaved, Thread } from '../state/types';
import { channelKeyOf } from './context';
import { findLinks, preview } from './links';

/** As a save answers it and hooks show it: a new one has no links yet, an ephemeral one no id. */
export type Shown = MessageSaved['message'];

/** What follows a creation: counters, feeds, inboxes, and the jobs that run beside the answer. */
export async function afterCreate(
	state: State,
	message: Message,
	first: boolean,
	shown: Shown,
): Promise<void> {
	// A text that is no string fails here: stored, but in no feed (twake.md [270]).
	const links = findLinks(message.text as string);
	const thread = state.threads.get(message.thread_id);
	if (!thread) throw new Error('no such thread');
	thread.answers += 1;
	thread.last_activity = thread.updated_at = state.clock.now();
	publish(state, thread, message);
	for (const file of message.files ?? []) {
		// A file without metadata fails here: the message is already visible (twake.md [121]).
		if (!file.metadata) throw new Error('file without metadata');
	}
	notify(state, shown, true);
	if (first && readAtOnce(state, thread)) {
		update(state, message, { status: 'read' });
		notify(state, state.message(thread.id, message.id) as Message, false);
	}
	// The recorded server does this after answering; doing it before saves waiting.
	const found = await preview(links);
	if (found.length) update(state, message, { links: found });
}

export function notify(state: State, message: Shown, created: boolean): void {
	const thread = state.threads.get(String(message.thread_id));
	if (thread) for (const listener of state.onMessageSaved) listener({ message, thread, created });
}

/** Puts the thread where its channels' feeds are read from, and in its users' inboxes. */
function publish(state: State, thread: Thread, message: Message): void {
	for (const participant of thread.participants) {
		if (participant.type === 'user') {
			const inbox = upsert(state.inboxes, String(participant.id), () => new Set<string>());
			inbox.delete(thread.id);
			inbox.add(thread.id);
		}
		if (participant.type !== 'channel') continue;
		const key = channelKeyOf(participant);
		upsert(state.feeds, feedKey(key), () => new Map<string, string>()).set(thread.id, message.id);
		const channel = state.channel(key);
		if (channel) channel.last_activity = message.created_at;
	}
}

export const feedKey = (key: { company_id: string; workspace_id: string; id: string }) =>
	`${key.company_id}/${key.workspace_id}/${key.id}`;

/**
 * The first message of a thread counts as read if at most one user listens
 * (twake.md [127, 315]).
 */
function readAtOnce(state: State, thread: Thread): boolean {
	const first = thread.participants.find((p) => p.type === 'channel');
	const channel = first && state.channel(channelKeyOf(first));
	if (!channel) return false;
	return state.membersOf(channel).filter((m) => state.users.has(m.user_id)).length <= 1;
}

function update(state: State, { thread_id, id }: Message, change: Partial<Message>): void {
	const stored = state.message(thread_id, id);
	if (stored) state.store({ ...stored, ...change });
}

function upsert<K, V>(map: Map<K, V>, key: K, create: () => V): V {
	const value = map.get(key) ?? create();
	map.set(key, value);
	return value;
}
