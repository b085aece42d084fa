import { operation } from '../operation/operation';
import { countedFilterFields, explainNothing, listQueryFrom, statusField } from './list-fields';

export const getCounts = operation({
	name: 'Get Counts',
	value: 'getCounts',
	action: 'Get numbers of conversations',
	description:
		'Count conversations: all, those of the user of the token, assigned and unassigned ones',
	fields: [statusField, countedFilterFields],
	read: listQueryFrom,
	async act({ api, param, hint, input: query }) {
		const meta = await api.conversationLists.counts(query);
		if (meta.all_count === 0) await explainNothing({ param, hint }, api, query);
		const { all_count, mine_count, assigned_count, unassigned_count } = meta;
		return { all_count, mine_count, assigned_count, unassigned_count };
	},
});
