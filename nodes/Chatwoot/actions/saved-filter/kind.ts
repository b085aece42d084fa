import { isObject } from '../../../shared/json';
import type { SavedFilter } from '../../api/saved-filters';
import { choice, field, name } from '../kinds/fields';
import { noRecordsYet, recordKind } from '../kinds/kind';
import type { ChatwootParameters } from '../parameters/parameters';

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
		field(
			'query',
			{
				displayName: 'Conditions (JSON)',
				name: 'conditionsJson',
				type: 'json',
				default: '[]',
				placeholder:
					'e.g. [{ "attribute_key": "status", "filter_operator": "equal_to", "values": ["open"] }]',
				description:
					'The conditions as a list, in the words of the API: attribute_key, filter_operator, values as a list of texts, and query_operator (and, or) on all but the last',
			},
			queryFrom,
			{ isNeeded: true },
		),
	],
});

/** Without any condition it would match everything (chatwoot.md §4.1). */
function queryFrom(param: ChatwootParameters, path: string): object | undefined {
	const rows = param.optionalList(path);
	if (rows === undefined) return undefined;
	if (rows.length === 0) param.refuse(path, 'has no conditions', 'Everything would be found.');
	const wrong = rows.findIndex(
		(row) => !isObject(row) || !('attribute_key' in row) || !('filter_operator' in row),
	);
	if (wrong < 0) return { payload: rows };
	return param.refuse(
		path,
		`has no attribute_key or no filter_operator in condition ${wrong + 1}`,
		'It should look like { "attribute_key": "status", "filter_operator": "equal_to", "values": ["open"] }.',
	);
}
