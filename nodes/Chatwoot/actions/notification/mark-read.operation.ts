import { operation } from '../operation/operation';
import { changeOutput, notifications } from './kind';

export const markReadNotification = operation({
	name: 'Mark Read',
	value: 'markRead',
	action: 'Mark notification as read',
	description: 'Mark a notification as read',
	on: notifications,
	act: async ({ api, id }) => changeOutput(await api.notifications.markRead(id)),
});
