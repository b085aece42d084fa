import * as cast from '../http/cast';
import { assign } from '../events';
import { NotUnique, serverError } from '../http/errors';
import type { Params } from '../http/params';
import { isParams } from '../http/params';
import { now } from '../state/clock';
import type { State } from '../state/state';
import type { Account, Contact } from '../state/types';
import { avatarOf } from './avatar';
import { applyCompany } from './company';
import { Validation } from './errors';

const EMAIL = /^[^@\s]+@[^@\s]+$/; // Devise's (chatwoot.md [130])
const PHONE = /\+[1-9]\d{1,14}$/; // anchored at the end only (chatwoot.md [132])

/** By these the server tells contacts apart. */
export type Unique = 'email' | 'phone_number' | 'identifier';
type Columns = Pick<Contact, 'name' | Unique>;

const TEXTS = ['name', 'email', 'phone_number', 'identifier'] as const;

/** The text columns in the parameters: scalars only, email in lower case, "" is no email. */
function columns(params: Params): Partial<Columns> {
	const out: Partial<Columns> = {};
	for (const key of TEXTS) {
		const value = cast.scalar(params[key]);
		if (value !== undefined) out[key] = cast.text(value);
	}
	if (out.email !== undefined) out.email = out.email?.toLowerCase() || null;
	return out;
}

/** The column `blocked` accepts no null (chatwoot.md [129]). */
function blocked(params: Params): { blocked?: boolean } {
	const value = cast.scalar(params.blocked);
	if (value === undefined) return {};
	const flag = cast.bool(value);
	if (flag === null) throw serverError('null value in column "blocked"');
	return { blocked: flag };
}

/** The contacts of an account with exactly this value. */
export function contactsWith(state: State, accountId: number, key: Unique, value: string | null) {
	const found = value === null ? [] : state.contacts.by(key, value);
	return found.filter((row) => row[key] === value && row.account_id === accountId);
}

/** Whether another contact has the same value. */
function isTaken(state: State, contact: Contact, key: Unique): boolean {
	const found = contactsWith(state, contact.account_id, key, contact[key]);
	return found.some(({ id }) => id !== contact.id);
}

function validate(state: State, contact: Contact): void {
	const others = (key: Unique) => isTaken(state, contact, key);
	const { name, email, phone_number: phone, identifier } = contact;
	const check = new Validation()
		.length('name', name)
		.length('email', email)
		.length('phone_number', phone)
		.length('identifier', identifier);
	check.taken('email', email && others('email'));
	if (email && !EMAIL.test(email)) check.add('email', 'Invalid email');
	check.taken('identifier', identifier?.trim() && others('identifier'));
	check.taken('phone_number', phone?.trim() && others('phone_number'));
	if (phone?.trim() && !PHONE.test(phone)) check.add('phone_number', 'should be in e164 format');
	check.finish();
	if (TEXTS.some((key) => cast.hasNul(contact[key]))) throw serverError('null byte');
	// the unique index also covers blank identifiers (chatwoot.md [128])
	if (others('identifier')) throw new NotUnique('identifier');
}

/** The columns that follow from others at every save (Contacts::SyncAttributes). */
export function derivedColumns(
	contact: Omit<Contact, 'id' | 'location' | 'country_code'>,
): Pick<Contact, 'contact_type' | 'location' | 'country_code'> {
	const { email, phone_number, additional_attributes } = contact;
	const isKnown = !!email?.trim() || !!phone_number?.trim();
	return {
		contact_type: isKnown ? 'lead' : contact.contact_type,
		location: additional_attributes.city ?? null,
		country_code: additional_attributes.country ?? null,
	};
}

/** Creates a contact; nothing is required. Throws when the model refuses it. */
export function createContact(state: State, account: Account, params: Params): Contact {
	return insertContact(state, newContact(state, account, params));
}

/**
 * Writes what was checked. An index keeps addresses and identifiers unique, but not numbers: two
 * at once create duplicates (chatwoot.md [207, 210], chatwoot.md §16).
 */
export function insertContact(state: State, draft: Contact): Contact {
	checkIndexes(state, draft);
	return state.contacts.insert({ ...draft, id: undefined });
}

function checkIndexes(state: State, contact: Contact): void {
	if (isTaken(state, contact, 'email') || isTaken(state, contact, 'identifier')) {
		throw new NotUnique('contact');
	}
}

/** A contact that the model has checked but not written yet. */
export function newContact(state: State, account: Account, params: Params): Contact {
	const time = now();
	const draft: Contact = {
		id: 0,
		account_id: account.id,
		name: '',
		email: null,
		phone_number: null,
		identifier: null,
		blocked: false,
		additional_attributes: { ...cast.object(params.additional_attributes) },
		custom_attributes: { ...cast.object(params.custom_attributes) },
		last_activity_at: null,
		contact_type: 'visitor',
		location: null,
		country_code: null,
		created_at: time,
		updated_at: time,
		labels: [],
		avatar: null,
		...columns(params),
		...blocked(params),
	};
	if (cast.hasNul(draft.custom_attributes) || cast.hasNul(draft.additional_attributes)) {
		throw serverError('null byte');
	}
	validate(state, draft);
	if (draft.email) applyCompany(state, draft);
	draft.avatar = avatarOf(state, params.avatar) ?? null;
	return { ...draft, ...derivedColumns(draft) };
}

/** Changes a contact: attributes are merged by key; all or nothing (chatwoot.md [172, 175]). */
export function updateContact(state: State, contact: Contact, params: Params): void {
	writeContact(state, contact, changedContact(state, contact, params));
}

/**
 * Writes only the columns that a checked change has. Of two at once that add an attribute, one
 * is lost, because each writes all that it knows (chatwoot.md [213]).
 */
export function writeContact(state: State, contact: Contact, change: Partial<Contact>): void {
	checkIndexes(state, { ...contact, ...change });
	Object.assign(contact, change, { updated_at: now() });
}

/** The columns that a change of a contact would write, checked by the model. */
export function changedContact(state: State, contact: Contact, params: Params): Partial<Contact> {
	const merged = (key: 'additional_attributes' | 'custom_attributes'): Params => ({
		...contact[key],
		...(isParams(params[key]) ? params[key] : {}),
	});
	const draft: Contact = {
		...contact,
		...columns(params),
		...blocked(params),
		additional_attributes: merged('additional_attributes'),
		custom_attributes: merged('custom_attributes'),
	};
	validate(state, draft);
	const avatar = avatarOf(state, params.avatar);
	if (avatar !== undefined) draft.avatar = avatar;
	if (!contact.email && draft.email) applyCompany(state, draft);
	return assignable(contact, { ...draft, ...derivedColumns(draft) });
}

function assignable(before: Contact, after: Contact): Partial<Contact> {
	const changes = assign({ ...before }, after);
	const keys = Object.keys(changes) as (keyof Contact)[];
	return Object.fromEntries(keys.map((key) => [key, after[key]]));
}

/** "Resolved" contacts: those that the list and the filters know (chatwoot.md [128, 142]). */
export function isResolved(contact: Contact): boolean {
	return [contact.email, contact.phone_number, contact.identifier].some(
		(value) => value !== null && value !== '',
	);
}
