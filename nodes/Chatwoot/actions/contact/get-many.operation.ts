import type { INodeProperties } from 'n8n-workflow';
import { pageFields, take, wantedCount } from '../../../shared/pages';
import { contactFilters } from '../../api/filter-models';
import { literally } from '../../api/filter-values';
import type { Operation } from '../operation/types';
import { accountLocator, simplifyField } from '../fields';
import { filterFields } from '../filtering/filter-fields';
import { filterPayload, filterRowsFrom } from '../filtering/filters';
import { hintUndefined, labelPicker, titlesFrom } from '../labelling/label-fields';
import { contactOutput } from '../contact/kind';

const SORTS = [
	'city',
	'company_name',
	'country',
	'created_at',
	'email',
	'last_activity_at',
	'name',
	'phone_number',
] as const;

const sortFields: INodeProperties[] = [
	{
		displayName: 'Sort By',
		name: 'sortBy',
		type: 'options',
		options: [
			{ name: 'City', value: 'city' },
			{ name: 'Company Name', value: 'company_name' },
			{ name: 'Country', value: 'country' },
			{ name: 'Created At', value: 'created_at' },
			{ name: 'Email', value: 'email' },
			{ name: 'Last Activity At', value: 'last_activity_at' },
			{ name: 'Name', value: 'name' },
			{ name: 'Phone Number', value: 'phone_number' },
		],
		default: 'created_at',
		description: 'The order of the contacts. By creation it stays the same while contacts change.',
	},
	{
		displayName: 'Descending',
		name: 'descending',
		type: 'boolean',
		default: false,
		description: 'Whether to begin with the last in this order',
	},
];

export const getManyContacts: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many contacts',
	description: 'Get all contacts, those that a search finds, or those that meet conditions',
	properties: [
		accountLocator,
		{
			displayName: 'Get',
			name: 'source',
			type: 'options',
			options: [
				{ name: 'All', value: 'all', description: 'Those with certain labels if wanted' },
				{ name: 'By Filter', value: 'filter', description: 'Those that meet conditions' },
				{
					name: 'By Search',
					value: 'search',
					description: 'Those with a text in name, e-mail, phone number or identifier',
				},
			],
			default: 'all',
			description: 'Which contacts to get: all, filter or search',
		},
		{
			displayName: 'Search Text',
			name: 'query',
			type: 'string',
			default: '',
			displayOptions: { show: { source: ['search'] } },
			description:
				'Text in the name, e-mail address, phone number or (in exact letter case) identifier. It finds parts too: joann@ when looking for ann@. Find gets exactly one contact.',
		},
		{
			...labelPicker,
			name: 'withLabels',
			displayOptions: { show: { source: ['all'] } },
			description:
				'Only contacts with any of these labels; empty for all. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		...filterFields(contactFilters, { source: ['filter'] }),
		...pageFields,
		...sortFields,
		simplifyField,
	],
	async run({ param, baseUrl, account, hint }) {
		const source = param.choice('source', ['all', 'filter', 'search']);
		const rows = source === 'filter' ? filterRowsFrom(param) : [];
		const labels = source === 'all' ? titlesFrom(param, 'withLabels') : [];
		const search = source === 'search' ? param.requiredText('query').trim() : undefined;
		const count = wantedCount(param);
		// Rows with the same value would change places between pages (chatwoot.md §4 Sort).
		const sortBy = param.choice('sortBy', SORTS);
		const first = `${param.boolean('descending') ? '-' : ''}${sortBy}`;
		const sort = sortBy === 'created_at' ? first : `${first},created_at`;
		const api = await account();
		const filter =
			source === 'filter' ? await filterPayload(param, api, contactFilters, rows) : undefined;
		const found = await take(
			api.contactLists.walk({ search: search && literally(search), filter, labels, sort }),
			count,
		);
		if (found.length === 0) await hintUndefined(api, labels, hint);
		if (source !== 'search') {
			hint(
				'Chatwoot leaves contacts without e-mail address, phone number and identifier out of its list and of filters. By Search and Get find them.',
			);
		}
		if (!param.boolean('simplify')) return found;
		return found.map((contact) => contactOutput(contact, { baseUrl, account: api.id }));
	},
};
