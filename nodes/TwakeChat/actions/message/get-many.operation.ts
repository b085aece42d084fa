import type { INodeProperties } from 'n8n-workflow';
import {
	filtered,
	MESSAGE_ORDERS,
	messageOrderField,
	pageFields,
	take,
	wantedCount,
} from '../../../shared/pages';
import { messageOutput } from '../../api/output';
import type { MatrixEvent } from '../../api/types';
import { room } from '../kinds/room';
import { thread } from '../kinds/message';
import { operation } from '../operation/operation';
import type { Call } from '../operation/operation';
import type { TwakeChatParameters } from '../operation/parameters';
import { existingThread } from '../sending/existing';

const LISTS = ['room', 'thread'] as const;

const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Only Files',
			name: 'onlyFiles',
			type: 'boolean',
			default: false,
			description: 'Whether to get nothing but files and pictures',
		},
		{
			displayName: 'Outside Threads Only',
			name: 'outsideThreads',
			type: 'boolean',
			default: false,
			description: 'Whether to leave out what was written in threads',
		},
		{
			displayName: 'Since',
			name: 'since',
			type: 'dateTime',
			default: '',
			description: 'Only messages from this time on',
		},
		{
			displayName: 'User IDs',
			name: 'users',
			type: 'string',
			default: '',
			placeholder: 'e.g. @alice:example.org',
			description: 'Only messages of these people, separated by commas',
		},
	],
};

export const getManyMessages = operation({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many messages',
	description: 'Get messages of a room or of a thread, each with its text as it is now',
	on: room,
	isReading: true,
	fields: [
		{
			displayName: 'List By',
			name: 'listBy',
			type: 'options',
			options: [
				{ name: 'Room', value: 'room', description: 'All messages, those in threads too' },
				{ name: 'Thread', value: 'thread', description: 'The messages of one thread' },
			],
			default: 'room',
			description: 'Which messages to get',
		},
		{ ...thread.locator, displayOptions: { show: { listBy: ['thread'] } } },
		...pageFields,
		messageOrderField('newest'),

		filtersField,
	],
	simplify: (event: MatrixEvent) => messageOutput(event),
	read,
	async act(call) {
		const { count, order } = call.input;
		const messages = await take(filtered(await listed(call), isWantedBy(call.input)), count);
		return order === 'chronological' ? messages.reverse() : messages;
	},
});

type Input = ReturnType<typeof read>;

function read(param: TwakeChatParameters) {
	const listBy = param.optionalChoice('listBy', LISTS) ?? 'room';
	return {
		order: param.choice('order', MESSAGE_ORDERS),
		count: wantedCount(param),
		thread: listBy === 'thread' ? param.message('thread') : undefined,
		since: param.optionalDate('filters.since'),
		users: param.users('filters.users'),
		onlyFiles: param.boolean('filters.onlyFiles'),
		outsideThreads: param.boolean('filters.outsideThreads'),
	};
}

/** Starts at the chosen end, and stops at the chosen time. */
async function listed(call: Call<{ room: string }, Input>): Promise<AsyncIterable<MatrixEvent>> {
	const { chat, place, input } = call;
	const { room: id } = place;
	const end = input.order === 'oldest' ? 'oldest' : 'newest';
	const since = input.since?.getTime() ?? -Infinity;
	if (input.thread !== undefined) {
		const root = await existingThread(call, { room: id, thread: input.thread });
		const replies = chat.messages.related({ room: id, message: root.event_id }, 'm.thread', end);
		return end === 'oldest'
			? filtered(joined([root], replies), ({ origin_server_ts: time }) => time >= since)
			: newerThan(joined(replies, [root]), since);
	}
	const filter = {
		types: ['m.room.message', 'm.room.encrypted'],
		...(input.users.length > 0 && { senders: input.users }),
		...(input.onlyFiles && { contains_url: true }),
	};
	if (end === 'newest' || !input.since) {
		return newerThan(chat.messages.list(id, end, filter), end === 'newest' ? since : -Infinity);
	}
	const start = await chat.messages.startAt(id, input.since);
	return start === undefined ? joined() : chat.messages.list(id, end, filter, start);
}

async function* joined<T>(...lists: Array<AsyncIterable<T> | Iterable<T>>): AsyncGenerator<T> {
	for (const list of lists) yield* list;
}

/** Stops at the first one that is older. */
async function* newerThan(
	events: AsyncIterable<MatrixEvent>,
	since: number,
): AsyncGenerator<MatrixEvent> {
	for await (const event of events) {
		if (event.origin_server_ts < since) return;
		yield event;
	}
}

/** Edits are already part of the edited messages, and deleted messages are empty. */
function isWantedBy({ users, onlyFiles, outsideThreads }: Input): (event: MatrixEvent) => boolean {
	return ({ sender, content, unsigned }) => {
		const relation = content['m.relates_to']?.rel_type;
		if (relation === 'm.replace' || unsigned?.redacted_because) return false;
		if (relation === 'm.thread' && outsideThreads) return false;
		if (onlyFiles && content.url === undefined) return false;
		return users.length === 0 || users.includes(sender);
	};
}
