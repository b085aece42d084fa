import type { Call } from '../call';
import * as cast from '../http/cast';
import { serverError } from '../http/errors';
import { Later } from '../http/later';
import { empty } from '../http/reply';
import { assign, emit } from '../events';
import { fetchAvatar } from '../rules/avatar-fetch';
import {
	changedContact,
	insertContact,
	isResolved,
	newContact,
	writeContact,
} from '../rules/contact';
import { sortContacts } from '../rules/contact-sort';
import { like } from '../rules/like';
import { pageOf, slice } from '../rules/paging';
import { buildSession } from '../rules/session';
import type { Contact, Inbox } from '../state/types';
import { contactView, contactWithSessions } from '../views/contact';
import { inboxRow } from '../views/inbox';
import { now } from '../state/clock';
import type { Routes } from './routes';

const PER_PAGE = 15;

/**
 * Sessions are shown unless `include_contact_inboxes` is anything but "true" (chatwoot.md [142]).
 */
function withSessions(call: Call) {
	return !call.has('include_contact_inboxes') || call.text('include_contact_inboxes') === 'true';
}

function view(call: Call, contact: Contact) {
	return contactWithSessions(call.state, contact, withSessions(call));
}

export function oneContact(call: Call, name = 'id'): Contact {
	return call.find(call.state.contacts, call.id(name));
}

function inAccount(call: Call) {
	return call.state.contacts.where((contact) => contact.account_id === call.account.id);
}

/**
 * A page of contacts with the total; `current_page` is text when the page was sent
 * (chatwoot.md [143]).
 */
export function contactPage(call: Call, contacts: Contact[]) {
	const page = slice(sortContacts(contacts, call.text('sort')), pageOf(call.params.page), PER_PAGE);
	return {
		meta: { count: contacts.length, current_page: call.scalar('page') ?? 1 },
		payload: page.map((contact) => view(call, contact)),
	};
}

/** `labels[]`, `labels=a` and `labels=a,b`: any of them, in any letter case (chatwoot.md [145]). */
function labelled(call: Call) {
	const { labels } = call.params;
	if (labels == null) return () => true;
	const wanted = (cast.list(labels) ?? [labels])
		.flatMap((label) => (cast.text(label) ?? '').split(','))
		.map((label) => label.trim().toLowerCase());
	return (contact: Contact) => contact.labels.some((label) => wanted.includes(label.toLowerCase()));
}

function index(call: Call) {
	return contactPage(call, inAccount(call).filter(isResolved).filter(labelled(call)));
}

/**
 * Substring of name, email, phone and (in exact case) identifier, of all contacts
 * (chatwoot.md [146]).
 */
function search(call: Call) {
	if (typeof call.params.q === 'object' && call.params.q !== null) throw serverError('no text');
	const page = call.has('page') ? cast.int(call.params.page) : 1;
	const q = (call.text('q') ?? '').trim();
	const current_page = call.scalar('page') ?? 1;
	if (q === '') return { meta: { count: null, current_page, has_more: null }, payload: [] };
	if (page === null || page < 1 || page > 2 ** 31) throw serverError('OFFSET must not be negative');
	const hit = like(`%${q}%`);
	const exact = like(`%${q}%`, false);
	const found = inAccount(call).filter(
		(row) => hit(row.name) || hit(row.email) || hit(row.phone_number) || exact(row.identifier),
	);
	const sorted = sortContacts(found, call.text('sort'));
	const rows = cast.hasNul(q) ? sortContacts(inAccount(call), call.text('sort')) : sorted;
	const shown = slice(rows, page, PER_PAGE);
	return {
		meta: { count: shown.length, current_page, has_more: rows.length > page * PER_PAGE },
		payload: shown.map((contact) => view(call, contact)),
	};
}

/**
 * Looks for the inbox first: with an unknown one no contact is created (chatwoot.md [123]).
 */
function inboxParam(call: Call): Inbox | undefined {
	if (cast.isBlank(call.params.inbox_id)) return undefined;
	return call.find(call.state.inboxes, cast.id(call.params.inbox_id));
}

function create(call: Call) {
	const inbox = inboxParam(call);
	const draft = newContact(call.state, call.account, call.params);
	return new Later(() => insert(call, draft, inbox));
}

function insert(call: Call, draft: Contact, inbox: Inbox | undefined) {
	const { state } = call;
	const contact = insertContact(state, draft);
	let session;
	try {
		session = inbox && buildSession(state, contact, inbox, sourceParam(call));
	} catch (error) {
		state.contacts.remove(contact.id);
		throw error;
	}
	fetchAvatar(call.state, contact, call.text('avatar_url'));
	emit(state, 'contact_created', { contact });
	return {
		payload: {
			contact: contactWithSessions(state, contact),
			contact_inbox: {
				inbox: session && inbox ? inboxRow(inbox) : null,
				source_id: session?.source_id ?? null,
			},
		},
	};
}

/** null and a missing source_id are the same; "" is not (chatwoot.md [122]). */
export function sourceParam(call: Call): string | undefined {
	return call.text('source_id') ?? undefined;
}

function update(call: Call) {
	const contact = oneContact(call);
	const change = changedContact(call.state, contact, call.params);
	return new Later(() => {
		const before = { ...contact };
		writeContact(call.state, contact, change);
		fetchAvatar(call.state, contact, call.text('avatar_url'));
		const payload = view(call, contact);
		tellUpdate(call, contact, before);
		return { payload };
	});
}

/** The company derived from the first address is saved silently (chatwoot.md [645]). */
function withCompany(before: Contact, { email, additional_attributes }: Contact): Contact {
	const { company_name } = additional_attributes;
	if (before.email || !email || !('company_name' in additional_attributes)) return before;
	return {
		...before,
		additional_attributes: { ...before.additional_attributes, company_name },
	};
}

/** Emits what an update of a contact changed, if anything. */
export function tellUpdate(call: Call, contact: Contact, earlier: Contact): void {
	const before = withCompany(earlier, contact);
	const silent = ['updated_at', 'avatar'];
	const values = assign({ ...before }, contact);
	if (Object.keys(values).every((key) => silent.includes(key))) return;
	if (!values.updated_at) contact.updated_at = now();
	const changes = assign({ ...before }, contact);
	emit(call.state, 'contact_updated', { contact, changes });
}

function destroyAttributes(call: Call) {
	const contact = oneContact(call);
	const before = { ...contact };
	const given = call.params.custom_attributes;
	const keys = (cast.list(given) ?? [given ?? null]).map((key) => cast.text(key));
	const kept = Object.entries(contact.custom_attributes).filter(([key]) => !keys.includes(key));
	contact.custom_attributes = Object.fromEntries(kept);
	tellUpdate(call, contact, before);
	return { payload: contactWithSessions(call.state, contact) };
}

/** The contact goes at once, everything attached to it in the background (chatwoot.md [180]). */
function destroy(call: Call) {
	removeContact(call, oneContact(call));
	return empty();
}

export function removeContact(call: Call, contact: Contact): void {
	const { contacts, sessions, conversations, messages, notes } = call.state;
	for (const conversation of conversations.where((row) => row.contact_id === contact.id)) {
		messages.removeWhere((row) => row.conversation_id === conversation.id);
		conversations.remove(conversation.id);
	}
	sessions.removeWhere((row) => row.contact_id === contact.id);
	notes.removeWhere((row) => row.contact_id === contact.id);
	contacts.remove(contact.id);
}

function destroyAvatar(call: Call) {
	const contact = oneContact(call);
	contact.avatar = null;
	contact.updated_at = now();
	return { payload: contactView(call.state, contact) };
}

export function contactRoutes(on: Routes): void {
	on.account('GET', 'contacts', index);
	on.account('POST', 'contacts', create);
	on.account('GET', 'contacts/search', search);
	on.account('GET', 'contacts/active', (call) => contactPage(call, []));
	on.account('GET', 'contacts/:id', (call) => ({ payload: view(call, oneContact(call)) }));
	on.account('PATCH', 'contacts/:id', update);
	on.account('DELETE', 'contacts/:id', destroy, { admin: true });
	on.account('DELETE', 'contacts/:id/avatar', destroyAvatar);
	on.account('POST', 'contacts/:id/destroy_custom_attributes', destroyAttributes);
}
