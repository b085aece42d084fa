import type { Call } from '../call';
import * as cast from '../http/cast';
import { notFound, serverError, unprocessable } from '../http/errors';
import { Upload } from '../http/params';
import { empty } from '../http/reply';
import { isResolved } from '../rules/contact';
import { buildFilter } from '../rules/filter';
import type { Filter } from '../rules/filter';
import { contactFilter } from '../rules/filter-models';
import { scheduleImport } from '../rules/import';
import { tagged } from '../rules/labels';
import { mergeContacts } from '../rules/merge';
import type { State } from '../state/state';
import type { AttributeDefinition, Contact } from '../state/types';
import { contactView } from '../views/contact';
import { contactPage, removeContact, tellUpdate } from './contacts';
import type { Routes } from './routes';

/** The custom attributes of a model that filters know. */
export function definitions(call: Call, model: string): AttributeDefinition[] {
	return call.state.attributes.where(
		(row) => row.account_id === call.account.id && row.attribute_model === model,
	);
}

/** The contacts that can pass a filter: those that an index finds, or all. */
function candidates({ contacts }: State, { starts }: Filter<Contact>): Contact[] {
	const found = new Set<Contact>();
	for (const start of starts) {
		if (!start || !contacts.isIndexed(start.key)) return contacts.all();
		for (const text of start.texts) {
			for (const contact of contacts.by(start.key, text)) found.add(contact);
		}
	}
	return [...found].sort((one, other) => one.id - other.id);
}

function filter(call: Call) {
	const wanted = buildFilter(
		contactFilter,
		definitions(call, 'contact_attribute'),
		call.params.payload,
	);
	const found = candidates(call.state, wanted).filter(
		(row) => row.account_id === call.account.id && isResolved(row) && wanted.test(row),
	);
	return contactPage(call, found);
}

function contactParam(call: Call, name: string): Contact {
	const contact = call.state.contacts.get(cast.id(call.params[name]));
	if (contact?.account_id !== call.account.id) throw notFound();
	return contact;
}

function merge(call: Call) {
	const base = contactParam(call, 'base_contact_id');
	const other = contactParam(call, 'mergee_contact_id');
	if (base.id !== other.id) mergeContacts(call.state, base, other);
	return contactView(call.state, base);
}

function importFile(call: Call) {
	const file = call.params.import_file;
	if (cast.isBlank(file) && !(file instanceof Upload)) throw unprocessable('File is blank');
	if (!(file instanceof Upload)) throw serverError('no file');
	scheduleImport(call.state, call.account, file);
	return empty();
}

/** Background work on contacts: labels, or deletion by administrators (chatwoot.md [198-201]). */
export function bulkContacts(call: Call) {
	const remove = call.text('action_name') === 'delete';
	if (remove) call.requireAdmin();
	const labels = cast.object(call.params.labels) ?? {};
	const listed = (key: string) =>
		(cast.list(labels[key]) ?? []).map((label) => cast.text(label) ?? '');
	const [add, drop] = [listed('add'), listed('remove')];
	for (const id of (cast.list(call.params.ids) ?? []).map((one) => cast.id(one))) {
		const contact = call.state.contacts.get(id);
		if (contact?.account_id !== call.account.id) continue;
		const before = { ...contact };
		if (remove) removeContact(call, contact);
		// with both lists, labels are only added (chatwoot.md [199])
		else if (add.length > 0) contact.labels = tagged(call.state, [...contact.labels, ...add]);
		else contact.labels = contact.labels.filter((label) => !drop.includes(label));
		if (!remove) tellUpdate(call, contact, before);
	}
	return empty();
}

export function contactActionRoutes(on: Routes): void {
	on.account('POST', 'contacts/filter', filter);
	on.account('POST', 'actions/contact_merge', merge);
	on.account('POST', 'contacts/import', importFile, { admin: true });
	on.account('POST', 'contacts/export', () => empty(), { admin: true });
}
