import type { Operation } from '../context';
import { messageFields, simplifyField } from '../fields';
import { messageOutput } from '../../api/output';

export const getMessage: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a message',
	description: 'Get one message of a thread',
	properties: [...messageFields, simplifyField],
	async run({ twake, param }) {
		const message = await twake.messages.get(param.message());
		if (!message) return param.refuse('message', 'does not exist in this thread');
		return param.boolean('simplify') ? messageOutput(message) : message;
	},
};
