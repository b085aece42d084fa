import type { Operation } from '../operation/types';
import { onConversation } from './on-conversation';

const marking = (path: 'unread' | 'update_last_seen') =>
	onConversation({
		async act({ conversationChanges }, id) {
			const { unread_count } = await conversationChanges.mark(id, path);
			return { id, unread_count };
		},
	});

export const markRead: Operation = {
	name: 'Mark Read',
	value: 'markRead',
	action: 'Mark a conversation as read',
	description: 'Set the number of unread messages of a conversation to zero',
	...marking('update_last_seen'),
};

export const markUnread: Operation = {
	name: 'Mark Unread',
	value: 'markUnread',
	action: 'Mark a conversation as unread',
	description: 'Count the last message of the customer as unread again',
	...marking('unread'),
};
