import { operation } from '../operation/operation';
import { contactWithNotes, noteOutput, noteTextField, noteTextFrom } from './kind';

// Notes are listed in the order of creation, so notes on one contact are created one after another.
export const createNote = operation({
	name: 'Create',
	value: 'create',
	action: 'Create contact note',
	description: 'Write a note about a contact, which only the team sees',
	on: contactWithNotes,
	fields: [noteTextField],
	read: noteTextFrom,
	act: async ({ api, id, input }) => noteOutput(await api.notes.create(id, input), id),
});
