import { keysToDelete, keysToDeleteField } from '../attributes/keys';
import { operation } from '../operation/operation';
import { contacts } from './kind';

export const deleteContactAttributes = operation({
	name: 'Delete Custom Attributes',
	value: 'deleteCustomAttributes',
	action: 'Delete custom attributes of contact',
	description: 'Take custom attributes away from a contact and keep the others',
	on: contacts,
	fields: [keysToDeleteField('contact')],
	simplify: true,
	read: keysToDelete,
	act: async ({ api, id, input: keys, shown }) =>
		shown(contacts, await api.contacts.deleteAttributes(id, keys)),
});
