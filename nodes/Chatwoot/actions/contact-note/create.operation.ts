import { contactKey } from '../contact/labelled';
import type { Operation } from '../operation/context';
import { accountLocator } from '../fields';
import { noteContactField, noteContentField, noteContentFrom, noteOutput } from './fields';

export const createNote: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a contact note',
	description: 'Write a note about a contact, which only the team sees',
	properties: [accountLocator, noteContactField, noteContentField],
	// Notes are shown in the order of writing.
	orderKey: contactKey,
	async run({ param, account }) {
		const contact = param.id('contact');
		const content = noteContentFrom(param);
		return noteOutput(await (await account()).notes.create(contact, content), contact);
	},
};
