import { operation } from '../operation/operation';

export const getUnreadCount = operation({
	name: 'Get Unread Count',
	value: 'getUnreadCount',
	action: 'Get number of unread notifications',
	description: 'Count the notifications that the user of the token has not read',
	act: async ({ api }) => ({ unread_count: await api.notifications.unreadCount() }),
});
