import type { IDataObject } from 'n8n-workflow';
import { dashboardUrl } from '../../api/address';
import type { ChangedNotification, Notification } from '../../api/notifications';
import { isoTime } from '../kinds/iso-time';
import { kind } from '../kinds/kind';
import type { DashboardPlace } from '../kinds/kind';

export const notifications = kind<Notification>({
	noun: 'notification',
	example: '105',
	isListed: false,
	simplified: notificationOutput,
});

function notificationOutput(
	notification: Notification,
	{ publicUrl, account }: DashboardPlace,
): IDataObject {
	const { id, notification_type, primary_actor, read_at, snoozed_until } = notification;
	return {
		id,
		notification_type,
		title: notification.push_message_title,
		text: notification.push_message_body,
		conversation_id: primary_actor.id,
		inbox_id: primary_actor.inbox_id,
		read_at,
		snoozed_until,
		created_at: isoTime(notification.created_at),
		last_activity_at: isoTime(notification.last_activity_at),
		url: dashboardUrl(publicUrl, account, `conversations/${primary_actor.id}`),
	};
}

/** The output of a change; other columns hold an ID of the conversation that no call accepts. */
export function changeOutput(changed: ChangedNotification): IDataObject {
	const { id, notification_type, read_at, snoozed_until } = changed;
	return { id, notification_type, read_at, snoozed_until };
}
