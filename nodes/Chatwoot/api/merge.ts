import type { AccountApi } from './index';
import type { Contact } from './types';

/**
 * Merges a contact into another and keeps its labels, which the server would drop (chatwoot.md
 * §17.15).
 */
export async function mergeWithLabels(
	{ requester, contacts, contactLabels }: AccountApi,
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
