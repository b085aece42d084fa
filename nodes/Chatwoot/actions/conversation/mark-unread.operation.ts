import { marking } from './marking';

export const markUnread = marking('unread', {
	name: 'Mark Unread',
	value: 'markUnread',
	action: 'Mark conversation as unread',
	description: 'Count the last message of the customer as unread again',
});
