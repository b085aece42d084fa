import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { ChatwootSandbox } from '../../../sandbox/chatwoot';
import type { Table } from '../../../sandbox/chatwoot/state/table';
import { demo } from '../../Chatwoot/chatwoot';
import { doubles, numbers } from '../write-case';

/** Part of every secret in the planted records; must never be seen. */
export const PLANTED_SECRET = 'PLANTED_SECRET';

/** What the rows of a case differ in. */
type Own<Row> = (index: number) => Partial<Row>;

const FIRST_ID = 101;
export const mailOf = (index: unknown): string => `p${String(index)}@x.example`;

/** Items that work on nothing yet: for operations that create something. */
export const fresh = (_: ChatwootSandbox, count: number): IDataObject[] =>
	numbers(count).map((index) => ({
		index,
		mail: mailOf(index),
		text: `text ${index}`,
		key: `key-${index}`,
		url: `https://x.example/${index}`,
	}));

/** Copies of the first row of a table under the ids 101, 102 and so on. */
export function copies<Row extends { id: number }>(
	table: Table<Row>,
	count: number,
	own: Own<Row>,
): Row[] {
	const [template] = table.all();
	return numbers(count).map((index) =>
		table.insert({ ...structuredClone(template), id: FIRST_ID + index, ...own(index) }),
	);
}

/** Items that work on a record each, named in `field`. */
export function records<Row extends { id: number }>(
	tableOf: (world: ChatwootSandbox) => Table<Row>,
	own: Own<Row>,
) {
	return (world: ChatwootSandbox, count: number): IDataObject[] => {
		const rows = copies(tableOf(world), count, own);
		return fresh(world, count).map((item, index) => ({ ...item, record: rows[index].id }));
	};
}

type ContactRow = ReturnType<ChatwootSandbox['state']['contacts']['all']>[number];
type ConversationRow = ReturnType<ChatwootSandbox['state']['conversations']['all']>[number];
type MessageRow = ReturnType<ChatwootSandbox['state']['messages']['all']>[number];

/** Items with one contact each. */
export const contacts =
	(own: Own<ContactRow> = () => ({})) =>
	(world: ChatwootSandbox, count: number): IDataObject[] => {
		const rows = copies(world.state.contacts, count, (index) => ({
			name: `Person ${index}`,
			email: mailOf(index),
			phone_number: null,
			identifier: null,
			custom_attributes: {},
			labels: [],
			...own(index),
		}));
		return fresh(world, count).map((item, index) => ({ ...item, contact: rows[index].id }));
	};

/** Items with a conversation each, of a contact of its own. */
export const conversations =
	(own: Own<ConversationRow> = () => ({}), ofContact: Own<ContactRow> = () => ({})) =>
	(world: ChatwootSandbox, count: number): IDataObject[] => {
		const { state } = world;
		const items = contacts(ofContact)(world, count);
		const sessions = copies(state.sessions, count, (index) => ({
			contact_id: Number(items[index].contact),
			source_id: randomUUID(),
		}));
		const rows = copies(state.conversations, count, (index) => ({
			display_id: FIRST_ID + index,
			contact_id: Number(items[index].contact),
			session_id: sessions[index].id,
			uuid: randomUUID(),
			...own(index),
		}));
		for (const account of state.accounts.all()) account.last_display_id = FIRST_ID + count;
		return items.map((item, index) => ({ ...item, conversation: rows[index].display_id }));
	};

/** Items with a message each, of the customer, in a conversation of its own. */
export const messages =
	(own: Own<MessageRow> = () => ({}), ofConversation: Own<ConversationRow> = () => ({})) =>
	(world: ChatwootSandbox, count: number): IDataObject[] => {
		const items = conversations(ofConversation)(world, count);
		const rows = copies(world.state.messages, count, (index) => ({
			conversation_id: Number(items[index].conversation),
			content: `before ${index}`,
			...own(index),
		}));
		return items.map((item, index) => ({ ...item, message: rows[index].id }));
	};

/** A picture of one pixel. */
export const picture = () => ({
	content: Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64').toString(
		'latin1',
	),
	fileName: 'x.gif',
	mimeType: 'image/gif',
});

/** Stores a picture and returns its id. */
export function storedPicture({ state }: ChatwootSandbox): number {
	const type = 'image/gif';
	const row = { name: 'x.gif', type, declared: type, bytes: Buffer.from('x'), created_at: 1 };
	return state.blobs.insert(row).id;
}

/** Items with an account each, in which the credential's user is administrator. */
export function accounts(world: ChatwootSandbox, count: number): IDataObject[] {
	const { state } = world;
	const rows = copies(state.accounts, count, () => ({ name: 'before' }));
	const user_id = demo.admin;
	copies(state.memberships, count, (index) => ({ account_id: rows[index].id, user_id }));
	return fresh(world, count).map((item, index) => ({ ...item, account: rows[index].id }));
}

/** Items with an agent each. */
export function agents(world: ChatwootSandbox, count: number): IDataObject[] {
	const { state } = world;
	const rows = copies(state.users, count, (index) => ({
		email: mailOf(index),
		name: 'before',
		token: `${PLANTED_SECRET} ${index}`,
	}));
	copies(state.memberships, count, (index) => ({
		user_id: rows[index].id,
		role: 'agent' as const,
	}));
	return fresh(world, count).map((item, index) => ({ ...item, record: rows[index].id }));
}

/** Persons with two contacts or conversations. */
export function twins({ state }: ChatwootSandbox): string[] {
	const mails = state.contacts.all().flatMap(({ email }) => (email ? [email] : []));
	const owners = state.conversations.all().map(({ contact_id }) => `conversation of ${contact_id}`);
	return [...doubles(mails), ...doubles(owners)];
}
