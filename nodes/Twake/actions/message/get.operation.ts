import { messageOutput } from '../../api/output';
import { message } from '../kinds/message';
import { operation } from '../operation/operation';

export const getMessage = operation({
	name: 'Get',
	value: 'get',
	action: 'Get message',
	description: 'Get one message of a thread',
	on: message,
	simplify: messageOutput,
	act: async ({ twake, place, refuse }) =>
		(await twake.messages.get(place)) ?? refuse('message', 'does not exist in this thread'),
});
