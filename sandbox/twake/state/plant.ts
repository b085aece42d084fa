import { feedKey } from '../messages/after-save';
import { addApplication, addChannel } from './seed';
import { timeOfUuid } from './clock';
import type { State } from './state';
import type { Channel, Message, MessageFile, Participant, Thread } from './types';

interface PlantedMessage {
	id: string;
	user_id?: string;
	application_id?: string | null;
	text: string;
	created_at?: number;
	files?: MessageFile[];
}

/** An object created by calls that were not recorded: recordings/twake/given.json. */
export interface Planted {
	application?: string;
	hooks_url?: string;
	channel?: string;
	name?: string;
	icon?: string;
	thread?: string;
	messages?: PlantedMessage[];
	participants?: Participant[];
	threads_oldest_first?: Array<{
		id: string;
		text: string;
		last_activity?: number;
		last_replies?: PlantedMessage[];
	}>;
}

/** Adds an object unless it exists; an existing thread gets the messages it lacks. */
export function plant(state: State, given: Planted): void {
	const { application, channel: channelId, thread } = given;
	if (application && !state.applications.has(application))
		addApplication(state, { id: application }, false);
	const planted = state.applications.get(application ?? '');
	if (planted && given.hooks_url) planted.api.hooks_url = given.hooks_url;
	if (!channelId) return;
	if (!state.channels.has(channelId)) {
		const { name, icon } = given;
		const [owner = ''] = state.applications.keys();
		addChannel(state, {
			id: channelId,
			owner,
			stats: { members: 1 },
			channel_group: null,
			...(name && { name }),
			...(icon && { icon }),
		});
	}
	const channel = state.channels.get(channelId) as Channel;
	if (thread) plantThread(state, channel, thread, given.messages ?? [], given);
	for (const { id, text, last_activity, last_replies } of given.threads_oldest_first ?? [])
		plantThread(state, channel, id, last_replies ?? [{ id, text }], { last_activity });
}

function plantThread(
	state: State,
	channel: Channel,
	id: string,
	messages: PlantedMessage[],
	given: { participants?: Participant[]; last_activity?: number },
): void {
	const [author = ''] = state.applications.keys();
	const creator = messages[0]?.user_id ?? author;
	const created = timeOf(messages[0]) ?? state.clock.now();
	const thread: Thread = state.threads.get(id) ?? {
		id,
		created_by: creator,
		created_at: created,
		updated_at: created,
		last_activity: created,
		answers: 0,
		participants: given.participants ?? participantsOf(state, channel, creator, created),
	};
	state.threads.set(id, thread);
	const fresh = messages.filter((message) => !state.message(id, message.id));
	for (const message of fresh) plantMessage(state, channel, thread, message, creator);
	if (!fresh.length) return;
	thread.answers += fresh.length;
	const newest = Math.max(thread.last_activity, ...fresh.map((m) => timeOf(m) ?? 0));
	thread.updated_at = newest;
	thread.last_activity = given.last_activity ?? newest;
	const key = feedKey(channel);
	const last = state.messagesOf(id).at(-1)?.id ?? id;
	state.feeds.set(key, (state.feeds.get(key) ?? new Map<string, string>()).set(id, last));
}

function plantMessage(
	state: State,
	channel: Channel,
	thread: Thread,
	{ id, user_id: user, application_id: application, text, ...given }: PlantedMessage,
	creator: string,
): void {
	const created = timeOf({ id, text, ...given }) ?? thread.created_at;
	const author = user ?? creator;
	const people = state.membersOf(channel).filter((m) => state.users.has(m.user_id));
	const message: Message = {
		thread_id: thread.id,
		id,
		type: 'message',
		subtype: null,
		created_at: created,
		updated_at: created,
		user_id: author,
		application_id: application ?? (state.applications.has(author) ? author : null),
		text,
		blocks: [],
		files: given.files ?? null,
		context: null,
		edited: null,
		pinned_info: null,
		quote_message: null,
		reactions: null,
		bookmarks: null,
		override: null,
		cache: {
			company_id: channel.company_id,
			workspace_id: channel.workspace_id,
			channel_id: channel.id,
		},
		links: null,
		status: id === thread.id && people.length <= 1 ? 'read' : 'sent',
	};
	state.store(message);
}

const timeOf = (message: PlantedMessage | undefined) =>
	message && (message.created_at ?? timeOfUuid(message.id));

function participantsOf(
	state: State,
	channel: Channel,
	creator: string,
	created_at: number,
): Participant[] {
	const { company_id, workspace_id, id } = channel;
	const by = { created_by: creator, created_at };
	const first = state.applications.has(creator) ? by : { ...by, type: 'user', id: creator };
	return [first, { ...by, type: 'channel', id, company_id, workspace_id }];
}
