import { mergeWithLabels } from '../../api/merge';
import { keyOf, locatorOf } from '../kinds/kind';
import { operation } from '../operation/operation';
import { contacts } from './kind';

export const mergeContacts = operation({
	name: 'Merge',
	value: 'merge',
	action: 'Merge two contacts',
	description:
		'Move conversations, sessions, notes and missing fields of one contact to another, and delete the first for good',
	on: {
		...contacts,
		locator: locatorOf(contacts, 'The contact that stays; where both have a value, its own wins'),
	},
	fields: [
		locatorOf(contacts, 'The contact that is merged into the other one and then gone', {
			displayName: 'Contact to Merge',
			name: 'mergedContact',
		}),
		{
			displayName: 'Keep Labels',
			name: 'keepLabels',
			type: 'boolean',
			default: true,
			description:
				'Whether the contact that stays gets the labels of the other one too; Chatwoot itself drops them',
		},
	],
	simplify: true,
	read(param) {
		const merged = param.id('mergedContact', 'contact');
		if (merged === param.id('contact')) {
			param.refuse('mergedContact', `is the contact that stays: ${merged}`, 'Name two contacts.');
		}
		return { merged, keepLabels: param.boolean('keepLabels') };
	},
	async act({ api, id, input: { merged, keepLabels }, shown, hint }) {
		const keys = [keyOf(contacts, id), keyOf(contacts, merged)];
		return await api.turns.take(keys, async () => {
			// Both are looked up first: the server's refusal does not say which one is unknown.
			const base = await api.contacts.get(id);
			const other = await api.contacts.get(merged);
			const contact = keepLabels
				? await mergeWithLabels(api, id, merged)
				: await api.contacts.merge(id, merged);
			if (other.blocked && !base.blocked) {
				hint('A merged contact was blocked; the one that stays is not', 'warning');
			}
			return { ...shown(contacts, contact), merged_id: merged };
		});
	},
});
