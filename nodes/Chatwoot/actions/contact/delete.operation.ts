import { operation } from '../operation/operation';
import { contacts } from './kind';

export const deleteContact = operation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete contact',
	description: 'Delete a contact for good, with its conversations and notes',
	access: 'administrator',
	on: contacts,
	async act({ api, id }) {
		await api.contacts.delete(id);
		return { deleted: true, id };
	},
});
