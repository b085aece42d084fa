import { timeOfUuid } from '../state/clock';
import type { State } from '../state/state';
import type { Actor, Application, Channel, Json, Message } from '../state/types';
import type { WriteContext } from './context';
import { writeContext } from './context';
import { deleteMessage } from './operations';
import { saveMessage } from './save';
import { createThread } from './threads';

/** Creates or edits a message; fails if that is forbidden or something is missing. */
export async function legacySave(
	state: State,
	application: Application,
	given: Json,
): Promise<Json> {
	const channel = channelOf(state, given);
	const actor = { id: application.id, applicationId: application.id };
	const sender = given.sender ?? actor.id;
	const content: Json = {
		text: typeof given.content === 'string' ? given.content : '',
		blocks: [{ type: 'twacode', elements: given.content }],
		subtype: 'application',
		user_id: sender,
		...(given.hidden_data !== undefined && { context: given.hidden_data }),
		...(given._once_ephemeral_message === true && { ephemeral: ephemeralOf(given) }),
	};
	if (given.id) return shown(channel, await edit(state, actor, given, content), given);
	// A thread that does not exist is ignored; the message then starts a new one.
	const thread = state.threads.get(String(given.parent_message_id));
	if (!thread) return shown(channel, await begin(state, actor, channel, content), given);
	const context = writeContext(actor, thread.id, channel.company_id, thread.participants);
	return shown(channel, await saveMessage(state, content, context), given);
}

/** The removed message, or false. */
export async function legacyRemove(
	state: State,
	application: Application,
	given: Json,
): Promise<Json | false> {
	const channel = channelOf(state, given);
	const id = String(given.id);
	const thread = String(given.parent_message_id || id);
	const stored = state.message(thread, id);
	if (stored?.application_id !== application.id) return false;
	// The first message of a thread stays as long as there are replies.
	if (id === thread && state.messagesOf(thread).length > 1) return false;
	deleteMessage(state, thread, id, { id: application.id, applicationId: application.id });
	return shown(channel, stored, given);
}

function channelOf(state: State, { channel_id: id }: Json): Channel {
	const channel = state.channels.get(String(id));
	if (!channel) throw new Error('no such channel');
	return channel;
}

async function edit(state: State, actor: Actor, given: Json, content: Json) {
	const id = String(given.id);
	const thread = state.threads.get(String(given.parent_message_id || id));
	const stored = thread && state.message(thread.id, id);
	if (stored?.application_id !== actor.applicationId) throw new Error('not yours to change');
	const context: WriteContext = writeContext(
		actor,
		stored.thread_id,
		state.company,
		thread?.participants ?? [],
	);
	return await saveMessage(state, { ...content, id }, context);
}

async function begin(state: State, actor: Actor, { id, ...channel }: Channel, message: Json) {
	const { company_id, workspace_id } = channel;
	const participants = [{ type: 'channel', id, company_id, workspace_id }];
	const body = { resource: { participants }, options: { message } };
	const made = await createThread(state, actor, company_id, body);
	return made.message ?? { ephemeral: message.ephemeral, ...message };
}

const ephemeralOf = ({ ephemeral_id: id, ephemeral_message_recipients: recipients }: Json) => ({
	id,
	version: '1',
	recipient: Array.isArray(recipients) ? (recipients[0] as unknown) : undefined,
	recipient_context_id: '',
});

/** A message as the documents of the legacy API show it; times in seconds. */
function shown(
	channel: Channel,
	message: Partial<Message> & { ephemeral?: unknown },
	{ content }: Json,
): Json {
	const { ephemeral, thread_id: thread } = message;
	const id = message.id ?? (ephemeral as Json | undefined)?.id;
	const created = message.created_at ?? timeOfUuid(String(id)) ?? Date.now();
	return {
		id,
		channel_id: channel.id,
		parent_message_id: thread === id ? '' : (thread ?? ''),
		sender: message.user_id === message.application_id ? null : (message.user_id ?? null),
		application_id: message.application_id ?? null,
		edited: false,
		pinned: false,
		hidden_data: message.context ?? null,
		reactions: [],
		creation_date: Math.floor(created / 1000),
		modification_date: Math.floor((message.updated_at ?? created) / 1000),
		content: content ?? message.text,
	};
}
