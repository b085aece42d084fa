import type { Operation } from '../operation/types';
import { accountLocator } from '../fields';
import { explainNothing, listFiltersField, listQueryFrom, statusField } from './list-fields';

/** Filters that the counts of the server leave out of account (chatwoot.md §5 List and find). */
const UNCOUNTED = ['assigneeType', 'search', 'updatedWithin'];

export const getCounts: Operation = {
	name: 'Get Counts',
	value: 'getCounts',
	action: 'Get the numbers of conversations',
	description:
		'Count conversations: all, those of the user of the token, assigned and unassigned ones',
	properties: [
		accountLocator,
		statusField,
		{
			...listFiltersField,
			options: listFiltersField.options?.filter(({ name }) => !UNCOUNTED.includes(name)),
		},
	],
	async run(context) {
		const query = listQueryFrom(context.param);
		const api = await context.account();
		const meta = await api.conversationLists.counts(query);
		if (meta.all_count === 0) await explainNothing(context, api, query);
		const { all_count, mine_count, assigned_count, unassigned_count } = meta;
		return { all_count, mine_count, assigned_count, unassigned_count };
	},
};
