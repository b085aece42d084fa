import { pageFields, take, wantedCount } from '../../../shared/pages';
import type { Operation } from '../context';
import { channelFields, simplifyField } from '../fields';
import { threadOutput } from '../output';

export const getManyThreads: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many threads',
	description: 'Get the threads of a channel, those with the newest activity first',
	properties: [
		...channelFields,
		...pageFields,
		{
			displayName: 'Filter',
			name: 'filter',
			type: 'options',
			options: [
				{ name: 'All Threads', value: 'all' },
				{ name: 'With Files', value: 'files' },
				{ name: 'With Pinned Messages', value: 'pinned' },
			],
			default: 'all',
			description: 'Which threads to get',
		},
		simplifyField,
	],
	async run({ twake, param }) {
		const filter = param.choice('filter', ['all', 'files', 'pinned']);
		const feed = twake.threads.feed(param.channel(), filter === 'all' ? undefined : filter);
		const threads = await take(feed, wantedCount(param));
		return param.boolean('simplify') ? threads.map(threadOutput) : threads;
	},
};
