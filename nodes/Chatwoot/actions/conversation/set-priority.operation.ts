import { hintDifferences } from '../kinds/differences';
import { operation } from '../operation/operation';
import { conversations } from './kind';
import { priorityField, priorityFrom } from './priority';

export const setPriority = operation({
	name: 'Set Priority',
	value: 'setPriority',
	action: 'Set priority of conversation',
	access: 'bots',
	description: 'Set or clear the priority of a conversation',
	on: conversations,
	fields: [priorityField],
	read(param) {
		const priority = priorityFrom(param, 'priority');
		// An empty value would clear the priority.
		return priority === undefined ? param.refuse('priority', 'is empty') : priority;
	},
	async act({ api, id, input, hint }) {
		const { priority } = await api.conversationChanges.setPriority(id, input);
		hintDifferences(hint, `conversation ${id}`, { priority: input }, { priority });
		return { id, priority };
	},
});
