import { pageFields, wantedCount } from '../../../shared/pages';
import type { Operation } from '../operation/context';
import { accountLocator } from '../fields';
import { noteContactField, noteOutput } from './fields';

export const getManyNotes: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many contact notes',
	description: 'Get the notes about a contact, the newest first',
	properties: [accountLocator, noteContactField, ...pageFields],
	async run({ param, account }) {
		const contact = param.id('contact');
		const count = wantedCount(param);
		const notes = await (await account()).notes.list(contact);
		return notes.slice(0, count).map((note) => noteOutput(note, contact));
	},
};
