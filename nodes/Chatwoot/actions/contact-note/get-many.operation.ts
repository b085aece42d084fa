import { pageFields, wantedCount } from '../../../shared/pages';
import { operation } from '../operation/operation';
import { contactWithNotes, noteOutput } from './kind';

export const getManyNotes = operation({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many contact notes',
	description: 'Get the notes about a contact, the newest first',
	on: contactWithNotes,
	isReading: true,
	fields: pageFields,
	read: wantedCount,
	async act({ api, id, input: count }) {
		const all = await api.notes.list(id);
		return all.slice(0, count).map((note) => noteOutput(note, id));
	},
});
