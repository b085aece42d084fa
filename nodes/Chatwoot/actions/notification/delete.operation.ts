import { operation } from '../operation/operation';
import { notifications } from './kind';

export const deleteNotification = operation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete notification',
	description: 'Delete a notification; its conversation stays',
	on: notifications,
	async act({ api, id }) {
		await api.notifications.delete(id);
		return { deleted: true, id };
	},
});
