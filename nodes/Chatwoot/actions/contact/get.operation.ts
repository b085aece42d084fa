import { operation } from '../operation/operation';
import { contacts, contactsWithSessions } from './kind';

export const getContact = operation({
	name: 'Get',
	value: 'get',
	action: 'Get contact',
	description: 'Get a contact by its ID, with its sessions; Find gets it by what it is known by',
	on: contacts,
	isReading: true,
	simplify: true,
	act: async ({ api, id, shown }) => shown(contactsWithSessions, await api.contacts.get(id)),
});
