import { omit } from '../state/omit';
import type { State } from '../state/state';
import type { Json, Message } from '../state/types';
import type { Shown } from './after-save';
import { afterCreate, notify } from './after-save';
import type { WriteContext } from './context';
import { cacheOf, draft, takeOver } from './draft';
import { attachFiles } from './files';
import { complete } from './read';

/**
 * Creates a message, or edits the one that `item.id` names. The steps follow the server's order,
 * because one that fails leaves behind what the earlier ones wrote: twake.md §4.
 */
export async function saveMessage(
	state: State,
	item: Json,
	context: WriteContext,
	first = false,
): Promise<Shown> {
	if (item.ephemeral) return answerEphemeral(state, item, context);
	return item.id ? edit(state, item, context) : create(state, item, context, first);
}

async function create(state: State, item: Json, context: WriteContext, first: boolean) {
	// What was planted may be newer than the clock; a reply is newer than what it answers.
	const newest = state.messagesOf(context.threadId).at(-1);
	if (newest) state.clock.advance(newest.created_at);
	const message = draft(state, item, context);
	message.id = first ? context.threadId : state.clock.uuid();
	state.store(message);
	attachFiles(state, message, message.files ?? []);
	const completed = complete(state, structuredClone(message));
	const answer = { ...omit(completed, 'links'), ephemeral: null };
	await afterCreate(state, message, first, answer);
	return answer;
}

/** Editing somebody else's message looks like a success, with the old content (twake.md [244]). */
function edit(state: State, item: Json, context: WriteContext): Shown {
	const stored = state.message(context.threadId, String(item.id));
	if (!stored) throw new Error('no such message in this thread');
	const { actor } = context;
	const message = structuredClone(stored);
	const ofApplication = actor.applicationId && message.application_id === actor.applicationId;
	const own = message.user_id === actor.id || ofApplication;
	const editable = own && message.subtype !== 'deleted';
	if (message.user_id === actor.id) message.edited = { edited_at: state.clock.now() };
	if (editable) takeOver(message, item, context);
	message.cache = cacheOf(context) ?? message.cache;
	state.store(message);
	if (editable) attachFiles(state, message, (item.files || message.files || []) as Json[]);
	const answer = structuredClone(state.message(message.thread_id, message.id) as Message);
	if (editable) complete(state, answer);
	notify(state, answer, false);
	return answer;
}

/** Nothing is stored, and the answer has neither an id nor an update time (twake.md [264]). */
function answerEphemeral(state: State, item: Json, context: WriteContext): Shown {
	const message = complete(state, draft(state, item, context));
	return { ...omit(message, 'links', 'id', 'updated_at'), ephemeral: item.ephemeral };
}
