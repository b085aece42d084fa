import { operation } from '../operation/operation';
import { messageAt } from './at';
import { messages } from './kind';

export const retryMessage = operation({
	name: 'Retry',
	value: 'retry',
	action: 'Send message again',
	description: 'Send a message again that could not be delivered; its content attributes are lost',
	on: messages,
	fields: [
		{
			displayName: 'Only If Failed',
			name: 'onlyFailed',
			type: 'boolean',
			default: true,
			description:
				'Whether to leave a message alone that did not fail. When off, the customer may get it twice.',
		},
	],
	simplify: true,
	read: (param) => param.boolean('onlyFailed'),
	async act({ api, id, parent: conversation, param, input: onlyFailed, shown }) {
		const before = await messageAt(api, conversation, id, param);
		const retried = !onlyFailed || before.status === 'failed';
		const message = retried ? await api.messages.retry(conversation, id) : before;
		return { ...shown(messages, message), retried };
	},
});
