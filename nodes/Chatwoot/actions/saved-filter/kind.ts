import type { SavedFilter } from '../../api/saved-filters';
import { choice, name } from '../kinds/fields';
import { noRecordsYet, recordKind } from '../kinds/kind';

export const savedFilters = recordKind<SavedFilter>({
	noun: 'saved filter',
	example: '3',
	records: (api) => api.savedFilters,
	picker: {
		entry: ({ id, name: label, filter_type }) => ({
			name: `${label} (${filter_type}s)`,
			value: id,
		}),
		nothing: {
			...noRecordsYet('saved filter'),
			description:
				'The user of the access token saves them in Chatwoot above a filtered list, or by Saved Filter > Create.',
		},
	},
	fields: [
		name(
			'name',
			{ displayName: 'Name', name: 'name', description: 'What the dashboard lists the filter as' },
			{ isNeeded: true },
		),
		choice(
			'filter_type',
			{
				displayName: 'Filters',
				name: 'filterType',
				type: 'options',
				options: [
					{ name: 'Contacts', value: 'contact' },
					{ name: 'Conversations', value: 'conversation' },
				],
				default: 'conversation',
				description: 'What is filtered: contact or conversation',
			},
			{ isNeeded: true, only: 'create' },
		),
	],
});
