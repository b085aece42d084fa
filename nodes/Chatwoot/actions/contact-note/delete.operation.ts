import { operation } from '../operation/operation';
import { notes } from './kind';

export const deleteNote = operation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete contact note',
	description: 'Delete a note about a contact for good',
	on: notes,
	async act({ api, id, parent: contact }) {
		await api.notes.delete(contact, id);
		return { deleted: true, id };
	},
});
