import { mergeWithLabels } from '../../api/merge';
import type { Operation } from '../operation/types';
import { accountLocator, contactLocator, simplifyField } from '../fields';
import { contactOutput } from '../contact/kind';
import { contactKey } from './key';

export const mergeContacts: Operation = {
	name: 'Merge',
	value: 'merge',
	action: 'Merge two contacts',
	description:
		'Move conversations, sessions, notes and missing fields of one contact to another, and delete the first. Cannot be undone.',
	properties: [
		accountLocator,
		contactLocator('The contact that stays; where both have a value, its own wins'),
		{
			...contactLocator('The contact that is merged into the other one and then gone'),
			displayName: 'Contact to Merge',
			name: 'mergedContact',
		},
		{
			displayName: 'Keep Labels',
			name: 'keepLabels',
			type: 'boolean',
			default: true,
			description:
				'Whether the contact that stays gets the labels of the other one too; Chatwoot itself drops them',
		},
		simplifyField,
	],
	orderKey: contactKey,
	async run({ param, baseUrl, account, hint }) {
		const id = param.id('contact');
		const merged = param.id('mergedContact', 'contact');
		if (id === merged) {
			param.refuse('mergedContact', `is the contact that stays: ${id}`, 'Name two contacts.');
		}
		const keepLabels = param.boolean('keepLabels');
		const api = await account();
		const { contacts, turns } = api;
		return await turns.take([`contact ${id}`, `contact ${merged}`], async () => {
			// Both are looked at first: the refusal of the server does not say which is unknown.
			const base = await contacts.get(id);
			const other = await contacts.get(merged);
			const contact = keepLabels
				? await mergeWithLabels(api, id, merged)
				: await contacts.merge(id, merged);
			if (other.blocked && !base.blocked) {
				hint('A merged contact was blocked; the one that stays is not', 'warning');
			}
			const shown = param.boolean('simplify')
				? contactOutput(contact, { baseUrl, account: api.id })
				: contact;
			return { ...shown, merged_id: merged };
		});
	},
};
