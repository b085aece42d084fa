import { marking } from './marking';

export const markUnread = marking('unread', {
	name: 'Mark Unread',
	value: 'markUnread',
	action: 'Mark a conversation as unread',
	description: 'Count the last message of the customer as unread again',
});
