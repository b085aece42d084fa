import type { State } from '../state/state';
import { sortById } from '../state/state';
import type { ChannelKey, Json, Message } from '../state/types';
import { feedKey } from './after-save';
import type { Page, Query } from './pages';
import { pageById } from './pages';
import { singleMessage, threadHead } from './read';
import { includeUsersInHead } from './users';
import type { ThreadHead } from './users';

/**
 * The server reads the threads of a page in one query, which has a limit of its own
 * (twake.md [236]).
 */
const MOST_THREADS = 100;

/**
 * A channel's threads by their newest message; any channel may be read, known or not
 * (twake.md [233]).
 */
export function feed(state: State, channel: ChannelKey, query: Query): Page<unknown> {
	const entries = [...(state.feeds.get(feedKey(channel)) ?? [])];
	const byNewest = sortById(entries, ([, newest]) => newest);
	if (query.filter === 'pinned') return pinned(state, byNewest, query);
	if (query.filter === 'files') return withFiles(state, byNewest, query);
	const page = pageById(byNewest, query, ([, newest]) => newest);
	// This filter asks for no replies, and without replies there are no threads (twake.md [234]).
	if (query.filter === 'thread') return { ...page, entries: [] };
	const heads = page.entries
		.slice(0, MOST_THREADS)
		.flatMap(([id]) => headOf(state, id, query))
		.filter((head) => head.id)
		.sort((a, b) => a.stats.last_activity - b.stats.last_activity);
	return { token: page.token, entries: withUsers(state, heads, query) };
}

function headOf(state: State, id: string, query: Query, replies = 3): ThreadHead[] {
	const thread = state.threads.get(id);
	const asked = parseInt(query.replies_per_thread ?? '', 10);
	return thread ? [threadHead(state, thread, asked || replies)] : [];
}

const withUsers = (state: State, heads: ThreadHead[], query: Query): Json[] =>
	query.include_users
		? heads.map((head) => includeUsersInHead(state, head))
		: heads.map((head) => ({ ...head }));

/** Each thread with a pinned message once. */
const pinned = (state: State, threads: Array<[string, string]>, query: Query) =>
	highlighted(state, threads, query, (messages) =>
		messages.filter(({ pinned_info: pin }) => pin !== null).slice(-1),
	);

/** One entry per file, so a thread can appear several times. */
const withFiles = (state: State, threads: Array<[string, string]>, query: Query) =>
	highlighted(state, threads, query, (messages) =>
		messages.flatMap((message) => (message.files ?? []).map(() => message)),
	);

/** Threads with those of their messages that match a filter. */
function highlighted(
	state: State,
	threads: Array<[string, string]>,
	query: Query,
	found: (messages: Message[]) => Message[],
): Page<unknown> {
	const messages = threads.flatMap(([id]) => found(state.messagesOf(id)));
	const page = pageById(messages, query, (message) => message.id);
	const entries = page.entries.flatMap(({ thread_id, id }) =>
		headOf(state, thread_id, query, 1).map((head) => ({
			...head,
			highlighted_replies: [singleMessage(state, thread_id, id)],
		})),
	);
	return { token: page.token, entries };
}
