import { bodyOf } from '../../shared/request';
import type { AccountApi } from './index';
import type { CreatedContact, NewContact } from './contacts';
import { createContact } from './duplicates';
import { UNIQUE } from './people';
import type { Unique } from './people';
import type { Contact, Session } from './types';

/** A person as the caller knows it: by id or by an attribute that only one contact can have. */
export type Person = { id: number } | Known;

/** Somebody by an attribute; `other` is another form of the value that is as good. */
export interface Known {
	attribute: Unique;
	value: string;
	other?: string;
}

/** A contact that was found or made; with an id alone nothing was asked yet. */
export interface FoundContact {
	id: number;
	contact?: Contact;
	isNew: boolean;
	/** The session that was made together with the contact. */
	session?: Session;
}

/**
 * The contact of a person, made from what `fresh` gives when there is none; undefined when there is
 * none and none is to be made. A create that lost a race against another program (422 or 500,
 * chatwoot.md §16) looks again before it counts as failed.
 */
export async function findOrCreateContact(
	api: AccountApi,
	person: Person,
	fresh: (() => Promise<NewContact>) | undefined,
): Promise<FoundContact | undefined> {
	if ('id' in person) return { id: person.id, isNew: false };
	const found = await find(api, person);
	if (found || !fresh) return found;
	const fields = await fresh();
	const result = await api.contacts.attemptCreate(fields);
	if (!('error' in result)) return created(result.body);
	const { status, uncertain } = result.problem;
	const isRefused = status === 422 || status === 500;
	if (!isRefused && !uncertain) throw result.error;
	const other = await find(api, person);
	if (other) return other;
	// A lost answer is not asked for twice; what was refused and is still not there is explained.
	if (!isRefused) throw result.error;
	return created(await createContact(api, fields));
}

function created({ contact, contact_inbox: { source_id, inbox } }: CreatedContact): FoundContact {
	const session = source_id !== null && inbox ? { source_id, inbox } : undefined;
	return { id: contact.id, contact, isNew: true, session };
}

async function find(
	{ contacts }: AccountApi,
	{ attribute, value, other }: Known,
): Promise<FoundContact | undefined> {
	const contact = bodyOf(await contacts.attemptFind(attribute, value, other));
	return contact && { id: contact.id, contact, isNew: false };
}

/** A person in an error text. */
export function describePerson(person: Person): string {
	return 'id' in person ? `contact ${person.id}` : `${UNIQUE[person.attribute]} ${person.value}`;
}
