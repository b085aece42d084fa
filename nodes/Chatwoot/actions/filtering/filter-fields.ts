import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import type { FilterModel } from '../../api/filter-models';
import { rowFields } from './filter-rows';

/** The filter builder: rows of attribute, operator and value as on Chatwoot's own filter screen. */

/** The parameters of a filter, shown where `show` says: rows joined by AND or OR, or JSON. */
export function filterFields(
	model: FilterModel,
	show: IDisplayOptions['show'] = {},
): INodeProperties[] {
	return [
		{
			displayName: 'Filter As',
			name: 'filterMode',
			type: 'options',
			options: [
				{ name: 'JSON', value: 'json', description: 'The payload of the filter API' },
				{ name: 'Rows', value: 'rows', description: 'Attribute, operator and value' },
			],
			default: 'rows',
			displayOptions: { show },
			description: 'How the filter is given',
		},
		{
			displayName: 'Combine',
			name: 'combine',
			type: 'options',
			options: [
				{ name: 'All Rows Must Match', value: 'AND' },
				{ name: 'Any Row May Match', value: 'OR' },
			],
			default: 'AND',
			displayOptions: { show: { ...show, filterMode: ['rows'] } },
			description: 'How the rows are joined: AND or OR',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Row',
			default: {},
			displayOptions: { show: { ...show, filterMode: ['rows'] } },
			description: `Conditions that the ${model.noun}s have to meet`,
			options: [{ displayName: 'Row', name: 'row', values: rowFields(model) }],
		},
		{
			displayName: 'Filter (JSON)',
			name: 'filterJson',
			type: 'json',
			default: '[]',
			displayOptions: { show: { ...show, filterMode: ['json'] } },
			description: `A list of rows as Chatwoot's API and its saved filters have them, for example [{"attribute_key": "${model.noun === 'contact' ? 'email' : 'status'}", "filter_operator": "equal_to", "values": ["${model.noun === 'contact' ? 'jane@example.com' : 'open'}"], "query_operator": "AND"}]. AND binds tighter than OR.`,
		},
	];
}
