import type { Operation } from '../context';
import { onConversation } from './on-conversation';
import { priorityField, priorityFrom } from './priority';

export const setPriority: Operation = {
	name: 'Set Priority',
	value: 'setPriority',
	action: 'Set the priority of a conversation',
	description: 'Set or clear the priority of a conversation',
	...onConversation({
		fields: [priorityField],
		read: (param) => priorityFrom(param, 'priority') ?? null,
		async act({ conversations }, id, wanted) {
			const { priority } = await conversations.setPriority(id, wanted);
			return { id, priority };
		},
	}),
};
