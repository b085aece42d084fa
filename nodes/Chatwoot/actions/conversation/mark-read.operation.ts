import { marking } from './marking';

export const markRead = marking('update_last_seen', {
	name: 'Mark Read',
	value: 'markRead',
	action: 'Mark conversation as read',
	description: 'Set the number of unread messages of a conversation to zero',
});
