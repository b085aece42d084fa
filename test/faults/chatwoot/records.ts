import type { INodeParameters } from 'n8n-workflow';
import type { ChatwootSandbox } from '../../../sandbox/chatwoot';
import type { State } from '../../../sandbox/chatwoot';
import type { Table } from '../../../sandbox/chatwoot/state/table';
import { byId, demo } from '../../Chatwoot/chatwoot';
import { share, yes } from '../write-case';
import type { WriteCase } from '../write-case';
import { accounts, agents, fresh, picture, PLANTED_SECRET, records, storedPicture } from './plant';

type Case = WriteCase<ChatwootSandbox>;
type World = ChatwootSandbox;

const text = '={{ $json.text }}';
const key = '={{ $json.key }}';
const url = '={{ $json.url }}';
export const record = byId('={{ $json.record }}');

interface Kind<Row> {
	resource: string;
	table(state: State): Table<Row & { id: number }>;
	/** What planted rows differ in. */
	own(index: number): Partial<Row>;
	/** The column in which the item's text, key or address stands when it is done. */
	column: keyof Row & string;
	value: 'text' | 'key' | 'url';
	create: INodeParameters;
	update: INodeParameters;
	isGone?(row: Row): boolean;
}

/** Create, update and delete of one kind of record. */
export function written<Row>(kind: Kind<Row>): Case[] {
	const { resource, table, own, column, value } = kind;
	const planted = records<Row & { id: number }>(({ state }) => table(state), own as never);
	const rowOf = ({ state }: World, id: unknown) => table(state).get(Number(id));
	const where = { [resource]: record };
	return [
		{
			resource,
			operation: 'create',
			parameters: kind.create,
			prepare: fresh,
			times: ({ state }, item) => table(state).where((row) => row[column] === item[value]).length,
		},
		{
			resource,
			operation: 'update',
			parameters: { ...where, updateFields: kind.update },
			prepare: planted,
			times: (world, item) => yes(rowOf(world, item.record)?.[column] === item[value]),
		},
		{
			resource,
			operation: 'delete',
			parameters: where,
			prepare: planted,
			times: (world, item) => {
				const row = rowOf(world, item.record);
				return yes(row === undefined || kind.isGone?.(row));
			},
		},
	];
}

type Members = 'inboxMembers' | 'teamMembers';

/** Adding, removing and setting the members of inboxes or teams. */
function membered(resource: 'inbox' | 'team', table: Members, before: number[][]): Case[] {
	const column = resource === 'inbox' ? 'inbox_id' : 'team_id';
	const rows = ({ state }: World) =>
		state[table] as unknown as Table<{ id: number; user_id: number }>;
	const membersOf = (world: World, id: unknown) =>
		rows(world)
			.where((row) => (row as unknown as Record<string, unknown>)[column] === id)
			.map(({ user_id }) => user_id)
			.sort();
	const groups = records(
		({ state }) =>
			(resource === 'inbox' ? state.inboxes : state.teams) as unknown as Table<{ id: number }>,
		(index) => ({ name: `before ${index}`, channel_id: 101 + index }) as object,
	);
	const changing = (operation: string, members: number[], after: number[]): Case => ({
		resource,
		operation,
		parameters: { [resource]: record, agents: [demo.agent] },
		prepare(world, count) {
			return groups(world, count).map((item) => {
				for (const user_id of members) {
					rows(world).insert({ user_id, [column]: item.record } as { user_id: number });
				}
				return item;
			});
		},
		times: (world, item) => yes(membersOf(world, item.record).join() === after.join()),
	});
	const [none, both, other] = before;
	return [
		changing('addMembers', none, [...none, demo.agent].sort()),
		changing(
			'removeMembers',
			both,
			both.filter((id) => id !== demo.agent),
		),
		changing('setMembers', other, [demo.agent]),
	];
}

/** An operation on records of its own, from what they are before to what `isDone` looks for. */
export const changing = <Row extends { id: number }>(
	[resource, operation]: [string, string],
	parameters: INodeParameters,
	table: (state: State) => Table<Row>,
	before: (index: number) => Partial<Row>,
	isDone: (row: Row) => boolean,
): Case => ({
	resource,
	operation,
	parameters: { [resource]: record, ...parameters },
	prepare: records(({ state }) => table(state), before),
	times({ state }, item) {
		const row = table(state).get(Number(item.record));
		return yes(row && isDone(row));
	},
});

const ofAdmin = { account_id: 1, created_by_id: demo.admin, updated_by_id: demo.admin };
const steps = { step: [{ action: 'mute_conversation' }] };
const aRule = {
	account_id: 1,
	created_at: 0,
	event_name: 'message_created',
	description: null,
	conditions: [],
	actions: [],
	active: false,
};

const inboxes = (state: State) => state.inboxes;
const bots = (state: State) => state.bots;

interface Pictured {
	id: number;
	name: string | null;
	avatar: number | null;
}

/** Setting and removing the picture of a kind of record. */
function pictured<Row extends Pictured>(
	resource: string,
	table: (state: State) => Table<Row>,
	create: INodeParameters,
): Case[] {
	const additionalFields = { avatarBinaryField: 'data' };
	const ofRow = (row: Pictured | undefined, name: unknown) =>
		share(row?.name === name, typeof row?.avatar === 'number');
	const bare = () => ({ name: 'before', avatar: null, channel_id: 101 }) as object as Partial<Row>;
	return [
		{
			resource,
			operation: 'create',
			variant: 'with a picture',
			parameters: { additionalFields, ...create },
			prepare: fresh,
			file: picture,
			times({ state }, item) {
				const rows = table(state).where(({ name }) => name === item.text);
				return rows.length > 1 ? rows.length : rows.length && ofRow(rows[0], item.text);
			},
		},
		{
			resource,
			operation: 'update',
			variant: 'with a picture',
			parameters: { [resource]: record, updateFields: { name: text, ...additionalFields } },
			prepare: records(({ state }) => table(state), bare),
			file: picture,
			times: ({ state }, item) => ofRow(table(state).get(Number(item.record)), item.text),
		},
		{
			resource,
			operation: 'deleteAvatar',
			parameters: { [resource]: record },
			prepare: (world, count) => {
				const avatar = storedPicture(world);
				const own = () => ({ avatar }) as object as Partial<Row>;
				return records<Row>(({ state }) => table(state), own)(world, count);
			},
			times: ({ state }, item) => yes(table(state).get(Number(item.record))?.avatar === null),
		},
	];
}

const membership = ({ state }: World, user: unknown) =>
	state.memberships.find(({ user_id, account_id }) => user_id === user && account_id === 1);
const agentsWith = ({ state }: World, mail: string) =>
	state.users.where(({ email }) => email === mail).length;

/** What the administrator of the demo world has saved. */
export const aFilter = {
	account_id: 1,
	user_id: demo.admin,
	name: 'Open',
	filter_type: 'conversation',
	query: {
		payload: [{ attribute_key: 'status', filter_operator: 'equal_to', values: ['open'] }],
	},
	created_at: 0,
	updated_at: 0,
};

export const recordCases: Case[] = [
	...written({
		resource: 'savedFilter',
		table: (state) => state.customFilters,
		own: (index) => ({ ...aFilter, name: `before ${index}` }),
		column: 'name',
		value: 'text',
		create: {
			name: text,
			conditions: { row: [{ attribute: 'status', operator: 'equal_to', value: ['open'] }] },
		},
		update: { name: text },
	}),
	...written({
		resource: 'agentBot',
		table: bots,
		own: () => ({ name: 'before', secret: PLANTED_SECRET, token: PLANTED_SECRET }),
		column: 'name',
		value: 'text',
		create: { name: text, outgoingUrl: url },
		update: { name: text },
		isGone: ({ deleted }) => deleted,
	}),
	...written({
		resource: 'cannedResponse',
		table: (state) => state.cannedResponses,
		own: (index) => ({ short_code: `before-${index}` }),
		column: 'content',
		value: 'text',
		create: { shortCode: key, text },
		update: { text },
	}),
	...written({
		resource: 'customAttribute',
		table: (state) => state.attributes,
		own: (index) => ({ attribute_key: `before_${index}` }),
		column: 'attribute_display_name',
		value: 'text',
		create: { model: 'contact_attribute', name: text, key, type: 'text' },
		update: { name: text },
	}),
	...written({
		resource: 'inbox',
		table: inboxes,
		own: (index) => ({ name: 'before', channel_id: 101 + index }),
		column: 'name',
		value: 'text',
		create: { channel: 'api', name: text },
		update: { name: text },
	}),
	...written({
		resource: 'label',
		table: (state) => state.labels,
		own: (index) => ({ title: `before-${index}` }),
		column: 'title',
		value: 'key',
		create: { title: key },
		update: { title: key },
	}),
	...written({
		resource: 'team',
		table: (state) => state.teams,
		own: (index) => ({ name: `before ${index}` }),
		column: 'name',
		value: 'text',
		create: { name: text },
		update: { name: text },
	}),
	...written({
		resource: 'macro',
		table: (state) => state.macros,
		own: (index) => ({ ...ofAdmin, name: `before ${index}`, visibility: 'global', actions: [] }),
		column: 'name',
		value: 'text',
		create: { name: text, steps },
		update: { name: text },
	}),
	{
		resource: 'macro',
		operation: 'run',
		parameters: { macro: record, conversations: String(demo.conversation) },
		prepare: records(
			({ state }) => state.macros,
			(index) => ({ ...ofAdmin, name: `before ${index}`, visibility: 'global', actions: [] }),
		),
		times: (_world, item, carried) =>
			carried.filter(({ path }) => path.endsWith(`/macros/${String(item.record)}/execute`)).length,
	},
	...written({
		resource: 'automationRule',
		table: (state) => state.automationRules,
		own: (index) => ({ ...aRule, name: `before ${index}` }),
		column: 'name',
		value: 'text',
		create: { name: text, steps },
		update: { name: text },
	}),
	{
		resource: 'automationRule',
		operation: 'clone',
		parameters: { automationRule: record },
		prepare: records(
			({ state }) => state.automationRules,
			(index) => ({ ...aRule, name: `before ${index}` }),
		),
		times: ({ state }, item) => {
			const name = state.automationRules.get(Number(item.record))?.name;
			return state.automationRules.where((row) => row.name === name).length - 1;
		},
	},
	...written({
		resource: 'webhook',
		table: (state) => state.webhooks,
		own: () => ({}),
		column: 'url',
		value: 'url',
		create: { url },
		update: { url },
	}).map((each) => ({ ...each, prepare: withWebhook(each.prepare) })),
	...membered('inbox', 'inboxMembers', [[], [demo.agent], [demo.admin]]),
	...membered('team', 'teamMembers', [[demo.admin], [demo.admin, demo.agent], [demo.admin]]),
	changing(
		['agentBot', 'resetAccessToken'],
		{},
		bots,
		() => ({ token: PLANTED_SECRET }),
		(bot) => bot.token !== PLANTED_SECRET,
	),
	changing(
		['agentBot', 'resetSecret'],
		{},
		bots,
		() => ({ secret: PLANTED_SECRET }),
		(bot) => bot.secret !== PLANTED_SECRET,
	),
	changing(
		['inbox', 'resetSecret'],
		{},
		inboxes,
		() => ({ channel: { secret: PLANTED_SECRET, hmac_token: PLANTED_SECRET } }),
		({ channel }) => channel.secret !== PLANTED_SECRET,
	),
	changing(
		['inbox', 'setAgentBot'],
		{ agentBot: byId(1) },
		inboxes,
		() => ({}),
		(row) => row.bot_id === 1,
	),
	changing(
		['inbox', 'removeAgentBot'],
		{},
		inboxes,
		() => ({ bot_id: 1 }),
		(row) => row.bot_id === null,
	),
	...pictured('agentBot', bots, { name: text }),
	...pictured('inbox', inboxes, {
		channel: 'api',
		name: text,
		additionalFields: {
			avatarBinaryField: 'data',
			workingHours: { row: [{ days: ['sunday'], open: 'allDay' }] },
		},
	}),
	{
		// There is one profile: several items could not be told apart.
		resource: 'profile',
		operation: 'deleteAvatar',
		parameters: {},
		prepare(world) {
			Object.assign(world.state.users.get(demo.admin)!, { avatar: storedPicture(world) });
			return fresh(world, 1);
		},
		times: ({ state }) => yes(state.users.get(demo.admin)?.avatar === null),
	},
	{
		resource: 'profile',
		operation: 'update',
		variant: 'with a picture',
		parameters: { updateFields: { displayName: text, avatarBinaryField: 'data' } },
		prepare: (world) => fresh(world, 1),
		file: picture,
		times({ state }, item) {
			const user = state.users.get(demo.admin);
			return share(user?.display_name === item.text, typeof user?.avatar === 'number');
		},
	},
	{
		resource: 'agent',
		operation: 'create',
		parameters: { email: '={{ $json.mail }}' },
		prepare: fresh,
		times: (world, { mail }) => agentsWith(world, String(mail)),
	},
	{
		resource: 'agent',
		operation: 'createMany',
		parameters: { emails: '={{ $json.mail }}, {{ "b" + $json.mail }}' },
		prepare: fresh,
		results: 2,
		times: (world, { mail }) =>
			(agentsWith(world, String(mail)) + agentsWith(world, `b${String(mail)}`)) / 2,
	},
	{
		resource: 'agent',
		operation: 'update',
		parameters: { agent: record, updateFields: { name: text } },
		prepare: agents,
		times: ({ state }, item) => yes(state.users.get(Number(item.record))?.name === item.text),
	},
	{
		resource: 'agent',
		operation: 'delete',
		parameters: { agent: record },
		prepare: agents,
		times: (world, item) => yes(membership(world, item.record) === undefined),
	},
	{
		resource: 'account',
		operation: 'update',
		parameters: { account: byId('={{ $json.account }}'), updateFields: { name: text } },
		prepare: accounts,
		times: ({ state }, item) => yes(state.accounts.get(Number(item.account))?.name === item.text),
	},
	{
		resource: 'profile',
		operation: 'setAvailability',
		parameters: {
			account: byId('={{ $json.account }}'),
			availability: 'busy',
			additionalFields: { autoOffline: false },
		},
		prepare: accounts,
		times({ state }, item) {
			const row = state.memberships.find(({ account_id }) => account_id === item.account);
			return share(row?.availability === 'busy', row?.auto_offline === false);
		},
	},
	{
		// All change one thing: the requests tell how often.
		resource: 'profile',
		operation: 'update',
		parameters: { updateFields: { displayName: text } },
		prepare: fresh,
		times: (_world, item, carried) =>
			yes(carried.some(({ body }) => JSON.stringify(body).includes(`"${String(item.text)}"`))),
	},
];

/** The demo world has no webhook to copy. */
function withWebhook(prepare: Case['prepare']): Case['prepare'] {
	return (world, count) => {
		const row = { account_id: 1, inbox_id: null, name: null, url: 'https://x.example/first' };
		world.state.webhooks.insert({
			...row,
			subscriptions: ['message_created'],
			secret: PLANTED_SECRET,
		});
		return prepare(world, count);
	};
}
