import type { Resource } from '../operation/types';
import {
	createRecord,
	deleteRecord,
	getManyRecords,
	getRecord,
	updateRecord,
} from '../records/records';
import { savedFilters } from './kind';

export const savedFilter: Resource = {
	name: 'Saved Filter',
	value: 'savedFilter',
	description: 'Folders of conversations and segments of contacts of the user of the token',
	kind: savedFilters,
	operations: [
		createRecord(savedFilters, { description: 'Save a filter in the dashboard of the user' }),
		deleteRecord(savedFilters, { description: 'Delete a saved filter' }),
		getRecord(savedFilters, { description: 'Get one saved filter with its conditions' }),
		getManyRecords(savedFilters, {
			description:
				'Get the filters of the user; Get Many of Contact and Conversation can list by one of them',
		}),
		updateRecord(savedFilters, { description: 'Change the name or the conditions of a filter' }),
	],
};
