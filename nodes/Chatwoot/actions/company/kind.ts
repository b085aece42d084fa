import type { CompaniesApi, Company } from '../../api/companies';
import { name, text } from '../kinds/fields';
import { noRecordsYet, recordKind } from '../kinds/kind';

export const companies = recordKind<Company>({
	noun: 'company',
	records: (api): CompaniesApi => api.companies,
	picker: {
		entry: ({ id, name: label, domain }) => ({
			name: domain ? `${label} (${domain})` : label,
			value: id,
		}),
		nothing: { ...noRecordsYet('company'), description: 'Company > Create makes one.' },
	},
	fields: [
		name(
			'name',
			{ displayName: 'Name', name: 'name', description: 'What the company is called' },
			{ isNeeded: true },
		),
		text('description', {
			displayName: 'Description',
			name: 'description',
			description: 'What agents should know about the company',
		}),
		name('domain', {
			displayName: 'Domain',
			name: 'domain',
			placeholder: 'e.g. acme.example',
			description: 'What follows the @ in the e-mail addresses of its people',
		}),
	],
});
