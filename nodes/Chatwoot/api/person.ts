import { bodyOf } from '../../shared/request';
import type { AccountApi } from './index';
import type { CreatedContact, NewContact } from './contacts';
import { createContact } from './duplicates';
import { UNIQUE } from './people';
import type { Unique } from './people';
import type { Contact, Session } from './types';

/** A person as the caller knows them: by id, or by a unique attribute. */
export type Person = { id: number } | KnownPerson;

/** Somebody known by an attribute; `other` is an equivalent form of the value. */
export interface KnownPerson {
	attribute: Unique;
	value: string;
	other?: string;
}

/** A contact that was found or created; given by id, it has not been looked up yet. */
export interface FoundContact {
	id: number;
	contact?: Contact;
	isNew: boolean;
	/** The session created together with the contact. */
	session?: Session;
}

/**
 * The contact of a person. If there is none, it is created from what `fresh` returns; without
 * `fresh` the result is then undefined. A create that lost a race against another program (422 or
 * 500, chatwoot.md §16) looks again before it counts as failed.
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
	// After a lost answer, nothing is sent again; a refusal is explained if there is still no
	// contact.
	if (!isRefused) throw result.error;
	return created(await createContact(api, fields));
}

function created({ contact, contact_inbox: { source_id, inbox } }: CreatedContact): FoundContact {
	const session = source_id !== null && inbox ? { source_id, inbox } : undefined;
	return { id: contact.id, contact, isNew: true, session };
}

async function find(
	{ contacts }: AccountApi,
	{ attribute, value, other }: KnownPerson,
): Promise<FoundContact | undefined> {
	const contact = bodyOf(await contacts.attemptFind(attribute, value, other));
	return contact && { id: contact.id, contact, isNew: false };
}

/** How an error text names a person. */
export function describePerson(person: Person): string {
	return 'id' in person ? `contact ${person.id}` : `${UNIQUE[person.attribute]} ${person.value}`;
}
