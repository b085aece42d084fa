import { pageFields, take, wantedCount } from '../../../shared/pages';
import type { Operation } from '../context';
import { channelFields, simplifyField } from '../fields';
import { threadOutput } from '../../api/output';

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
			description: 'Which threads to get. With a filter, Twake gives the newest 100 at most.',
		},
		simplifyField,
	],
	async run({ twake, param }) {
		const place = param.channel();
		const filter = param.choice('filter', ['all', 'files', 'pinned']);
		const count = wantedCount(param);
		const threads =
			filter === 'all'
				? await take(twake.threads.feed(place), count)
				: (await twake.threads.filtered(place, filter)).slice(0, count);
		return param.boolean('simplify') ? threads.map(threadOutput) : threads;
	},
};
