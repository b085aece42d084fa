import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import type { FilterModel } from '../../api/filter-models';
import { filterRows, rowFields } from './condition-row';

/**
 * Conditions for the server's filters: rows of attribute, operator and value, as on Chatwoot's own
 * filter screen.
 */

/** The parameters, shown as `show` says: rows joined by AND or OR, or JSON. */
export function conditionFields(
	model: FilterModel,
	show: IDisplayOptions['show'] = {},
): INodeProperties[] {
	return [
		{
			displayName: 'Define Conditions',
			name: 'conditionsMode',
			type: 'options',
			options: [
				{ name: 'JSON', value: 'json', description: 'The payload of the filter API' },
				{ name: 'Rows', value: 'rows', description: 'Attribute, operator and value' },
			],
			default: 'rows',
			displayOptions: { show },
			description: 'How the conditions are given',
		},
		{
			displayName: 'Combine',
			name: 'combine',
			type: 'options',
			options: [
				{ name: 'All Must Match', value: 'AND' },
				{ name: 'Any May Match', value: 'OR' },
			],
			default: 'AND',
			displayOptions: { show: { ...show, conditionsMode: ['rows'] } },
			description: 'How the conditions are joined: AND or OR',
		},
		{
			displayName: 'Conditions',
			name: 'conditions',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Condition',
			default: {},
			displayOptions: { show: { ...show, conditionsMode: ['rows'] } },
			description: `Conditions that the ${model.noun}s have to meet`,
			options: [
				{ displayName: 'Condition', name: 'row', values: rowFields(model, filterRows(model)) },
			],
		},
		{
			displayName: 'Conditions (JSON)',
			name: 'conditionsJson',
			type: 'json',
			default: '[]',
			displayOptions: { show: { ...show, conditionsMode: ['json'] } },
			description: `A list of rows as Chatwoot's API and its saved filters have them, for example [{"attribute_key": "${model.noun === 'contact' ? 'email' : 'status'}", "filter_operator": "equal_to", "values": ["${model.noun === 'contact' ? 'jane@example.com' : 'open'}"], "query_operator": "AND"}]. AND binds tighter than OR.`,
		},
	];
}
