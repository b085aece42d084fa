import type { Resource } from '../operation/types';
import { createRecord, deleteRecord, getRecord, updateRecord } from '../records/records';
import { getManyCompanies } from './get-many.operation';
import { companies } from './kind';

export const company: Resource = {
	name: 'Company',
	value: 'company',
	description: 'Enterprise: whom contacts belong to',
	kind: companies,
	operations: [
		createRecord(companies, { description: 'Create a company' }),
		deleteRecord(companies, { description: 'Delete a company; its contacts stay' }),
		getRecord(companies, { description: 'Get one company' }),
		getManyCompanies,
		updateRecord(companies, { description: 'Change the name, domain or description of a company' }),
	],
};
