import type { Operation } from '../operation/types';
import { simplifyField } from '../fields';
import { messageOutput } from '../message/output';
import { messageAt, onMessage } from './on-message';

export const retryMessage: Operation = {
	name: 'Retry',
	value: 'retry',
	action: 'Send a message again',
	description: 'Send a message again that could not be delivered; its content attributes are lost',
	...onMessage({
		fields: [
			{
				displayName: 'Only If Failed',
				name: 'onlyFailed',
				type: 'boolean',
				default: true,
				description:
					'Whether to leave a message alone that did not fail. When off, the customer may get it twice.',
			},
			simplifyField,
		],
		read: (param) => param.boolean('onlyFailed'),
		async act(api, place, onlyFailed, { param }) {
			const before = await messageAt(api, place, param);
			const retried = !onlyFailed || before.status === 'failed';
			const message = retried
				? await api.messages.retry(place.conversation, place.message)
				: before;
			return { ...(param.boolean('simplify') ? messageOutput(message) : message), retried };
		},
	}),
};
