import type { NodeApiError } from 'n8n-workflow';
import { bodyOf } from '../../shared/request';
import type { FilePart } from '../../shared/multipart';
import type { AccountApi } from './index';
import { UNIQUE, nameOf } from './people';
import type { ContactChange, ContactsApi, CreatedContact, NewContact } from './contacts';
import type { Unique } from './people';
import type { Contact } from './types';

/**
 * Creates a contact. When another contact already has one of the unique attributes, the error says
 * which attribute and whose: the server names only the attributes, and two of them may belong to
 * two people (chatwoot.md §4 Errors). Callers must hold the turns of the person. When no owner is
 * found, the server's own text is the error.
 */
export async function createContact(
	api: AccountApi,
	fields: NewContact,
	avatar?: FilePart,
): Promise<CreatedContact> {
	const result = await api.contacts.attemptCreate(fields, avatar);
	if (!('error' in result)) return result.body;
	const { status, body } = result.problem;
	throw (await conflict(api, fields, status, body)) ?? result.error;
}

async function conflict(
	{ requester, contacts, sessions }: AccountApi,
	fields: NewContact,
	status: number | undefined,
	body: unknown,
): Promise<NodeApiError | undefined> {
	const taken: string[] = [];
	for (const attribute of possiblyTaken(status, body)) {
		const value = fields[attribute];
		const found = value ? await contacts.attemptFind(attribute, value) : undefined;
		if (!found || 'error' in found || !found.body) continue;
		taken.push(`${nameOf(found.body)} already has the ${UNIQUE[attribute]} ${value}`);
	}
	const { inbox_id: inbox, source_id: source } = fields;
	if (status === 500 && inbox !== undefined && source !== undefined) {
		const owner = await sessions.owner(inbox, source);
		if (owner) taken.push(`${nameOf(owner)} already has the source ID ${source} in inbox ${inbox}`);
	}
	if (taken.length === 0) return undefined;
	return requester.error({
		// A crash after the contact was stored gives a 500 too: then the owner found is this very
		// contact.
		message: `The contact was not created${status === 500 ? ' or only just now, it may have been carried out' : ''}: ${taken.join('; ')}`,
		description:
			'Contact > Create or Update changes the existing one instead. Or leave out what it already has.',
		status,
		body,
	});
}

/**
 * A refusal names the attributes; a create that lost a race gets a 500 that names nothing
 * (chatwoot.md §16).
 */
function possiblyTaken(status: number | undefined, body: unknown): Unique[] {
	const all = Object.keys(UNIQUE) as Unique[];
	if (status === 500) return all;
	const named = (body as { attributes?: unknown } | undefined)?.attributes;
	return status === 422 && Array.isArray(named) ? all.filter((key) => named.includes(key)) : [];
}

/** A contact that has a unique attribute. */
export interface Owner {
	attribute: Unique;
	contact: Contact;
}

/** Other contacts that have one of these unique attributes. */
export async function owners(
	contacts: ContactsApi,
	fields: ContactChange,
	except: number | undefined,
): Promise<Owner[]> {
	const found: Owner[] = [];
	for (const attribute of Object.keys(UNIQUE) as Unique[]) {
		const value = fields[attribute];
		if (!value) continue;
		const all = bodyOf(await contacts.attemptFindAll(attribute, value));
		found.push(...all.filter(({ id }) => id !== except).map((contact) => ({ attribute, contact })));
	}
	return found;
}

export function uniqueOf({ email, phone_number, identifier }: Contact): NewContact {
	return {
		email: email ?? undefined,
		phone_number: phone_number ?? undefined,
		identifier: identifier ?? undefined,
	};
}

/** Who has what, for an error text. */
export function ownersText(others: Owner[]): string {
	return others
		.map(
			({ attribute, contact }) =>
				`${nameOf(contact)} already has the ${UNIQUE[attribute]} ${contact[attribute]}`,
		)
		.join('; ');
}

/**
 * Changes a contact. When another contact has one of the unique attributes, the error says whose it
 * is, even for an attribute that the change does not name (phone numbers can have duplicates after
 * a race, chatwoot.md §4).
 */
export async function updateContact(
	api: AccountApi,
	id: number,
	change: ContactChange,
	avatar?: FilePart,
): Promise<Contact> {
	const { requester, contacts } = api;
	const result = await contacts.attemptUpdate(id, change, avatar);
	if (!('error' in result)) return result.body;
	const { status, body } = result.problem;
	if (status !== 422 && status !== 500) throw result.error;
	const others = await contacts
		.get(id)
		.then(async (known) => await owners(contacts, { ...uniqueOf(known), ...change }, id))
		// The first error knows whether the change may have been made.
		.catch(() => []);
	if (others.length === 0) throw result.error;
	throw requester.error({
		message: `Contact ${id} was not changed: ${ownersText(others)}`,
		description: 'Leave out what the other contact has already, or merge the two.',
		status,
		body,
	});
}
