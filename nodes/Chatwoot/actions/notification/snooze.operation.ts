import { futureFrom } from '../conversation/status';
import { operation } from '../operation/operation';
import { changeOutput, notifications } from './kind';

export const snoozeNotification = operation({
	name: 'Snooze',
	value: 'snooze',
	action: 'Snooze notification',
	description: 'Put a notification aside until a date',
	on: notifications,
	fields: [
		{
			displayName: 'Snoozed Until',
			name: 'snoozedUntil',
			type: 'dateTime',
			default: '',
			description:
				'When the notification comes back, to within a few minutes. Text without a time zone counts in that of the workflow.',
		},
	],
	read: (param) => futureFrom(param, 'snoozedUntil') ?? param.refuse('snoozedUntil', 'is empty'),
	act: async ({ api, id, input: until }) => changeOutput(await api.notifications.snooze(id, until)),
});
