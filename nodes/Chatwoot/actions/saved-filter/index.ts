import type { INodeProperties } from 'n8n-workflow';
import { FILTERED } from '../../api/saved-filters';
import type { Resource } from '../operation/types';
import {
	createRecord,
	deleteRecord,
	getManyRecords,
	getRecord,
	updateRecord,
} from '../records/records';
import { checkConditions, savedConditionFields, savedQuery } from './conditions';
import { savedFilters } from './kind';

const newConditionsField: INodeProperties = {
	displayName: 'New Conditions',
	name: 'filterType',
	type: 'options',
	options: [
		{ name: 'For Contacts', value: 'contact' },
		{ name: 'For Conversations', value: 'conversation' },
		{ name: 'None', value: 'none', description: 'Keep the conditions that it has' },
	],
	default: 'none',
	description:
		'Whether conditions replace those that the filter has, and what it filters: contact, conversation or none',
};

export const savedFilter: Resource = {
	name: 'Saved Filter',
	value: 'savedFilter',
	description: 'Folders of conversations and segments of contacts of the user of the token',
	kind: savedFilters,
	operations: [
		createRecord(savedFilters, {
			description: 'Save a filter in the dashboard of the user',
			own: savedConditionFields,
			complete(param, fields) {
				checkConditions(param);
				return fields;
			},
			adapt: async (fields, api, param) => ({
				...fields,
				query: await savedQuery(param, api, param.choice('filterType', FILTERED)),
			}),
		}),
		deleteRecord(savedFilters, { description: 'Delete a saved filter' }),
		getRecord(savedFilters, { description: 'Get one saved filter with its conditions' }),
		getManyRecords(savedFilters, {
			description:
				'Get the filters of the user; Get Many of Contact and Conversation can list by one of them',
		}),
		updateRecord(savedFilters, {
			description: 'Change the name or the conditions of a filter',
			own: [newConditionsField, ...savedConditionFields],
			complete(param, fields) {
				const filter_type = param.choice('filterType', ['none', ...FILTERED]);
				if (filter_type === 'none') return fields;
				checkConditions(param);
				return { ...fields, filter_type };
			},
			async adapt({ id, fields: { filter_type: wanted, ...fields } }, api, param) {
				if (wanted === undefined) return fields;
				const { filter_type, name } = await api.savedFilters.get(id);
				if (filter_type !== wanted) {
					param.refuse('filterType', `is ${String(wanted)}, but ${name} filters ${filter_type}s`);
				}
				return { ...fields, query: await savedQuery(param, api, filter_type) };
			},
		}),
	],
};
