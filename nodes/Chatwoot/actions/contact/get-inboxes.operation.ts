import type { Operation } from '../operation/types';
import { accountLocator, contactLocator } from '../fields';
import { sessionOutput } from '../contact/kind';

export const getContactInboxes: Operation = {
	name: 'Get Inboxes It Can Be Reached In',
	value: 'getInboxes',
	action: 'Get the inboxes a contact can be reached in',
	description:
		'Get the inboxes in which the contact can be written to, each with the source ID to use there. In API inboxes without a session that ID is a proposal: creating a conversation with it stores it.',
	properties: [accountLocator, contactLocator('The contact to reach')],
	async run({ param, account }) {
		const contact_id = param.id('contact');
		const sessions = await (await account()).contacts.contactableInboxes(contact_id);
		return sessions.map((session) => ({ contact_id, ...sessionOutput(session) }));
	},
};
