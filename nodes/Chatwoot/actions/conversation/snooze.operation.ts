import { operation } from '../operation/operation';
import { conversations } from './kind';
import { futureFrom, changeStatus } from './status';

export const snoozeConversation = operation({
	name: 'Snooze',
	value: 'snooze',
	action: 'Snooze conversation',
	access: 'bots',
	description: 'Put a conversation aside until a date or until the customer writes again',
	on: conversations,
	fields: [
		{
			displayName: 'Until',
			name: 'until',
			type: 'options',
			options: [
				{ name: 'Date', value: 'date' },
				{ name: 'Next Reply of the Customer', value: 'nextReply' },
			],
			default: 'date',
			description: 'When the conversation opens again: date or nextReply',
		},
		{
			displayName: 'Snoozed Until',
			name: 'snoozedUntil',
			type: 'dateTime',
			default: '',
			displayOptions: { show: { until: ['date'] } },
			description:
				'When the conversation opens again, to within a few minutes. Text without a time zone counts in that of the workflow.',
		},
	],
	read(param) {
		if (param.choice('until', ['date', 'nextReply']) === 'nextReply') return undefined;
		return futureFrom(param, 'snoozedUntil') ?? param.refuse('snoozedUntil', 'is empty');
	},
	act: async (call) => await changeStatus(call, 'snoozed', call.input),
});
