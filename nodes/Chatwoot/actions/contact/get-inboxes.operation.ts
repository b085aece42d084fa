import { operation } from '../operation/operation';
import { contacts, sessionOutput } from './kind';

export const getContactInboxes = operation({
	name: 'Get Inboxes It Can Be Reached In',
	value: 'getInboxes',
	action: 'Get inboxes of contact',
	description:
		'Get the inboxes in which the contact can be written to, each with the source ID to use there',
	on: contacts,
	isReading: true,
	async act({ api, id: contact_id }) {
		const sessions = await api.contacts.contactableInboxes(contact_id);
		return sessions.map((session) => ({ contact_id, ...sessionOutput(session) }));
	},
});
