import { pageFields, take, wantedCount } from '../../../shared/pages';
import type { Operation } from '../context';
import { simplifyField, threadFields } from '../fields';
import { messageOutput } from '../../api/output';

export const getManyMessages: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many messages',
	description: 'Get the messages of a thread, the first one included',
	properties: [
		...threadFields,
		...pageFields,
		{
			displayName: 'Order',
			name: 'order',
			type: 'options',
			options: [
				{ name: 'Newest First', value: 'newest' },
				{
					name: 'Newest, in the Order of Writing',
					value: 'chronological',
					description: 'With a limit the newest ones, and of these the oldest first',
				},
				{ name: 'Oldest First', value: 'oldest' },
			],
			default: 'oldest',
			description: 'From which end to begin; with a limit, this decides which messages you get',
		},
		simplifyField,
	],
	async run({ twake, param }) {
		const { company, thread } = param.thread();
		const order = param.choice('order', ['newest', 'chronological', 'oldest']);
		const end = order === 'oldest' ? 'oldest' : 'newest';
		const messages = await take(twake.messages.list(company, thread, end), wantedCount(param));
		if (order === 'chronological') messages.reverse();
		return param.boolean('simplify') ? messages.map(messageOutput) : messages;
	},
};
