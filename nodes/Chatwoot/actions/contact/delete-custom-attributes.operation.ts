import { attributeKeysField } from '../attributes/fields';
import { operation } from '../operation/operation';
import { contacts } from './kind';

export const deleteContactAttributes = operation({
	name: 'Delete Custom Attributes',
	value: 'deleteCustomAttributes',
	action: 'Delete custom attributes of contact',
	description: 'Take custom attributes away from a contact and keep the others',
	on: contacts,
	fields: [
		attributeKeysField(
			'Keys of the attributes, separated by commas, or a list from an expression. Keys that the contact does not have do not matter.',
		),
	],
	simplify: true,
	read(param) {
		const keys = param.names('attributeKeys');
		return keys.length > 0
			? keys
			: param.refuse('attributeKeys', 'is empty', 'Name at least one attribute.');
	},
	act: async ({ api, id, input: keys, shown }) =>
		shown(contacts, await api.contacts.deleteAttributes(id, keys)),
});
