import { DELIVERY_STATUSES } from '../../api/messages';
import { operation } from '../operation/operation';
import { messages } from './kind';

export const setMessageStatus = operation({
	name: 'Set Status',
	value: 'setStatus',
	action: 'Set status of message',
	description: 'Say how far a message has come: delivered, read or failed; only in API inboxes',
	on: messages,
	fields: [
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Delivered', value: 'delivered' },
				{ name: 'Failed', value: 'failed' },
				{ name: 'Read', value: 'read' },
				{ name: 'Sent', value: 'sent' },
			],
			default: 'delivered',
			description:
				'How far the message has come: delivered, failed, read or sent. What was read does not go back to delivered.',
		},
		{
			displayName: 'Error',
			name: 'externalError',
			type: 'string',
			default: '',
			displayOptions: { show: { status: ['failed'] } },
			placeholder: 'e.g. The number is not on WhatsApp',
			description: 'Why it failed, shown to the team beside the message',
		},
	],
	simplify: true,
	read(param) {
		const status = param.choice('status', DELIVERY_STATUSES);
		return {
			status,
			error: status === 'failed' ? param.optionalText('externalError') : undefined,
		};
	},
	act: async ({ api, id, parent: conversation, input: { status, error }, shown }) =>
		shown(messages, await api.messages.setStatus(conversation, id, status, error)),
});
