import type { Operation } from '../operation/types';
import { onConversation } from './on-conversation';
import { priorityField, priorityFrom } from './priority';

export const setPriority: Operation = {
	name: 'Set Priority',
	value: 'setPriority',
	action: 'Set the priority of a conversation',
	access: 'bots',
	description: 'Set or clear the priority of a conversation',
	...onConversation({
		fields: [priorityField],
		read(param) {
			const priority = priorityFrom(param, 'priority');
			// Nothing at all would clear it.
			return priority === undefined ? param.refuse('priority', 'is empty') : priority;
		},
		async act({ conversationChanges }, id, wanted) {
			const { priority } = await conversationChanges.setPriority(id, wanted);
			return { id, priority };
		},
	}),
};
