import type { INodeListSearchResult } from 'n8n-workflow';
import { take } from '../../../shared/pages';
import { onOneLine } from '../../../shared/text';
import { currentContent, isoTime } from '../../api/output';
import type { MatrixEvent, MessagePlace } from '../../api/types';
import { kind } from './kind';
import type { Search } from './kind';
import { room } from './room';

/** How many messages a picker shows in total. */
const PICKED = 50;

const EXAMPLE = {
	id: '$acR1l0raoZnm60CBwAVgqbZqoO/mYU81xysh1u7XcJk',
	url: 'https://matrix.to/#/!OGEhHVWSdvArJzumhm:example.org/$acR1l0raoZnm60CBwAVgqbZqoO',
};

export const message = kind<MessagePlace>({
	noun: 'message',
	many: 'messages',
	description:
		'The message: pick one of the newest of the room, or enter its ID, as nodes that sent or read it have it. The link of a message names its room too.',
	...EXAMPLE,
	within: room.fields,
	read: (param) => ({
		message: param.message('message'),
		room: param.room('room', param.locator('message')),
	}),
	async list({ chat, param, filter }) {
		const place = await roomOf({ chat, param });
		const types = { types: ['m.room.message'] };
		return pickable(await take(chat.messages.list(place, 'newest', types), PICKED), filter);
	},
});

/** A thread, named by its first or any other message. */
export const thread = kind<{ room: string; thread: string }>({
	noun: 'thread',
	many: 'threads',
	description:
		'The thread: pick one, or enter the ID of its first message or of any other message in it. A message outside of threads begins one.',
	...EXAMPLE,
	within: room.fields,
	read: (param) => ({
		thread: param.message('thread'),
		room: param.room('room', param.locator('thread')),
	}),
	async list({ chat, param, filter }) {
		const place = await roomOf({ chat, param });
		return pickable(await take(chat.messages.threads(place, 'all'), PICKED), filter);
	},
});

const roomOf = async ({ chat, param }: Pick<Search, 'chat' | 'param'>): Promise<string> =>
	await chat.rooms.idOf(param.room('room'));

/** Messages by the beginning of their text. */
function pickable(messages: MatrixEvent[], filter = ''): INodeListSearchResult {
	const wanted = filter.trim().toLowerCase();
	const results = messages
		.map((event) => ({ event, text: String(currentContent(event).body ?? '') }))
		.filter(({ text }) => text.toLowerCase().includes(wanted))
		.map(({ event, text }) => {
			const line = onOneLine(text, 80) || '(no text)';
			const time = isoTime(event.origin_server_ts)?.slice(0, 16).replace('T', ' ') ?? '';
			return { name: `${line} (${time})`, value: event.event_id };
		});
	return { results };
}
