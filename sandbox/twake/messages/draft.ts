import type { State } from '../state/state';
import type { Json, Message } from '../state/types';
import type { WriteContext } from './context';

/** What an edit may change and a create accepts unchecked: a text may be null or a number. */
const TAKEN_UNSEEN = ['text', 'blocks', 'context', 'override'] as const;

/** A new message as the caller wants it; fields set by the server are ignored. */
export function draft(state: State, item: Json, context: WriteContext): Message {
	const { actor, threadId } = context;
	const now = state.clock.now();
	const message: Message = {
		thread_id: threadId,
		id: '',
		type: 'message',
		subtype: actor.applicationId ? allowedSubtype(item.subtype) : null,
		created_at: now,
		updated_at: now,
		user_id: String((actor.applicationId && item.user_id) || actor.id),
		application_id: actor.applicationId,
		text: '',
		blocks: [],
		files: (item.files || null) as Message['files'],
		context: null,
		edited: null,
		pinned_info: item.pinned_info ? { pinned_at: now, pinned_by: actor.id } : null,
		quote_message: (item.quote_message || null) as Message['quote_message'],
		reactions: null,
		bookmarks: null,
		override: null,
		cache: cacheOf(context) ?? null,
		links: null,
		status: 'sent',
	};
	takeOver(message, item, context);
	return message;
}

export function takeOver(message: Message, item: Json, { actor }: WriteContext): void {
	for (const key of TAKEN_UNSEEN) {
		if (item[key] === undefined || (key === 'override' && !actor.applicationId)) continue;
		message[key] = item[key];
	}
}

/** The first channel of the thread, with what its participant says about it (twake.md [110]). */
export function cacheOf({ channel }: WriteContext): Message['cache'] | undefined {
	if (!channel) return undefined;
	const { company_id, workspace_id, id } = channel;
	return { company_id, workspace_id, channel_id: id };
}

const allowedSubtype = (subtype: unknown) =>
	subtype === 'application' || subtype === 'deleted' ? subtype : null;
