import { createHash } from 'node:crypto';
import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { bodyOf } from '../../shared/request';
import { isSame } from '../../shared/json';
import type { FilePart } from '../../shared/multipart';
import type { AccountApi } from './index';
import type { NewContact } from './contacts';
import { owners, ownersText, uniqueOf } from './duplicates';
import type { Owner } from './duplicates';
import { mergeWithLabels } from './merge';
import { keysOfPerson, nameOf, UNIQUE } from './people';
import type { Unique } from './people';
import { PROFILES, withOtherProfiles } from './social-profiles';
import type { Contact } from './types';

export const OTHER_MATCHES = ['refuse', 'same'] as const;

export interface Upsert {
	/** The attribute that identifies the contact. */
	key: Unique;
	/** Another form of its value: a contact with that form is the one meant, and keeps it. */
	otherForm?: string;
	/** Includes the value of `key`. */
	fields: NewContact;
	avatar?: FilePart;
	/**
	 * What to do when another of the attributes belongs to someone else: `refuse`, or treat both as
	 * the `same` person.
	 */
	otherMatch: (typeof OTHER_MATCHES)[number];
}

export interface Upserted {
	contact: Contact;
	result: 'created' | 'updated' | 'unchanged';
	/** Contacts that were merged into it. */
	merged: number[];
}

/** Creates or changes the contact with a key; work that shares any of its keys takes turns. */
export async function upsertContact(api: AccountApi, wanted: Upsert): Promise<Upserted> {
	const keys = keysOfPerson(wanted.fields);
	return await api.turns.take(keys, async () => await upsert(api, wanted));
}

/**
 * Creates the contact, or changes the one that has exactly this key: at most two calls, for known
 * and new people alike. A write that lost a race gets a 422 or 500 (chatwoot.md §16), so after
 * either the contact is looked up again, by every unique attribute. Callers let only one item at a
 * time work on the same person.
 */
async function upsert(api: AccountApi, wanted: Upsert): Promise<Upserted> {
	const { contacts } = api;
	const { fields, avatar, key } = wanted;
	const known = await find(api, wanted);
	if (known) return await change(api, wanted, known);
	const created = await contacts.attemptCreate(fields, avatar);
	if (!('error' in created)) {
		return { contact: created.body.contact, result: 'created', merged: [] };
	}
	const { status, reason, uncertain } = created.problem;
	if (status !== 422 && !uncertain) throw created.error;
	const existing = await lookUpAfterFailure(api, status, async () => await find(api, wanted));
	// If there was no answer, it was most likely this very request that created the contact.
	if (existing) {
		const done = await change(api, wanted, existing);
		return reason === 'unconfirmed' ? { ...done, result: 'created' } : done;
	}
	const others = await lookUpAfterFailure(
		api,
		status,
		async () => await owners(contacts, fields, undefined),
	);
	if (others.length === 0) throw created.error;
	const [{ contact: first }] = others;
	const isOneWithoutKey = others.every(({ contact }) => contact.id === first.id) && !first[key];
	if (wanted.otherMatch === 'same' && isOneWithoutKey) return await change(api, wanted, first);
	throw conflict(api, wanted, others, created.problem.body, 'was not created');
}

/** Looks something up after a failed write; only a 422 proves that nothing was done. */
async function lookUpAfterFailure<T>(
	{ requester }: AccountApi,
	status: number | undefined,
	look: () => Promise<T>,
): Promise<T> {
	return status === 422 ? await look() : await requester.afterWriting(look);
}

/** Sends what differs from the stored contact; `merged` are the contacts already merged into it. */
async function change(
	api: AccountApi,
	wanted: Upsert,
	contact: Contact,
	merged: number[] = [],
): Promise<Upserted> {
	const { contacts, requester } = api;
	const { key, avatar, otherForm } = wanted;
	const isOther = otherForm !== undefined && contact[key] === otherForm;
	const fields = isOther ? { ...wanted.fields, [key]: otherForm } : wanted.fields;
	const changes = differences(contact, fields);
	if (Object.keys(changes).length === 0 && !avatar) {
		return { contact, result: merged.length > 0 ? 'updated' : 'unchanged', merged };
	}
	const result = await contacts.attemptUpdate(contact.id, changes, avatar);
	if (!('error' in result)) return { contact: result.body, result: 'updated', merged };
	const { status, body } = result.problem;
	if (status !== 422 && status !== 500) throw result.error;
	const values = { ...uniqueOf(contact), ...fields };
	const others = await lookUpAfterFailure(
		api,
		status,
		async () => await owners(contacts, values, contact.id),
	);
	if (others.length === 0) throw result.error;
	const mergeable = others.filter(({ contact: other }) => !merged.includes(other.id));
	if (wanted.otherMatch === 'refuse' || mergeable.length === 0) {
		throw conflict(api, wanted, others, body, `was not changed (${nameOf(contact)})`);
	}
	const other = mergeable[0].contact.id;
	const mergedContact = { ...contact, ...(await mergeWithLabels(api, contact.id, other)) };
	return await requester.afterWriting(
		async () => await change(api, wanted, mergedContact, [...merged, other]),
	);
}

async function find(
	{ contacts }: AccountApi,
	{ key, fields, otherForm }: Upsert,
): Promise<Contact | undefined> {
	return bodyOf(await contacts.attemptFind(key, String(fields[key]), otherForm));
}

function conflict(
	{ requester }: AccountApi,
	{ key, fields }: Upsert,
	others: Owner[],
	body: unknown,
	what: string,
): NodeApiError {
	return requester.error({
		message: `The contact with the ${UNIQUE[key]} ${fields[key]} ${what}: ${ownersText(others)}`,
		description:
			'The values point to different contacts. Leave out what belongs to the other one, match by it instead, or merge the two contacts first.',
		status: 422,
		body,
	});
}

/** What to send so that the contact gets these fields; the server merges attributes. */
export function differences(contact: Contact, fields: NewContact): NewContact {
	const { additional_attributes, custom_attributes, avatar_url, ...flat } = fields;
	const changed = Object.entries(flat).filter(([name, value]) => contact[name] !== value);
	const additional = changedKeys(contact.additional_attributes, additional_attributes);
	const custom = changedKeys(contact.custom_attributes, custom_attributes);
	return {
		...Object.fromEntries(changed),
		...(additional && { additional_attributes: additional }),
		...(custom && { custom_attributes: custom }),
		...(avatar_url !== undefined && isNewPicture(contact, avatar_url) && { avatar_url }),
	};
}

/** The server stores the hash of the address that it fetched last (chatwoot.md §4). */
function isNewPicture({ additional_attributes }: Contact, url: string): boolean {
	const hash = createHash('sha256').update(url).digest('hex');
	return additional_attributes.avatar_url_hash !== hash;
}

function changedKeys(
	stored: IDataObject | undefined,
	wanted: IDataObject | undefined,
): IDataObject | undefined {
	const changed = Object.entries(wanted ?? {}).flatMap(([key, value]) => {
		const full = key === PROFILES ? withOtherProfiles(stored?.[key], value) : value;
		return isSame(stored?.[key], full) ? [] : [[key, value]];
	});
	return changed.length > 0 ? (Object.fromEntries(changed) as IDataObject) : undefined;
}
