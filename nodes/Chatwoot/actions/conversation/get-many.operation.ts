import type { INodeProperties } from 'n8n-workflow';
import { pageFields, take, wantedCount } from '../../../shared/pages';
import type { ListQuery } from '../../api/conversation-lists';
import { conversationFilters } from '../../api/filter-models';
import type { AccountApi } from '../../api';
import type { Conversation } from '../../api/types';
import { conditionFields } from '../filtering/condition-fields';
import { conditionsFrom, payloadOf } from '../filtering/conditions';
import { operation } from '../operation/operation';
import type { ChatwootParameters } from '../parameters/parameters';
import { savedFilterField, savedFilterOption, savedRows } from '../saved-filter/use';
import { conversations } from './kind';
import { explainNothing, listFilterFields, listQueryFrom, statusField } from './list-fields';

const SORTS = [
	'last_activity_at_desc',
	'last_activity_at_asc',
	'created_at_desc',
	'created_at_asc',
	'priority_desc',
	'priority_desc_created_at_asc',
	'priority_asc',
	'unread',
	'waiting_since_asc',
	'waiting_since_desc',
] as const;

const sortField: INodeProperties = {
	displayName: 'Sort By',
	name: 'sortBy',
	type: 'options',
	options: [
		{ name: 'Created, Newest First', value: 'created_at_desc' },
		{ name: 'Created, Oldest First', value: 'created_at_asc' },
		{ name: 'Last Activity, Newest First', value: 'last_activity_at_desc' },
		{ name: 'Last Activity, Oldest First', value: 'last_activity_at_asc' },
		{ name: 'Priority, Highest First', value: 'priority_desc' },
		{
			name: 'Priority, Highest First, Then Oldest',
			value: 'priority_desc_created_at_asc',
		},
		{ name: 'Priority, Lowest First', value: 'priority_asc' },
		{
			name: 'Unread, Most First',
			value: 'unread',
			description: 'Since Chatwoot 4.15; older servers sort by last activity then',
		},
		{ name: 'Waiting, Longest First', value: 'waiting_since_asc' },
		{ name: 'Waiting, Shortest First', value: 'waiting_since_desc' },
	],
	default: 'last_activity_at_desc',
	description: 'The order; with a limit, it decides which conversations you get',
};

const shownFor = (by: string, property: INodeProperties): INodeProperties => ({
	...property,
	displayOptions: { show: { listBy: [by] } },
});

export const getManyConversations = operation({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many conversations',
	description: 'List, search or filter conversations',
	fields: [
		{
			displayName: 'List By',
			name: 'listBy',
			type: 'options',
			options: [
				{
					name: 'Filter',
					value: 'filter',
					description: 'Rows of attribute, operator and value; newest activity first',
				},
				{ name: 'List', value: 'list', description: 'Status, inbox, team, labels, text and order' },
				savedFilterOption,
			],
			default: 'list',
			description: 'How conversations are chosen: filter, list or savedFilter',
		},
		shownFor('list', statusField),
		...conditionFields(conversationFilters, { listBy: ['filter'] }),
		savedFilterField,
		...pageFields,
		shownFor('list', listFilterFields),
		shownFor('list', sortField),
	],
	simplify: true,
	read: (param) => ({ count: wantedCount(param), ...conversationsFrom(param) }),
	async act({ api, param, hint, input: { count, find, query }, shown }) {
		const found = await take(await find(api), count);
		if (query && found.length === 0) await explainNothing({ param, hint }, api, query);
		return found.map((conversation) => shown(conversations, conversation));
	},
});

/** Reads all parameters at once, and returns the conversations that they describe. */
function conversationsFrom(param: ChatwootParameters): {
	find(api: AccountApi): Promise<AsyncIterable<Conversation>>;
	query?: ListQuery;
} {
	const listBy = param.choice('listBy', ['filter', 'list', 'savedFilter']);
	if (listBy === 'savedFilter') {
		param.id('savedFilter');
		const find = async (api: AccountApi) =>
			api.conversationLists.filter(await savedRows(param, api, 'conversation'));
		return { find };
	}
	if (listBy === 'list') {
		const query = listQueryFrom(param);
		const sort_by = param.choice('sortBy', SORTS);
		const sorted: ListQuery = sort_by === SORTS[0] ? query : { ...query, sort_by };
		return { query, find: async ({ conversationLists }) => conversationLists.list(sorted) };
	}
	const rows = conditionsFrom(param);
	return {
		find: async (api) =>
			api.conversationLists.filter(await payloadOf(param, api, conversationFilters, rows)),
	};
}
