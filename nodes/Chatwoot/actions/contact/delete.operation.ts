import type { Operation } from '../operation/types';
import { accountLocator, contactLocator } from '../fields';
import { contactKey } from './key';

export const deleteContact: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete a contact',
	description: 'Delete a contact for good, with its conversations and notes',
	access: 'administrator',
	properties: [accountLocator, contactLocator('The contact to delete')],
	orderKey: contactKey,
	async run({ param, account }) {
		const id = param.id('contact');
		await (await account()).contacts.delete(id);
		return { deleted: true, id };
	},
};
