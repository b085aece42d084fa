import type { IDataObject } from 'n8n-workflow';
import type { ChatwootSandbox } from '../../../sandbox/chatwoot';
import { byId, demo } from '../../Chatwoot/chatwoot';
import { share, yes } from '../write-case';
import type { WriteCase } from '../write-case';
import { contacts, fresh, picture, storedPicture, twins } from './plant';

type Case = WriteCase<ChatwootSandbox>;

const contact = byId('={{ $json.contact }}');
const email = '={{ $json.mail }}';
const text = '={{ $json.text }}';
const LABELS = ['urgent', 'shipping'];

const contactOf = ({ state }: ChatwootSandbox, { contact: id }: IDataObject) =>
	state.contacts.get(Number(id));
const contactsOf = ({ state }: ChatwootSandbox, { mail }: IDataObject) =>
	state.contacts.where((row) => row.email === mail).length;
const sessionsOf = ({ state }: ChatwootSandbox, { contact: id }: IDataObject) =>
	state.sessions.where((row) => row.contact_id === id).length;
const notesOf = ({ state }: ChatwootSandbox, { text: content }: IDataObject) =>
	state.notes.where((row) => row.content === content).length;

/** Contacts 101 and so on, each with a note. */
function notes(world: ChatwootSandbox, count: number): IDataObject[] {
	return contacts()(world, count).map((item) => {
		const times = { created_at: Date.now(), updated_at: Date.now() };
		const row = { contact_id: Number(item.contact), user_id: demo.admin, content: 'before' };
		return { ...item, note: world.state.notes.insert({ ...row, ...times }).id };
	});
}

/** Pairs of contacts; the one to be merged has a label. */
function pairs(world: ChatwootSandbox, count: number): IDataObject[] {
	const all = contacts((index) => ({ labels: index < count ? [] : ['urgent'] }))(world, 2 * count);
	return all.slice(0, count).map((item, index) => ({ ...item, other: all[count + index].contact }));
}

/** Two contacts for each item: one has the identifier, the other the address. */
function halves(world: ChatwootSandbox, count: number): IDataObject[] {
	const own = (index: number) =>
		index < count ? {} : { email: null, identifier: `key-${index - count}` };
	return contacts(own)(world, 2 * count).slice(0, count);
}

export const contactCases: Case[] = [
	{
		resource: 'contact',
		operation: 'create',
		parameters: { name: text, email },
		prepare: fresh,
		times: contactsOf,
	},
	{
		resource: 'contact',
		operation: 'create',
		variant: 'in an inbox',
		parameters: {
			name: text,
			email,
			inbox: byId(demo.api),
			additionalFields: { sourceId: '={{ $json.key }}', customAttributes: '{"plan": "basic"}' },
		},
		prepare: fresh,
		times: contactsOf,
	},
	{
		resource: 'contact',
		operation: 'createOrUpdate',
		parameters: { findBy: 'email', email, name: text },
		prepare: fresh,
		times: contactsOf,
		extras: twins,
	},
	{
		resource: 'contact',
		operation: 'createOrUpdate',
		variant: 'of a known one',
		parameters: { findBy: 'email', email, name: text },
		prepare: contacts(),
		times: (world, item) => yes(contactOf(world, item)?.name === item.text),
		extras: twins,
	},
	{
		resource: 'contact',
		operation: 'update',
		parameters: { contact, updateFields: { name: text } },
		prepare: contacts(),
		times: (world, item) => yes(contactOf(world, item)?.name === item.text),
	},
	{
		resource: 'contact',
		operation: 'create',
		variant: 'with a picture',
		parameters: {
			name: text,
			email,
			additionalFields: { avatarBinaryField: 'data', customAttributes: '{"plan": "basic"}' },
		},
		prepare: fresh,
		file: picture,
		times: (world, item) => {
			const rows = world.state.contacts.where((row) => row.email === item.mail);
			return rows.length > 1
				? rows.length
				: share(rows.length > 0, rows[0]?.custom_attributes.plan === 'basic');
		},
	},
	{
		resource: 'contact',
		operation: 'update',
		variant: 'with a picture',
		parameters: { contact, updateFields: { name: text, avatarBinaryField: 'data' } },
		prepare: contacts(() => ({ avatar: null })),
		file: picture,
		times(world, item) {
			const row = contactOf(world, item);
			return share(row?.name === item.text, row?.avatar !== null);
		},
	},
	{
		resource: 'contact',
		operation: 'createOrUpdate',
		variant: 'of one who is two',
		parameters: {
			findBy: 'identifier',
			identifier: '={{ $json.key }}',
			email,
			name: text,
			otherMatch: 'same',
		},
		prepare: halves,
		times: ({ state }, { key, mail }) => {
			const rows = state.contacts.where((row) => row.email === mail || row.identifier === key);
			const [{ email: one, identifier: other } = {}] = rows;
			return rows.length === 1 ? share(true, one === mail, other === key) : 0;
		},
	},
	{
		resource: 'contact',
		operation: 'delete',
		parameters: { contact },
		prepare: contacts(),
		times: (world, item) => yes(contactOf(world, item) === undefined),
	},
	{
		resource: 'contact',
		operation: 'merge',
		parameters: { contact, mergedContact: byId('={{ $json.other }}') },
		prepare: pairs,
		times: ({ state }, { contact: id, other }) =>
			share(
				state.contacts.get(Number(other)) === undefined,
				state.contacts.get(Number(id))?.labels.includes('urgent'),
			),
	},
	{
		resource: 'contact',
		operation: 'addLabels',
		parameters: { contact, labels: 'urgent' },
		prepare: contacts(),
		times: (world, item) => yes(contactOf(world, item)?.labels.includes('urgent')),
	},
	{
		resource: 'contact',
		operation: 'removeLabels',
		parameters: { contact, labels: 'urgent' },
		prepare: contacts(() => ({ labels: [...LABELS] })),
		times: (world, item) => yes(contactOf(world, item)?.labels.join() === 'shipping'),
	},
	{
		resource: 'contact',
		operation: 'setLabels',
		parameters: { contact, labels: 'urgent' },
		prepare: contacts(() => ({ labels: ['shipping'] })),
		times: (world, item) => yes(contactOf(world, item)?.labels.join() === 'urgent'),
	},
	{
		resource: 'contact',
		operation: 'deleteAvatar',
		parameters: { contact },
		prepare: (world, count) => contacts(() => ({ avatar: storedPicture(world) }))(world, count),
		times: (world, item) => yes(contactOf(world, item)?.avatar === null),
	},
	{
		resource: 'contact',
		operation: 'deleteCustomAttributes',
		parameters: { contact, attributeKeys: 'plan' },
		prepare: contacts(() => ({ custom_attributes: { plan: 'basic', seats: 3 } })),
		times: (world, item) =>
			yes(JSON.stringify(contactOf(world, item)?.custom_attributes) === '{"seats":3}'),
	},
	{
		resource: 'contact',
		operation: 'createSession',
		parameters: { contact, inbox: byId(demo.api), alwaysNew: true },
		prepare: contacts(),
		times: sessionsOf,
	},
	{
		resource: 'contact',
		operation: 'createSession',
		variant: 'with a source ID',
		parameters: { contact, inbox: byId(demo.api), sourceId: '={{ $json.key }}' },
		prepare: contacts(),
		times: sessionsOf,
	},
	{
		resource: 'contact',
		operation: 'export',
		parameters: { listBy: 'label', label: '={{ $json.key }}' },
		prepare: fresh,
		times: (_world, { key }, carried) =>
			carried.filter(({ body }) => (body as IDataObject).label === key).length,
	},
	{
		resource: 'contact',
		operation: 'import',
		parameters: { inputBinaryField: 'data' },
		prepare: fresh,
		file: ({ mail }) => ({
			content: `name,email\nJane,${String(mail)}\n`,
			fileName: 'contacts.csv',
			mimeType: 'text/csv',
		}),
		times: (_world, { mail }, carried) =>
			carried.filter(({ body }) => String(body).includes(`,${String(mail)}\n`)).length,
	},
	{
		resource: 'contactNote',
		operation: 'create',
		parameters: { contact, text },
		prepare: contacts(),
		times: notesOf,
	},
	{
		resource: 'contactNote',
		operation: 'update',
		parameters: { contact, note: '={{ $json.note }}', text },
		prepare: notes,
		times: notesOf,
	},
	{
		resource: 'contactNote',
		operation: 'delete',
		parameters: { contact, note: '={{ $json.note }}' },
		prepare: notes,
		times: ({ state }, { note }) => yes(state.notes.get(Number(note)) === undefined),
	},
	{
		resource: 'customApiCall',
		takesAnyAnswer: true,
		operation: 'call',
		parameters: {
			method: 'POST',
			path: '/api/v1/accounts/{account}/contacts',
			body: '={{ JSON.stringify({ email: $json.mail, name: $json.text }) }}',
			splitItems: false,
		},
		prepare: fresh,
		times: contactsOf,
	},
	{
		resource: 'customApiCall',
		takesAnyAnswer: true,
		operation: 'call',
		variant: 'that changes',
		parameters: {
			method: 'PATCH',
			path: '=/api/v1/accounts/{account}/contacts/{{ $json.contact }}',
			body: '={{ JSON.stringify({ name: $json.text }) }}',
			splitItems: false,
		},
		prepare: contacts(),
		times: (world, item) => yes(contactOf(world, item)?.name === item.text),
	},
];
