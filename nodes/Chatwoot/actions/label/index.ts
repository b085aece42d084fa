import { quote } from '../../../shared/text';
import { parseTitle } from '../../api/labels';
import type { Label } from '../../api/labels';
import { field, flag, text } from '../kinds/fields';
import { noRecordsYet, recordKind } from '../kinds/kind';
import type { Resource } from '../operation/types';
import type { ChatwootParameters } from '../parameters/parameters';
import {
	createRecord,
	deleteRecord,
	getManyRecords,
	getRecord,
	updateRecord,
} from '../records/records';

export const labels = recordKind<Label>({
	noun: 'label',
	example: '4',
	records: (api) => api.labels,
	picker: {
		entry: ({ id, title }) => ({ name: title, value: id }),
		nothing: noRecordsYet('label'),
	},
	fields: [
		field(
			'title',
			{
				displayName: 'Title',
				name: 'title',
				type: 'string',
				default: '',
				placeholder: 'e.g. follow-up',
				description:
					'The name of the label: at least two letters, digits, - or _, a letter or digit first. Stored in small letters; only one label can have it.',
			},
			titleFrom,
			{ isNeeded: true },
		),
		field(
			'color',
			{
				displayName: 'Color',
				name: 'color',
				type: 'color',
				default: '#1f93ff',
				description: 'The colour of the label as #rrggbb',
			},
			colorFrom,
		),
		text('description', {
			displayName: 'Description',
			name: 'description',
			description: 'What the label stands for',
		}),
		flag('show_on_sidebar', {
			displayName: 'Show on Sidebar',
			name: 'showOnSidebar',
			description: 'Whether the dashboard lists the label in its sidebar',
		}),
	],
});

/** A title as the server stores it. */
function titleFrom(param: ChatwootParameters, path: string): string | undefined {
	const text = param.trimmed(path);
	if (text === undefined) return undefined;
	return (
		parseTitle(text) ??
		param.refuse(
			path,
			`cannot be the title of a label: ${quote(text)}`,
			'It has 2 to 255 characters: letters, digits, - and _, a letter or digit first.',
		)
	);
}

function colorFrom(param: ChatwootParameters, path: string): string | undefined {
	const color = param.trimmed(path);
	if (color === undefined || /^#[0-9a-f]{6}$/i.test(color)) return color;
	return param.refuse(path, `is not a colour: ${quote(color)}`, 'It should look like #1f93ff.');
}

export const label: Resource = {
	name: 'Label',
	value: 'label',
	description: 'The labels that the account defines',
	kind: labels,
	operations: [
		createRecord(labels, {
			description: 'Define a label for the account',
			access: 'administrator',
			complete: (_param, fields) => ({ show_on_sidebar: true, ...fields }),
			// When two with the same title arrive at once, the second gets a 500 (chatwoot.md §2).
			orderKey: ({ param }) => `label ${param.text('title').trim().toLowerCase()}`,
		}),
		deleteRecord(labels, {
			description: 'Delete a label; conversations and contacts lose it a moment later',
			access: 'administrator',
		}),
		getRecord(labels, { description: 'Get one label of the account' }),
		getManyRecords(labels, { description: 'Get the labels that the account defines' }),
		updateRecord(labels, {
			description: 'Change a label; a new title reaches conversations and contacts a moment later',
			access: 'administrator',
		}),
	],
};
