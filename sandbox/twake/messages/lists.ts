import type { State } from '../state/state';
import type { Actor, Json, Message } from '../state/types';
import type { Query } from './pages';

/** Messages with these words, of channels where the caller is a member: twake.md §7. */
export function search(state: State, company: string, actor: Actor, query: Query): Message[] {
	if (query.q === undefined) throw new Error('q is missing');
	const words = query.q.toLowerCase();
	if (!words) return [];
	return everyMessage(state).filter(({ text, cache }) => {
		const channel = cache?.company_id === company && state.channels.get(String(cache.channel_id));
		if (!channel || !state.member(channel, actor.id)) return false;
		return String(text).toLowerCase().includes(words);
	});
}

/**
 * Files that the caller sent with messages; dead links to unknown files are left out
 * (twake.md [269]).
 */
export function recentFiles(state: State, company: string, actor: Actor): Json[] {
	const own = everyMessage(state).filter((message) => message.user_id === actor.id);
	const files = own.flatMap((message) => (message.files ?? []).map((file) => ({ file, message })));
	return files
		.filter(({ file }) => file.company_id === company && isThere(state, file.metadata))
		.map(({ file, message }) => ({
			id: file.id,
			company_id: file.company_id,
			created_at: file.created_at,
			metadata: file.metadata,
			user: state.users.get(message.user_id) ?? null,
			context: {
				target_type: 'user_upload',
				company_id: company,
				target_id: actor.id,
				id: state.clock.uuid(),
				created_at: message.created_at,
				workspace_id: message.cache?.workspace_id,
				channel_id: message.cache?.channel_id,
				thread_id: message.thread_id,
				message_id: message.id,
				message_file_id: file.id,
				file_id: fileId(file.metadata),
			},
		}));
}

const everyMessage = (state: State) =>
	[...state.messages.values()].flatMap((thread) => [...thread.values()]);

const fileId = (metadata: Json | undefined) => {
	const external = metadata?.external_id as Json | string | undefined;
	return typeof external === 'object' ? external.id : external;
};

const isThere = (state: State, metadata: Json | undefined) =>
	metadata !== undefined &&
	(metadata.source !== 'internal' || state.files.has(String(fileId(metadata))));
