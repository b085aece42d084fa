import { pageFields, take, wantedCount } from '../../../shared/pages';
import { threadOutput } from '../../api/output';
import { room } from '../kinds/room';
import { operation } from '../operation/operation';

export const getManyThreads = operation({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many threads',
	description: 'Get the threads of a room, those with the newest activity first',
	on: room,
	isReading: true,
	fields: [
		...pageFields,
		{
			displayName: 'Only With Own Messages',
			name: 'onlyOwn',
			type: 'boolean',
			default: false,
			description: 'Whether to get only threads in which the account has written',
		},
	],
	simplify: threadOutput,
	read: (param) => ({ count: wantedCount(param), isOwn: param.boolean('onlyOwn') }),
	async act({ chat, place, input: { count, isOwn } }) {
		const threads = chat.messages.threads(place.room, isOwn ? 'participated' : 'all');
		const roots = await take(threads, count);
		return await Promise.all(roots.map(async (root) => await chat.keyedThreads.trusted(root)));
	},
});
