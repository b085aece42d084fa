import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { demoIds } from '../../../sandbox/twake';
import type { TwakeSandbox } from '../../../sandbox/twake';
import { plant } from '../../../sandbox/twake/state/plant';
import { addChannel } from '../../../sandbox/twake/state/seed';
import { byId } from '../../Twake/twake';
import { numbers, yes } from '../write-case';
import type { WriteCase } from '../write-case';

type Case = WriteCase<TwakeSandbox>;
type Message = NonNullable<ReturnType<TwakeSandbox['state']['message']>>;

const idOf = (index: number, kind: string) =>
	`7f8d2a00-7c11-11ef-8a2b-${kind}${String(index).padStart(11, '0')}`;

const fresh = (_: TwakeSandbox, count: number): IDataObject[] =>
	numbers(count).map((index) => ({ index, text: `text ${index}`, name: `x${index}.txt` }));

/** Threads, each with its first message, a reply and another thread to move that to. */
const threads =
	(by?: string, change: (message: Message) => void = () => {}) =>
	(world: TwakeSandbox, count: number): IDataObject[] =>
		fresh(world, count).map((item) => {
			const [thread, reply, target] = ['2', '3', '4'].map((kind) => idOf(Number(item.index), kind));
			const { state } = world;
			const author = by === undefined ? {} : { user_id: by, application_id: null };
			const messageOf = (id: string) => ({ id, text: `before ${String(item.index)}`, ...author });
			const { channel } = demoIds;
			plant(state, { thread, channel, messages: [messageOf(thread), messageOf(reply)] });
			plant(state, { thread: target, channel, messages: [messageOf(target)] });
			const first = state.message(thread, thread)!;
			change(first);
			state.store(first);
			return { ...item, thread, reply, target };
		});

/** Channels with or without the application as a member. */
const channels =
	(isMember: boolean) =>
	(world: TwakeSandbox, count: number): IDataObject[] =>
		fresh(world, count).map((item) => {
			const id = idOf(Number(item.index), '5');
			const members = isMember ? [demoIds.alice, demoIds.application] : [demoIds.alice];
			addChannel(world.state, { id, owner: demoIds.alice, members });
			return { ...item, channel: id };
		});

function files(world: TwakeSandbox, count: number): IDataObject[] {
	return fresh(world, count).map((item) => {
		const id = idOf(Number(item.index), '6');
		const about = { company_id: demoIds.company, user_id: demoIds.application, thumbnails: [] };
		const empty = { application_id: demoIds.application, metadata: null, upload_data: null };
		world.state.files.set(id, { ...about, ...empty, id, created_at: 1, updated_at: 1 });
		return { ...item, file: id };
	});
}

const textFile = ({ text, name }: IDataObject) => ({
	content: String(text),
	fileName: String(name),
	mimeType: 'text/plain',
});

/** Clicks come to this n8n. */
const withHook =
	(prepare: Case['prepare']): Case['prepare'] =>
	(world, count) => {
		const { api } = world.state.applications.get(demoIds.application)!;
		api.hooks_url = 'http://127.0.0.1/webhook/x/twake';
		return prepare(world, count);
	};

const messagesOf = ({ state }: TwakeSandbox, { text }: IDataObject) =>
	[...state.messages.values()]
		.flatMap((thread) => [...thread.values()])
		.filter((message) => message.text === text).length;
const filesOf = ({ state }: TwakeSandbox, { name }: IDataObject) =>
	[...state.files.values()].filter(({ metadata }) => metadata?.name === name).length;
const channelsOf = ({ state }: TwakeSandbox, { text }: IDataObject) =>
	[...state.channels.values()].filter(({ name }) => name === text).length;
const isMember = ({ state }: TwakeSandbox, { channel }: IDataObject) =>
	state.members.some(
		({ channel_id, user_id }) => channel_id === channel && user_id === demoIds.application,
	);

const company = byId(demoIds.company);
const workspace = byId(demoIds.workspace);
const thread = byId('={{ $json.thread }}');
const text = '={{ $json.text }}';
const inChannel = { company, workspace, channel: byId(demoIds.channel) };
const inOwnChannel = { ...inChannel, channel: byId('={{ $json.channel }}') };

/** An operation that changes the first message of a thread. */
const changing = (
	operation: string,
	parameters: INodeParameters,
	isDone: (message: Message, item: IDataObject) => boolean,
	before?: (message: Message) => void,
): Case => ({
	resource: 'message',
	operation,
	parameters: { company, thread, ...parameters },
	prepare: threads(undefined, before),
	times({ state }, item) {
		const message = state.message(String(item.thread), String(item.thread));
		return yes(message && isDone(message, item));
	},
});

export const twakeCases: Case[] = [
	{
		resource: 'thread',
		operation: 'create',
		parameters: { ...inChannel, text },
		prepare: fresh,
		times: messagesOf,
	},
	{
		resource: 'thread',
		operation: 'create',
		variant: 'with a file',
		parameters: { ...inChannel, text, additionalFields: { attachments: 'data' } },
		prepare: fresh,
		file: textFile,
		times: messagesOf,
	},
	{
		resource: 'thread',
		operation: 'createOrReply',
		parameters: { ...inChannel, threadKey: text, text },
		prepare: fresh,
		times: messagesOf,
	},
	{
		resource: 'thread',
		operation: 'createOrReply',
		variant: 'with one key',
		parameters: {
			...inChannel,
			threadKey: 'ticket 1',
			text,
			additionalFields: { messageKey: text },
		},
		prepare: fresh,
		times: messagesOf,
	},
	{
		resource: 'thread',
		operation: 'reply',
		parameters: { company, thread, text },
		prepare: threads(),
		times: messagesOf,
	},
	{
		resource: 'thread',
		operation: 'reply',
		variant: 'where somebody else began',
		parameters: { company, thread, text },
		prepare: threads(demoIds.alice),
		times: messagesOf,
	},
	{
		resource: 'thread',
		operation: 'sendAndWait',
		parameters: { company, thread, message: text },
		prepare: withHook(threads()),
		asks: true,
		times: messagesOf,
	},
	{
		resource: 'message',
		operation: 'sendAndWait',
		parameters: { ...inChannel, message: text },
		prepare: withHook(fresh),
		asks: true,
		times: messagesOf,
	},
	{
		resource: 'message',
		operation: 'sendAndWait',
		variant: 'answered by a reply',
		parameters: { ...inChannel, message: text, answeredBy: 'reply', responseType: 'freeText' },
		prepare: withHook(fresh),
		asks: true,
		times: messagesOf,
	},
	{
		resource: 'directMessage',
		operation: 'sendAndWait',
		parameters: { company, users: demoIds.alice, message: text },
		prepare: withHook(fresh),
		asks: true,
		times: messagesOf,
	},
	changing('update', { text }, (message, item) => message.text === item.text),
	changing('pin', {}, ({ pinned_info }) => pinned_info !== null),
	changing(
		'unpin',
		{},
		({ pinned_info }) => pinned_info === null,
		(message) => (message.pinned_info = { pinned_by: demoIds.alice, pinned_at: 1 }),
	),
	changing('setReactions', { reactions: ':+1:' }, ({ reactions }) =>
		JSON.stringify(reactions).includes('+1'),
	),
	{
		resource: 'message',
		operation: 'send',
		parameters: { ...inChannel, text },
		prepare: fresh,
		times: messagesOf,
	},
	changing('addReaction', { reaction: ':+1:' }, ({ reactions }) =>
		JSON.stringify(reactions).includes('+1'),
	),
	changing(
		'removeReaction',
		{ reaction: ':+1:' },
		({ reactions }) => !JSON.stringify(reactions).includes('+1'),
		(message) => {
			message.reactions = [{ name: ':+1:', count: 1, users: [demoIds.application] }];
		},
	),
	{
		resource: 'message',
		operation: 'delete',
		parameters: { company, thread, message: byId('={{ $json.reply }}') },
		prepare: threads(),
		times: ({ state }, item) =>
			yes(state.message(String(item.thread), String(item.reply)) === undefined),
	},
	{
		resource: 'message',
		operation: 'delete',
		variant: 'by its key',
		parameters: { company, thread, messageKey: 'order shipped' },
		prepare: threads(undefined, (message) => (message.context = { message_key: 'order shipped' })),
		times: ({ state }, item) =>
			yes(state.message(String(item.thread), String(item.thread)) === undefined),
	},
	{
		resource: 'message',
		operation: 'move',
		parameters: {
			company,
			thread,
			message: byId('={{ $json.reply }}'),
			targetThread: byId('={{ $json.target }}'),
		},
		prepare: threads(),
		times: ({ state }, item) =>
			yes(state.message(String(item.target), String(item.reply)) !== undefined),
	},
	{
		resource: 'channel',
		operation: 'create',
		parameters: { company, workspace, name: text },
		prepare: fresh,
		times: channelsOf,
	},
	{
		resource: 'channel',
		operation: 'join',
		parameters: inOwnChannel,
		prepare: channels(false),
		times: (world, item) => yes(isMember(world, item)),
	},
	{
		resource: 'channel',
		operation: 'leave',
		parameters: inOwnChannel,
		prepare: channels(true),
		times: (world, item) => yes(!isMember(world, item)),
	},
	{
		resource: 'directMessage',
		operation: 'send',
		parameters: { company, users: demoIds.alice, text },
		prepare: fresh,
		times: messagesOf,
		extras: ({ state }) =>
			[...state.channels.values()]
				.filter(({ visibility }) => visibility === 'direct')
				.slice(1)
				.map(({ id }) => `direct channel ${id}`),
	},
	{
		resource: 'file',
		operation: 'upload',
		parameters: { company },
		prepare: fresh,
		file: textFile,
		times: filesOf,
	},
	{
		resource: 'file',
		operation: 'delete',
		parameters: { company, file: '={{ $json.file }}' },
		prepare: files,
		times: ({ state }, { file }) => yes(!state.files.has(String(file))),
	},
	{
		resource: 'application',
		operation: 'configure',
		parameters: { user: demoIds.alice, connection: text },
		prepare: fresh,
		times: (_world, item, carried) =>
			carried.filter(({ body }) => (body as IDataObject).connection_id === item.text).length,
	},
	{
		resource: 'customApiCall',
		takesAnyAnswer: true,
		operation: 'call',
		parameters: {
			method: 'POST',
			path: `/api/channels/v1/companies/${demoIds.company}/workspaces/${demoIds.workspace}/channels`,
			body: '={{ JSON.stringify({ resource: { name: $json.text, visibility: "public" } }) }}',
		},
		prepare: fresh,
		times: channelsOf,
	},
];
