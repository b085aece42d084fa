import { messageOutput } from '../../api/output';
import type { MatrixEvent } from '../../api/types';
import { message } from '../kinds/message';
import { operation } from '../operation/operation';

export const getMessage = operation({
	name: 'Get',
	value: 'get',
	action: 'Get message',
	description: 'Get one message of a room, with its text as it is now',
	on: message,
	isReading: true,
	simplify: (event: MatrixEvent) => messageOutput(event),
	act: async ({ chat, place, refuse }) =>
		(await chat.messages.get(place)) ??
		refuse('message', 'does not exist in this room, or the account cannot see it'),
});
