import type { Operation } from '../operation/types';
import { onConversation } from './on-conversation';

export const deleteConversation: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete a conversation',
	description: 'Delete a conversation with all its messages for good',
	access: 'administrator',
	...onConversation({
		async act({ conversations }, id) {
			await conversations.delete(id);
			return { deleted: true, id };
		},
	}),
};
