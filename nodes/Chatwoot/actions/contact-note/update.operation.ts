import type { Operation } from '../operation/context';
import { accountLocator } from '../fields';
import {
	noteContactField,
	noteContentField,
	noteContentFrom,
	noteIdField,
	noteOutput,
} from './fields';

export const updateNote: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a contact note',
	description: 'Replace the text of a note; you become its author',
	properties: [accountLocator, noteContactField, noteIdField, noteContentField],
	orderKey: ({ param }) => `note ${param.id('note')}`,
	async run({ param, account }) {
		const contact = param.id('contact');
		const id = param.id('note');
		const content = noteContentFrom(param);
		return noteOutput(await (await account()).notes.update(contact, id, content), contact);
	},
};
