import { operation } from '../operation/operation';
import { changeOutput, notifications } from './kind';

export const markUnreadNotification = operation({
	name: 'Mark Unread',
	value: 'markUnread',
	action: 'Mark notification as unread',
	description: 'Mark a notification as unread',
	on: notifications,
	act: async ({ api, id }) => changeOutput(await api.notifications.markUnread(id)),
});
