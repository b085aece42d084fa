import * as cast from '../http/cast';
import type { Params } from '../http/params';
import { isParams } from '../http/params';
import { assign, emit } from '../events';
import { now } from '../state/clock';
import type { State } from '../state/state';
import type { Contact } from '../state/types';
import { derivedColumns } from './contact';

/** Objects are merged by key, deeply; everything else of the first wins (chatwoot.md [193]). */
export function deepMerge(first: Params, second: Params): Params {
	const out: Params = { ...second };
	for (const [key, value] of Object.entries(first)) {
		const other = second[key];
		out[key] = isParams(value) && isParams(other) ? deepMerge(value, other) : value;
	}
	return out;
}

/**
 * Merges a contact into another one: the base wins except where it is blank; sessions,
 * conversations, messages and notes move; labels and picture of the other are lost
 * (chatwoot.md [193-195]).
 */
export function mergeContacts(state: State, base: Contact, other: Contact): void {
	const before = { ...base };
	const { sessions, conversations, messages, notes, contacts } = state;
	for (const rows of [sessions.all(), conversations.all(), notes.all()]) {
		for (const row of rows) if (row.contact_id === other.id) row.contact_id = base.id;
	}
	const moved = messages.all().filter(({ sender }) => {
		return sender?.type === 'Contact' && sender.id === other.id;
	});
	for (const { sender } of moved) if (sender) sender.id = base.id;
	contacts.remove(other.id);
	for (const key of ['name', 'email', 'phone_number', 'identifier'] as const) {
		if (cast.isBlank(base[key]) && !cast.isBlank(other[key])) base[key] = other[key];
	}
	for (const key of ['additional_attributes', 'custom_attributes'] as const) {
		base[key] = deepMerge(base[key], other[key]);
	}
	Object.assign(base, derivedColumns(base));
	const isChanged = Object.keys(assign({ ...before }, base)).length > 0;
	base.updated_at = now();
	const changes = assign({ ...before }, base);
	if (isChanged) emit(state, 'contact_updated', { contact: base, changes });
	for (const message of moved) emit(state, 'message_updated', { message });
}
