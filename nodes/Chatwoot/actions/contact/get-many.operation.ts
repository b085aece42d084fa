import type { INodeProperties } from 'n8n-workflow';
import { pageFields, take, wantedCount } from '../../../shared/pages';
import { contactFilters } from '../../api/filter-models';
import { literally } from '../../api/filter-values';
import { partOfPhone } from '../../api/phones';
import { conditionFields } from '../filtering/condition-fields';
import { conditionsFrom, payloadOf } from '../filtering/conditions';
import { hintUndefined, labelPicker, titlesFrom } from '../labelling/label-fields';
import { operation } from '../operation/operation';
import type { ChatwootParameters } from '../parameters/parameters';
import { savedFilterField, savedFilterOption, savedRows } from '../saved-filter/use';
import { contacts } from './kind';
import { listByField } from './list-by';

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

const listBy = listByField('Which contacts to get: all, filter, savedFilter or search', [
	{ name: 'All', value: 'all', description: 'Those with certain labels if wanted' },
	{ name: 'Filter', value: 'filter', description: 'Those that meet conditions' },
	savedFilterOption,
	{
		name: 'Search',
		value: 'search',
		description: 'Those with a text in name, e-mail, phone number or identifier',
	},
]);

export const getManyContacts = operation({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many contacts',
	description: 'Get all contacts, those that a search finds, or those that meet conditions',
	fields: [
		listBy,
		{
			displayName: 'Search Text',
			name: 'search',
			type: 'string',
			default: '',
			displayOptions: { show: { listBy: ['search'] } },
			description:
				'Text in the name, e-mail address, phone number or (in exact letter case) identifier. It finds parts too: joann@ when looking for ann@. Find gets exactly one contact.',
		},
		{
			...labelPicker,
			displayOptions: { show: { listBy: ['all'] } },
			description:
				'Only contacts with any of these labels; empty for all. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		...conditionFields(contactFilters, { listBy: ['filter'] }),
		savedFilterField,
		...pageFields,
		...sortFields,
	],
	simplify: true,
	read(param) {
		const listBy = param.choice('listBy', ['all', 'filter', 'savedFilter', 'search']);
		if (listBy === 'savedFilter') param.id('savedFilter');
		return {
			listBy,
			conditions: listBy === 'filter' ? conditionsFrom(param) : undefined,
			labels: listBy === 'all' ? titlesFrom(param, 'labels') : [],
			search: listBy === 'search' ? param.requiredText('search').trim() : undefined,
			sort: sortFrom(param),
			count: wantedCount(param),
		};
	},
	async act({ api, param, input: { listBy, conditions, count, search, ...query }, hint, shown }) {
		const filter =
			listBy === 'savedFilter'
				? await savedRows(param, api, 'contact')
				: conditions && (await payloadOf(param, api, contactFilters, conditions));
		const literal = search === undefined ? undefined : literally(search);
		const found = await take(api.contactLists.walk({ ...query, search: literal, filter }), count);
		if (found.length === 0) await hintUndefined(api, query.labels, hint);
		const part = partOfPhone(search ?? '');
		if (found.length === 0 && part !== undefined && part !== search) {
			hint(`Nothing was found: of a phone number Chatwoot knows the digits only, as ${part}`);
		}
		if (listBy !== 'search') {
			hint(
				'Chatwoot leaves contacts without e-mail address, phone number and identifier out of its list and of filters. Search and Get find them.',
			);
		}
		return found.map((contact) => shown(contacts, contact));
	},
});

/** Rows with equal values would swap places between pages (chatwoot.md §4 Sort). */
function sortFrom(param: ChatwootParameters): string {
	const sortBy = param.choice('sortBy', SORTS);
	const first = `${param.boolean('descending') ? '-' : ''}${sortBy}`;
	return sortBy === 'created_at' ? first : `${first},created_at`;
}
