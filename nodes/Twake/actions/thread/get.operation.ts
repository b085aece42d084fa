import type { Operation } from '../context';
import { simplifyField, threadFields } from '../fields';
import { threadOutput } from '../../api/output';

export const getThread: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a thread',
	description: 'Get the first message of a thread, with the number of replies and the last ones',
	properties: [...threadFields, simplifyField],
	async run({ twake, param }) {
		const { company, thread } = param.thread();
		const first = await twake.messages.get({ company, thread, message: thread });
		if (!first) return param.refuse('thread', 'does not exist', 'Check the ID of the thread.');
		return param.boolean('simplify') ? threadOutput(first) : first;
	},
};
