import type { State } from '../state/state';
import type { Json, Message, User } from '../state/types';

/** The first message of a thread with its counters and newest replies. */
export type ThreadHead = Partial<Message> & {
	stats: { replies: number; last_activity: number };
	last_replies: Message[];
};

const PUBLIC_KEYS = [
	'id',
	'provider',
	'provider_id',
	'email',
	'username',
	'is_verified',
	'picture',
	'first_name',
	'last_name',
	'full_name',
	'created_at',
	'deleted',
	'status',
	'last_activity',
	'cache',
];

/** A user without their private fields. */
export const publicUser = (user: User): Json =>
	Object.fromEntries(PUBLIC_KEYS.filter((key) => key in user).map((key) => [key, user[key]]));

/**
 * The message with the people it names and its application, private key included (twake.md [203]).
 * Fails for a message that does not exist (twake.md [221]).
 */
export function includeUsers(state: State, message: Partial<Message> | null): Json {
	if (!message) throw new Error('no such message');
	const ids = [message.user_id, message.pinned_info?.pinned_by, ...mentioned(state, message.text)];
	const users = [...new Set(ids)].flatMap((id) => state.users.get(String(id)) ?? []);
	const quote = message.quote_message;
	return {
		...message,
		users: users.map(publicUser),
		application: state.applications.get(String(message.application_id)) ?? null,
		...(quote?.id !== undefined && {
			quote_message: includeUsers(state, quote),
		}),
	};
}

/** Heads of threads name no application of their own, their replies do (twake.md [234]). */
export function includeUsersInHead(state: State, head: ThreadHead): Json {
	return {
		...head,
		users: includeUsers(state, head).users,
		last_replies: head.last_replies.length
			? head.last_replies.map((reply) => includeUsers(state, reply))
			: undefined,
	};
}

function mentioned(state: State, text: unknown): string[] {
	const names = String(text ?? '').match(/(?: |^)@[a-zA-Z0-9-_.]+/gm) ?? [];
	const known = new Map([...state.users.values()].map((user) => [user.username, user.id]));
	return names.flatMap((name) => known.get(name.trim().slice(1)) ?? []);
}
