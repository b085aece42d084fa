import { demoIds } from '../../matrix';
import type { MatrixSandbox } from '../../matrix';
import { childrenOf, editOf } from '../../matrix/rules/relations';
import type { Room } from '../../matrix/state/room';
import { relationOf } from '../../matrix/state/relation';
import type { Json, RoomEvent } from '../../matrix/state/types';
import { asRecord, asText } from './json';
import type { Channel, Post, SharedFile, Thread } from './types';

const THREADS = 40;

/** The room Support of the demo world, as its members see it in a client with threads. */
export function shownInMatrix({ state, url }: MatrixSandbox): Channel {
	const room = state.rooms.get(demoIds.support);
	const postIn = (event: RoomEvent): Post => {
		const { id, sender, ts } = event;
		const content = contentOf(event);
		return {
			id,
			author: nameOf(state, sender),
			by: sender === demoIds.bot ? 'bot' : 'agent',
			text: textOf(content),
			at: ts,
			files: filesIn(url, content),
			blocks: [],
			reactions: reactionsTo(event),
		};
	};
	const threads = messagesIn(room)
		.filter(({ content }) => relationOf(content)?.type !== 'm.thread')
		.slice(-THREADS)
		.map((first): Thread => {
			const replies = childrenOf(first.room, first.id, 'm.thread', 'm.room.message');
			return { id: first.id, posts: [first, ...replies].map(postIn) };
		});
	return {
		name: asText(room?.content('m.room.name')?.name) || 'Room',
		colleague: nameOf(state, demoIds.alice),
		threads,
	};
}

/** What is a message of its own: an edit is shown in what it edits. */
function messagesIn(room: Room | undefined): RoomEvent[] {
	return (room?.events ?? []).filter(
		({ type, redactedBy, content }) =>
			type === 'm.room.message' && !redactedBy && relationOf(content)?.type !== 'm.replace',
	);
}

const contentOf = (event: RoomEvent): Json =>
	asRecord(editOf(event)?.content['m.new_content'] ?? event.content);

/** A file without a caption has its name as its text. */
function textOf({ body, url, filename }: Json): string {
	const isName = url !== undefined && (filename === undefined || filename === body);
	return isName ? '' : asText(body);
}

function filesIn(server: string, { url, filename, body, msgtype }: Json): SharedFile[] {
	const place = /^mxc:\/\/(.+)$/.exec(asText(url))?.[1];
	if (place === undefined) return [];
	const token = `access_token=${demoIds.aliceToken}`;
	return [
		{
			name: asText(filename) || asText(body) || 'File',
			url: `${server}/_matrix/client/v1/media/download/${place}?${token}`,
			isImage: msgtype === 'm.image',
		},
	];
}

function reactionsTo(event: RoomEvent): Post['reactions'] {
	const counts = new Map<string, number>();
	for (const { content } of childrenOf(event.room, event.id, 'm.annotation')) {
		const name = relationOf(content)?.key;
		if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	return [...counts].map(([name, count]) => ({ name, count }));
}

function nameOf({ users }: MatrixSandbox['state'], id: string): string {
	return users.get(id)?.displayname ?? id;
}
