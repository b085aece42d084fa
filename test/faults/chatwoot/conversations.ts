import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { ChatwootSandbox } from '../../../sandbox/chatwoot';
import { byId, demo } from '../../Chatwoot/chatwoot';
import { share, yes } from '../write-case';
import type { Carried, WriteCase } from '../write-case';
import { contacts, conversations, fresh, messages, twins } from './plant';

type Case = WriteCase<ChatwootSandbox>;
type Row = ReturnType<ChatwootSandbox['state']['conversations']['all']>[number];

const conversation = byId('={{ $json.conversation }}');
const contact = byId('={{ $json.contact }}');
const person = { findBy: 'email', email: '={{ $json.mail }}', inbox: byId(demo.api) };

const rowOf = ({ state }: ChatwootSandbox, { conversation: id }: IDataObject) =>
	state.conversations.get(Number(id));
const ofPerson = ({ state }: ChatwootSandbox, { mail }: IDataObject) => {
	const ids = state.contacts.where(({ email }) => email === mail).map(({ id }) => id);
	return state.conversations.where(({ contact_id }) => ids.includes(contact_id));
};
const posted = (what: string) => (_: ChatwootSandbox, item: IDataObject, carried: Carried[]) =>
	carried.filter(({ path }) => path.endsWith(`/conversations/${String(item.conversation)}/${what}`))
		.length;

/** An operation that changes a conversation from what it is before to what `isDone` looks for. */
const changing = (
	operation: string,
	parameters: INodeParameters,
	before: () => Partial<Row>,
	isDone: (row: Row) => boolean | number,
): Case => ({
	resource: 'conversation',
	operation,
	parameters: { conversation, ...parameters },
	prepare: conversations(before),
	times: (world, item) => {
		const row = rowOf(world, item);
		return row ? Number(isDone(row)) : 0;
	},
});

/** One that leaves no trace on the server: what counts is that it accepted the request. */
const calling = (operation: string, parameters: INodeParameters, path: string): Case => ({
	resource: 'conversation',
	operation,
	parameters: { conversation, ...parameters },
	prepare: conversations(),
	times: posted(path),
});

const labelled = () => ({ labels: ['urgent', 'shipping'], cached_labels: 'urgent, shipping' });
const blocked = (world: ChatwootSandbox, item: IDataObject) =>
	world.state.contacts.get(Number(item.contact))?.blocked;

export const conversationCases: Case[] = [
	{
		resource: 'conversation',
		operation: 'create',
		parameters: { contact, inbox: byId(demo.api), text: '={{ $json.text }}' },
		prepare: contacts(),
		times: (world, item) => ofPerson(world, item).length,
	},
	{
		resource: 'conversation',
		operation: 'create',
		variant: 'given to an agent',
		parameters: {
			contact,
			inbox: byId(demo.api),
			sourceId: '={{ $json.key }}',
			additionalFields: { assignee: byId(demo.agent), team: byId(demo.team) },
		},
		prepare: contacts(),
		times: (world, item) => ofPerson(world, item).length,
	},
	{
		resource: 'conversation',
		operation: 'findOrCreate',
		parameters: person,
		prepare: fresh,
		times: (world, item) => ofPerson(world, item).length,
		extras: twins,
	},
	{
		resource: 'conversation',
		operation: 'findOrCreate',
		variant: 'of a resolved one',
		parameters: { ...person, withoutOpen: 'reopen' },
		prepare: conversations(() => ({ status: 'resolved' })),
		times: (world, item) => yes(ofPerson(world, item).every(({ status }) => status === 'open')),
		extras: twins,
	},
	{
		resource: 'conversation',
		operation: 'delete',
		parameters: { conversation },
		prepare: conversations(),
		times: (world, item) => yes(rowOf(world, item) === undefined),
	},
	{
		resource: 'conversation',
		operation: 'bulkUpdate',
		parameters: {
			conversations: '={{ $json.conversation }}',
			updateFields: { status: 'resolved', addedLabels: 'urgent' },
		},
		prepare: conversations(),
		times: (world, item) => {
			const row = rowOf(world, item);
			return share(row?.status === 'resolved', row?.labels.includes('urgent'));
		},
	},
	{
		resource: 'conversation',
		operation: 'mute',
		parameters: { conversation },
		prepare: conversations(),
		times: (world, item) => yes(blocked(world, item)),
	},
	{
		resource: 'conversation',
		operation: 'setDraft',
		parameters: { conversation, text: '={{ $json.text }}' },
		prepare: conversations(),
		times: ({ state }, item) =>
			yes(
				state.conversations.find(({ display_id }) => display_id === item.conversation)?.draft ===
					item.text,
			),
	},
	{
		resource: 'conversation',
		operation: 'unmute',
		parameters: { conversation },
		prepare: conversations(undefined, () => ({ blocked: true })),
		times: (world, item) => yes(blocked(world, item) === false),
	},
	{
		resource: 'conversation',
		operation: 'markUnread',
		parameters: { conversation },
		prepare: messages(undefined, () => ({ agent_last_seen_at: 1 })),
		times: (world, item) => yes(rowOf(world, item)?.agent_last_seen_at !== 1),
	},
	changing(
		'markRead',
		{},
		() => ({ agent_last_seen_at: null }),
		(row) => row.agent_last_seen_at !== null,
	),
	changing(
		'resolve',
		{},
		() => ({}),
		(row) => row.status === 'resolved',
	),
	changing(
		'reopen',
		{},
		() => ({ status: 'resolved' }),
		(row) => row.status === 'open',
	),
	changing(
		'handOver',
		{ assignee: byId(2), team: byId(1) },
		() => ({ status: 'pending' }),
		(row) => row.status === 'open' && row.assignee_id === 2 && row.team_id === 1,
	),
	changing(
		'handBack',
		{},
		() => ({ status: 'open', assignee_id: 2, team_id: 1 }),
		(row) => row.status === 'pending' && row.assignee_id === null && row.team_id === null,
	),
	changing(
		'snooze',
		{ until: 'nextReply' },
		() => ({}),
		(row) => row.status === 'snoozed',
	),
	changing(
		'setPriority',
		{ priority: 'high' },
		() => ({}),
		(row) => row.priority === 'high',
	),
	changing(
		'assign',
		{ assignee: byId(demo.agent), team: byId(demo.team) },
		() => ({}),
		(row) => share(row.assignee_id === demo.agent, row.team_id === demo.team),
	),
	changing(
		'unassign',
		{ from: 'both' },
		() => ({ assignee_id: demo.agent, team_id: demo.team }),
		(row) => share(row.assignee_id === null, row.team_id === null),
	),
	changing(
		'update',
		{ updateFields: { status: 'pending', priority: 'low', team: byId(demo.team) } },
		() => ({}),
		(row) => share(row.status === 'pending', row.priority === 'low', row.team_id === demo.team),
	),
	changing(
		'setCustomAttributes',
		{ customAttributes: '{"order_id": "x1"}' },
		() => ({ custom_attributes: { kept: 'yes' } }),
		({ custom_attributes: { kept, order_id } }) => kept === 'yes' && order_id === 'x1',
	),
	changing(
		'deleteCustomAttributes',
		{ attributeKeys: 'order_id' },
		() => ({ custom_attributes: { kept: 'yes', order_id: 'x1' } }),
		(row) => JSON.stringify(row.custom_attributes) === '{"kept":"yes"}',
	),
	changing(
		'addLabels',
		{ labels: 'urgent' },
		() => ({}),
		(row) => row.labels.includes('urgent'),
	),
	changing(
		'removeLabels',
		{ labels: 'urgent' },
		labelled,
		(row) => row.labels.join() === 'shipping',
	),
	changing(
		'setLabels',
		{ labels: 'shipping' },
		labelled,
		(row) => row.labels.join() === 'shipping',
	),
	changing(
		'addParticipants',
		{ agents: [demo.agent] },
		() => ({ participants: [] }),
		(row) => row.participants.join() === String(demo.agent),
	),
	changing(
		'removeParticipants',
		{ agents: [demo.agent] },
		() => ({ participants: [demo.admin, demo.agent] }),
		(row) => row.participants.join() === String(demo.admin),
	),
	changing(
		'setParticipants',
		{ agents: [demo.agent] },
		() => ({ participants: [demo.admin] }),
		(row) => row.participants.join() === String(demo.agent),
	),
	calling('sendTranscript', { email: '={{ $json.mail }}' }, 'transcript'),
	calling('typingOn', {}, 'toggle_typing_status'),
	calling('typingOff', {}, 'toggle_typing_status'),
];
