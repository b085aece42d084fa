import type { Operation } from '../operation/types';
import { accountLocator, contactLocator, simplifyField } from '../fields';
import { contactOutput } from '../contact/kind';
import { contactKey } from './key';

export const deleteContactAttributes: Operation = {
	name: 'Delete Custom Attributes',
	value: 'deleteCustomAttributes',
	action: 'Delete custom attributes of a contact',
	description: 'Take custom attributes away from a contact and keep the others',
	properties: [
		accountLocator,
		contactLocator('The contact whose attributes to take away'),
		{
			displayName: 'Attribute Keys',
			name: 'keys',
			type: 'string',
			default: '',
			placeholder: 'plan, seats',
			description:
				'Keys of the attributes, separated by commas, or a list from an expression. Keys that the contact does not have do not matter.',
		},
		simplifyField,
	],
	orderKey: contactKey,
	async run({ param, baseUrl, account }) {
		const id = param.id('contact');
		const keys = param.names('keys');
		if (keys.length === 0) param.refuse('keys', 'is empty', 'Name at least one attribute.');
		const api = await account();
		const contact = await api.contacts.deleteAttributes(id, keys);
		return param.boolean('simplify')
			? contactOutput(contact, { baseUrl, account: api.id })
			: contact;
	},
};
