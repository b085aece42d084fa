import type { Requester } from '../../shared/request';
import type { ContactsApi } from './contacts';
import type { CarriedLabelsApi } from './labels';
import type { Contact } from './types';

interface Apis {
	requester: Requester;
	contacts: ContactsApi;
	contactLabels: CarriedLabelsApi;
}

/** Merges a contact into another with its labels, which the server would drop (chatwoot.md §17.15). */
export async function mergeWithLabels(
	{ requester, contacts, contactLabels }: Apis,
	base: number,
	merged: number,
): Promise<Contact> {
	const labels = await contactLabels.get(merged);
	const contact = await contacts.merge(base, merged);
	if (labels.length > 0) {
		await requester.afterWriting(async () => await contactLabels.add(base, labels));
	}
	return contact;
}
