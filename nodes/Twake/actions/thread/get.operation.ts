import { threadOutput } from '../../api/output';
import { thread } from '../kinds/thread';
import { operation } from '../operation/operation';

export const getThread = operation({
	name: 'Get',
	value: 'get',
	action: 'Get thread',
	description: 'Get the first message of a thread, with the number of replies and the last ones',
	on: thread,
	simplify: threadOutput,
	act: async ({ twake, place, refuse }) =>
		(await twake.messages.get({ ...place, message: place.thread })) ??
		refuse('thread', 'does not exist', 'Check the ID of the thread.'),
});
