import { operation } from '../operation/operation';
import { messageAt } from './at';
import { messages } from './kind';

export const getMessage = operation({
	name: 'Get',
	value: 'get',
	action: 'Get message',
	description: 'Get one message of a conversation',
	on: messages,
	isReading: true,
	simplify: true,
	act: async ({ api, id, parent: conversation, param, shown }) =>
		shown(messages, await messageAt(api, conversation, id, param)),
});
