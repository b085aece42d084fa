import type { Operation } from '../operation/types';
import { accountLocator, contactLocator, simplifyField } from '../fields';
import { withSessions } from './output';

export const getContact: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a contact',
	description: 'Get a contact by its ID, with its sessions; Find gets it by what it is known by',
	properties: [accountLocator, contactLocator('The contact to get'), simplifyField],
	async run({ param, baseUrl, account }) {
		const id = param.id('contact');
		const api = await account();
		const contact = await api.contacts.get(id);
		return withSessions(contact, param.boolean('simplify'), baseUrl, api.id);
	},
};
