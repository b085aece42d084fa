import { operation } from '../operation/operation';
import { noteOutput, notes, noteTextField, noteTextFrom } from './kind';

export const updateNote = operation({
	name: 'Update',
	value: 'update',
	action: 'Update contact note',
	description: 'Replace the text of a note; you become its author',
	on: notes,
	fields: [noteTextField],
	read: noteTextFrom,
	act: async ({ api, id, parent: contact, input }) =>
		noteOutput(await api.notes.update(contact, id, input), contact),
});
