import type { Resource } from '../operation/types';
import { deleteNotification } from './delete.operation';
import { getManyNotifications } from './get-many.operation';
import { getNotificationSettings } from './get-settings.operation';
import { getUnreadCount } from './get-unread-count.operation';
import { markReadNotification } from './mark-read.operation';
import { markUnreadNotification } from './mark-unread.operation';
import { snoozeNotification } from './snooze.operation';
import { updateNotificationSettings } from './update-settings.operation';

export const notification: Resource = {
	name: 'Notification',
	value: 'notification',
	description: 'What the user of the access token is told of',
	operations: [
		deleteNotification,
		getManyNotifications,
		getNotificationSettings,
		getUnreadCount,
		markReadNotification,
		markUnreadNotification,
		snoozeNotification,
		updateNotificationSettings,
	],
};
