import type { IDataObject } from 'n8n-workflow';
import { demoWorld, startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { byId, chatwootRun, demo } from '../Chatwoot/chatwoot';
import { doubles, numbers } from './write-case';
import type { Desk, WriteCase } from './write-case';

type Case = WriteCase<ChatwootSandbox>;

const mailOf = (index: unknown) => `p${String(index)}@x.example`;

/** Contacts 101, 102 and so on. */
function contacts({ state }: ChatwootSandbox, count: number): IDataObject[] {
	const [template] = state.contacts.all();
	return numbers(count).map((index) => {
		const contact = { ...template, id: 101 + index, name: `Person ${index}`, labels: [] };
		const own = { email: mailOf(index), phone_number: null, identifier: null };
		state.contacts.insert({ ...contact, ...own, custom_attributes: {} });
		return { index, contact: contact.id, mail: own.email, text: `text ${index}` };
	});
}

/** Conversations 101, 102 and so on, of contacts of their own. */
function conversations(chatwoot: ChatwootSandbox, count: number): IDataObject[] {
	const { state } = chatwoot;
	const [template] = state.conversations.all();
	return contacts(chatwoot, count).map((item, index) => {
		const display_id = 101 + index;
		const own = { id: display_id, display_id, contact_id: Number(item.contact), labels: [] };
		state.conversations.insert({ ...template, ...own });
		return { ...item, conversation: display_id };
	});
}

const people = (_: ChatwootSandbox, count: number): IDataObject[] =>
	numbers(count).map((index) => ({ index, mail: mailOf(index), text: `text ${index}` }));

const messagesOf = ({ state }: ChatwootSandbox, text: unknown) =>
	state.messages.where((message) => message.content === text).length;
const contactsOf = ({ state }: ChatwootSandbox, mail: unknown) =>
	state.contacts.where((contact) => contact.email === mail).length;
const conversationsOf = ({ state }: ChatwootSandbox, mail: unknown) => {
	const ids = state.contacts.where(({ email }) => email === mail).map(({ id }) => id);
	return state.conversations.where(({ contact_id }) => ids.includes(contact_id)).length;
};
const contactOf = ({ state }: ChatwootSandbox, { contact }: IDataObject) =>
	state.contacts.get(Number(contact));
const conversationOf = ({ state }: ChatwootSandbox, { conversation }: IDataObject) =>
	state.conversations.get(Number(conversation));

/** Contacts and conversations of which there are two for one person. */
function twins({ state }: ChatwootSandbox): string[] {
	const mails = state.contacts.all().flatMap(({ email }) => (email ? [email] : []));
	const owners = state.conversations.all().map(({ contact_id }) => `conversation of ${contact_id}`);
	return [...doubles(mails), ...doubles(owners)];
}

const yes = (isDone: boolean | undefined) => (isDone ? 1 : 0);
const contact = byId('={{ $json.contact }}');
const conversation = byId('={{ $json.conversation }}');
const person = { findBy: 'email', email: '={{ $json.mail }}', inbox: byId(demo.api) };

export const chatwootCases: Case[] = [
	{
		resource: 'contact',
		operation: 'create',
		parameters: { name: '={{ $json.text }}', email: '={{ $json.mail }}' },
		prepare: people,
		times: (world, { mail }) => contactsOf(world, mail),
	},
	{
		resource: 'contact',
		operation: 'addLabels',
		parameters: { contact, labels: 'urgent' },
		prepare: contacts,
		times: (world, item) => yes(contactOf(world, item)?.labels.includes('urgent')),
	},
	{
		resource: 'contact',
		operation: 'createOrUpdate',
		parameters: { matchBy: 'email', email: '={{ $json.mail }}', name: '={{ $json.text }}' },
		prepare: people,
		times: (world, { mail }) => contactsOf(world, mail),
		extras: twins,
	},
	{
		resource: 'contact',
		operation: 'update',
		parameters: { contact, updateFields: { name: '={{ $json.text }}' } },
		prepare: contacts,
		times: (world, item) => yes(contactOf(world, item)?.name === item.text),
	},
	{
		resource: 'contact',
		operation: 'delete',
		parameters: { contact },
		prepare: contacts,
		times: (world, item) => yes(contactOf(world, item) === undefined),
	},
	{
		resource: 'conversation',
		operation: 'create',
		parameters: { contact, inbox: byId(demo.api), message: '={{ $json.text }}' },
		prepare: contacts,
		times: (world, { mail }) => conversationsOf(world, mail),
	},
	{
		resource: 'conversation',
		operation: 'findOrCreate',
		parameters: person,
		prepare: people,
		times: (world, { mail }) => conversationsOf(world, mail),
		extras: twins,
	},
	{
		resource: 'conversation',
		operation: 'setPriority',
		parameters: { conversation, priority: 'high' },
		prepare: conversations,
		times: (world, item) => yes(conversationOf(world, item)?.priority === 'high'),
	},
	{
		resource: 'conversation',
		operation: 'resolve',
		parameters: { conversation },
		prepare: conversations,
		times: (world, item) => yes(conversationOf(world, item)?.status === 'resolved'),
	},
	{
		resource: 'message',
		operation: 'create',
		parameters: { conversation, content: '={{ $json.text }}' },
		prepare: conversations,
		times: (world, { text }) => messagesOf(world, text),
	},
	{
		resource: 'message',
		operation: 'sendToContact',
		parameters: { ...person, content: '={{ $json.text }}' },
		prepare: people,
		times: (world, { text }) => messagesOf(world, text),
		extras: twins,
	},
];

export const chatwootDesk: Desk<ChatwootSandbox> = {
	name: 'Chatwoot',
	cases: chatwootCases,
	secrets: ['ADMIN_TOKEN'],
	start: async () => await startChatwoot(),
	reset(world) {
		world.seed(demoWorld);
		world.requests.length = 0;
	},
	run(world, baseUrl, parameters) {
		const all = { account: byId(demo.account), ...parameters };
		return chatwootRun(world, { parameters: all, credential: { baseUrl } });
	},
	mistakes: ({ mistakes }) => mistakes,
};
