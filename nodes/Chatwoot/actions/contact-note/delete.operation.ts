import type { Operation } from '../operation/context';
import { accountLocator } from '../fields';
import { noteContactField, noteIdField } from './fields';

export const deleteNote: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete a contact note',
	description: 'Delete a note about a contact for good',
	properties: [accountLocator, noteContactField, noteIdField],
	orderKey: ({ param }) => `note ${param.id('note')}`,
	async run({ param, account }) {
		const contact = param.id('contact');
		const id = param.id('note');
		await (await account()).notes.delete(contact, id);
		return { deleted: true, id };
	},
};
