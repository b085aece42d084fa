import { DELIVERY_STATUSES } from '../../api/messages';
import type { Operation } from '../operation/types';
import { simplifyField } from '../fields';
import { messageOutput } from '../message/output';
import { onMessage } from './on-message';

export const setMessageStatus: Operation = {
	name: 'Set Status',
	value: 'setStatus',
	action: 'Set the status of a message',
	description: 'Say how far a message has come: delivered, read or failed; only in API inboxes',
	...onMessage({
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
				placeholder: 'The number is not on WhatsApp',
				description: 'Why it failed, shown to the team beside the message',
			},
			simplifyField,
		],
		read(param) {
			const status = param.choice('status', DELIVERY_STATUSES);
			return {
				status,
				error: status === 'failed' ? param.optionalText('externalError') : undefined,
			};
		},
		async act({ messages }, { conversation, message: id }, { status, error }, { param }) {
			const message = await messages.setStatus(conversation, id, status, error);
			return param.boolean('simplify') ? messageOutput(message) : message;
		},
	}),
};
