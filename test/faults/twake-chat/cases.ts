import '../../engine/environment';
import { Container } from '@n8n/di';
import { InstanceSettings } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { listeningType } from '../../../nodes/TwakeChat/api/listening';
import { hashOf, Transactions } from '../../../nodes/TwakeChat/api/transactions';
import { demoIds } from '../../../sandbox/matrix';
import type { MatrixSandbox } from '../../../sandbox/matrix';
import { byId } from '../../TwakeChat/twake-chat';
import { numbers, share, yes } from '../write-case';
import type { Carried, WriteCase } from '../write-case';
import { eventsOf, plant, plantRoom, relationOf, text } from './plant';

type Case = WriteCase<MatrixSandbox>;

const room = byId(demoIds.support);
const own = { room, message: byId('={{ $json.message }}') };
const words = '={{ $json.text }}';
const plain = { text: words, format: 'text' };

const fresh = (_: MatrixSandbox, count: number): IDataObject[] =>
	numbers(count).map((index) => ({ index, text: `text ${index}`, name: `x${index}.txt` }));

/** Messages from the bot or somebody else, with what happens to them before. */
const messages =
	(from: string, before: (world: MatrixSandbox, message: string) => void = () => {}) =>
	(world: MatrixSandbox, count: number): IDataObject[] =>
		fresh(world, count).map((item) => {
			const message = plant(world, text(`before ${String(item.index)}`), { from });
			before(world, message);
			return { ...item, message };
		});

/** Threads with a key each, begun by a message with a key and its file. */
const keyed = (world: MatrixSandbox, count: number): IDataObject[] =>
	fresh(world, count).map((item) => {
		const from = { from: demoIds.bot };
		const mark = new Transactions('', 'offer').keyOf(['in thread'], undefined);
		const begun = { ...text('Offer'), 'n8n.thread_key': item.text, 'n8n.sent_by': `${mark}/text` };
		const root = plant(world, begun, from);
		const relation = { rel_type: 'm.thread', event_id: root };
		const file = { ...text('a.txt'), 'n8n.sent_by': `${mark}/file 1`, 'm.relates_to': relation };
		const { accountData } = world.state.users.get(demoIds.bot)!;
		const type = `n8n.thread.${hashOf([demoIds.support, item.text])}`;
		world.state.store(accountData, type, { event_id: root });
		return { ...item, sent: [root, plant(world, file, from)] };
	});

/** Rooms of Alice and the bot, each with others who are in it. */
const rooms =
	(bot: string, ...others: string[]) =>
	(world: MatrixSandbox, count: number): IDataObject[] =>
		fresh(world, count).map((item) => {
			const id = `!room${String(item.index)}room:${demoIds.server}`;
			const members = others.map((user): [string, string] => [user, 'join']);
			plantRoom(world, id, { [demoIds.bot]: bot, ...Object.fromEntries(members) });
			return { ...item, room: id };
		});

const said = (world: MatrixSandbox, { text: wanted }: IDataObject, inRoom?: string) =>
	eventsOf(world, 'm.room.message', inRoom).filter(({ content }) => content.body === wanted);

const reactionsTo = (world: MatrixSandbox, { message }: IDataObject) =>
	eventsOf(world, 'm.reaction').filter((event) => relationOf(event).event_id === message);

const pinsOf = ({ state }: MatrixSandbox) =>
	state.rooms.get(demoIds.support)!.content('m.room.pinned_events')?.pinned as string[] | undefined;

const setPins = (world: MatrixSandbox, message: string) =>
	plant(
		world,
		{ pinned: [...(pinsOf(world) ?? []), message] },
		{ type: 'm.room.pinned_events', stateKey: '' },
	);

const membershipIn = ({ state }: MatrixSandbox, { room: id }: IDataObject, user: string) =>
	state.rooms.get(String(id))!.membership(user);

/** An operation that sends a message. */
const sending = (name: string, parameters: INodeParameters, more: Partial<Case> = {}): Case => {
	const [resource, operation] = name.split(' ');
	const times: Case['times'] = (world, item) => said(world, item).length;
	return {
		resource,
		operation,
		parameters: { ...plain, ...parameters },
		prepare: fresh,
		times,
		...more,
	};
};

/** This n8n, as the node names it. */
const ownMark = () => hashOf([Container.get(InstanceSettings).instanceId]);

/** An operation that asks and waits, where a trigger listens for the answer. */
const asking = (
	name: string,
	parameters: INodeParameters,
	prepare: Case['prepare'] = fresh,
): Case =>
	sending(
		name,
		{ ...parameters, message: words },
		{
			asks: true,
			prepare(world, count) {
				const { accountData } = world.state.users.get(demoIds.bot)!;
				accountData.set(listeningType(ownMark()), { content: { by: 'trigger' }, at: 1 });
				return prepare(world, count);
			},
			times(world, { text: wanted }) {
				const all = [...world.state.rooms.keys()].flatMap((each) =>
					eventsOf(world, 'm.room.message', each),
				);
				return all.filter(({ content }) => String(content.body).startsWith(`${String(wanted)}\n`))
					.length;
			},
		},
	);

/** An operation on somebody's message. */
const on = (
	name: string,
	parameters: INodeParameters,
	more: Pick<Case, 'prepare' | 'times' | 'variant'>,
): Case => {
	const [resource, operation] = name.split(' ');
	return { resource, operation, parameters: { ...own, ...parameters }, ...more };
};

/** An operation on a room of its own for each item. */
const inRoom = (
	operation: string,
	parameters: INodeParameters,
	more: Pick<Case, 'prepare' | 'times' | 'variant'>,
): Case => ({
	resource: 'room',
	operation,
	parameters: { room: byId('={{ $json.room }}'), ...parameters },
	...more,
});

const carriedTo =
	(path: RegExp, isMine: (body: IDataObject, item: IDataObject) => boolean) =>
	(_: MatrixSandbox, item: IDataObject, carried: Carried[]): number =>
		yes(carried.some((each) => path.test(each.path) && isMine(each.body as IDataObject, item)));

const textFile = ({ text: content, name }: IDataObject) => ({
	content: String(content),
	fileName: String(name),
	mimeType: 'text/plain',
});

const filesOf = ({ state }: MatrixSandbox, { name }: IDataObject) =>
	[...state.media.values()].filter((file) => file.name === name && file.bytes);

/** What began a thread although the key has one. */
const furtherThreads = (world: MatrixSandbox): string[] => {
	const all = eventsOf(world, 'm.room.message').filter(({ sender }) => sender === demoIds.bot);
	const first = all.filter((event) => relationOf(event).rel_type !== 'm.thread');
	return first.slice(1).map(({ id }) => `thread ${id}`);
};

export const twakeChatCases: Case[] = [
	sending('message send', { room }),
	sending('message reply', own, { prepare: messages(demoIds.alice) }),
	sending('thread create', { room }),
	sending(
		'thread reply',
		{ room, thread: byId('={{ $json.message }}') },
		{ prepare: messages(demoIds.alice) },
	),
	sending('thread createOrReply', { room, threadKey: 'one for all' }, { extras: furtherThreads }),
	sending(
		'thread createOrReply',
		{ room, threadKey: 'one for all', additionalFields: { messageKey: '={{ $json.text }}' } },
		{ variant: 'with a key', extras: furtherThreads },
	),
	sending(
		'thread createOrReply',
		{ room, threadKey: 'one for all', additionalFields: { attachments: 'data' } },
		{
			variant: 'with a file',
			file: textFile,
			extras: furtherThreads,
			times: (world, item) =>
				(said(world, item).length + said(world, { text: item.name }).length) / 2,
		},
	),
	sending(
		'directMessage send',
		{ user: byId(demoIds.alice) },
		{ times: (world, item) => said(world, item, demoIds.direct).length },
	),
	asking('message sendAndWait', { room }),
	asking(
		'thread sendAndWait',
		{ room, thread: byId('={{ $json.message }}') },
		messages(demoIds.alice),
	),
	asking('directMessage sendAndWait', { user: byId(demoIds.alice) }),
	on('message update', plain, {
		prepare: messages(demoIds.bot),
		times: (world, item) => {
			const changes = eventsOf(world, 'm.room.message').filter(
				(event) => relationOf(event).event_id === item.message,
			);
			return changes.length;
		},
	}),
	on(
		'message delete',
		{},
		{
			prepare: messages(demoIds.bot),
			times: ({ state }, { message }) =>
				yes(Boolean(state.events.get(String(message))?.redactedBy)),
		},
	),
	{
		resource: 'message',
		operation: 'delete',
		variant: 'by its keys',
		parameters: { room, message: byId(''), threadKey: words, messageKey: 'offer' },
		prepare: keyed,
		times: ({ state }, { sent }) =>
			share(...(sent as string[]).map((id) => Boolean(state.events.get(id)?.redactedBy))),
	},
	on(
		'message pin',
		{},
		{
			prepare: messages(demoIds.alice),
			times: (world, { message }) => (pinsOf(world) ?? []).filter((id) => id === message).length,
		},
	),
	on(
		'message unpin',
		{},
		{
			prepare: messages(demoIds.alice, setPins),
			times: (world, { message }) => yes(!pinsOf(world)?.includes(String(message))),
		},
	),
	on(
		'message markRead',
		{},
		{
			prepare: messages(demoIds.alice),
			times: carriedTo(/read_markers$/, (body, { message }) => body['m.read'] === message),
		},
	),
	{
		resource: 'message',
		operation: 'typingOn',
		parameters: { room, seconds: '={{ $json.index + 1 }}' },
		prepare: fresh,
		times: carriedTo(/typing/, ({ timeout }, { index }) => timeout === (Number(index) + 1) * 1000),
	},
	{
		...inRoom(
			'typingOff',
			{},
			{
				prepare: rooms('join'),
				times: (_, item, carried) =>
					yes(carried.some(({ path }) => path.includes(encodeURIComponent(String(item.room))))),
			},
		),
		resource: 'message',
	},
	on(
		'reaction add',
		{ reaction: '👍' },
		{
			prepare: messages(demoIds.alice),
			times: (world, item) => reactionsTo(world, item).length,
		},
	),
	on(
		'reaction add',
		{ reaction: '👍', additionalFields: { context: '{ "ticket": 2 }' } },
		{
			variant: 'in place of one with another context',
			prepare: messages(demoIds.alice, (world, message) => {
				const relation = { rel_type: 'm.annotation', event_id: message, key: '👍' };
				const own = { 'm.relates_to': relation, 'n8n.context': { ticket: 1 } };
				plant(world, own, { type: 'm.reaction', from: demoIds.bot });
			}),
			times: (world, item) =>
				reactionsTo(world, item).filter(
					({ content }) => (content['n8n.context'] as IDataObject).ticket === 2,
				).length,
		},
	),
	on(
		'reaction remove',
		{ reaction: '👍' },
		{
			prepare: messages(demoIds.alice, (world, message) => {
				const relation = { rel_type: 'm.annotation', event_id: message, key: '👍' };
				plant(world, { 'm.relates_to': relation }, { type: 'm.reaction', from: demoIds.bot });
			}),
			times: (world, item) => yes(reactionsTo(world, item).length === 0),
		},
	),
	{
		resource: 'room',
		operation: 'create',
		parameters: { name: words, users: demoIds.bob },
		prepare: fresh,
		times: ({ state }, item) => {
			const made = [...state.rooms.values()].filter(
				(each) => each.content('m.room.name')?.name === item.text,
			);
			if (made.length > 1) return made.length;
			const [only] = made;
			return only ? share(true, only.membership(demoIds.bob) === 'invite') : 0;
		},
	},
	inRoom(
		'update',
		{ updateFields: { topic: words } },
		{
			prepare: rooms('join'),
			times: ({ state }, { room: id, text: wanted }) =>
				yes(state.rooms.get(String(id))!.content('m.room.topic')?.topic === wanted),
		},
	),
	inRoom(
		'join',
		{},
		{
			prepare: rooms('invite'),
			times: (world, item) => yes(membershipIn(world, item, demoIds.bot) === 'join'),
		},
	),
	inRoom(
		'leave',
		{},
		{
			prepare: rooms('join'),
			times: (world, item) => yes(membershipIn(world, item, demoIds.bot) === 'leave'),
		},
	),
	inRoom(
		'invite',
		{ user: byId(demoIds.bob) },
		{
			prepare: rooms('join'),
			times: (world, item) => yes(membershipIn(world, item, demoIds.bob) === 'invite'),
		},
	),
	inRoom(
		'kick',
		{ user: byId(demoIds.bob) },
		{
			prepare: rooms('join', demoIds.bob),
			times: (world, item) => yes(membershipIn(world, item, demoIds.bob) === 'leave'),
		},
	),
	{
		resource: 'file',
		operation: 'upload',
		parameters: {},
		prepare: fresh,
		file: textFile,
		times: (world, item) => filesOf(world, item).length,
	},
	{
		resource: 'file',
		operation: 'send',
		parameters: { room, additionalFields: { caption: words } },
		prepare: fresh,
		file: textFile,
		// A file that nobody sees does no harm.
		times: (world, item) => said(world, item).length,
	},
	{
		resource: 'customApiCall',
		takesAnyAnswer: true,
		operation: 'call',
		parameters: {
			method: 'POST',
			path: `/_matrix/client/v3/createRoom`,
			body: '={{ JSON.stringify({ name: $json.text }) }}',
		},
		prepare: fresh,
		times: ({ state }, item) =>
			[...state.rooms.values()].filter((each) => each.content('m.room.name')?.name === item.text)
				.length,
	},
];
