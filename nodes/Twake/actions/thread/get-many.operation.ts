import { pageFields, take, wantedCount } from '../../../shared/pages';
import { threadOutput } from '../../api/output';
import { channel } from '../kinds/channel';
import { visibilityOf } from '../kinds/existing-channel';
import { operation } from '../operation/operation';

export const getManyThreads = operation({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many threads',
	description: 'Get the threads of a channel, those with the newest activity first',
	on: channel,
	fields: [
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
	],
	simplify: threadOutput,
	read: (param) => ({
		filter: param.choice('filter', ['all', 'files', 'pinned']),
		count: wantedCount(param),
	}),
	async act(call) {
		const { twake, place, input } = call;
		const { filter, count } = input;
		const threads =
			filter === 'all'
				? await take(twake.threads.feed(place), count)
				: (await twake.threads.filtered(place, filter)).slice(0, count);
		// For an unknown channel the feed is empty.
		if (threads.length === 0) await visibilityOf(call, place);
		return threads;
	},
});
