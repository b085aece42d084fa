import { threadOutput } from '../../api/output';
import { thread } from '../kinds/message';
import { operation } from '../operation/operation';
import { existingThread } from '../sending/existing';

export const getThread = operation({
	name: 'Get',
	value: 'get',
	action: 'Get thread',
	description: 'Get the first message of a thread, how many replies it has, and the last one',
	on: thread,
	isReading: true,
	simplify: threadOutput,
	act: async (call) => await call.chat.keyedThreads.trusted(await existingThread(call, call.place)),
});
