import { isObject } from '../http/body';
import type { Room } from '../state/room';
import { localpartOf } from '../state/ids';
import type { Json, RoomEvent, User } from '../state/types';
import { userLevel } from './power';
import { relationOf } from '../state/relation';

export interface Counts {
	notification_count: number;
	highlight_count: number;
}

/** How an event notifies a user under the default rules. */
function attention(event: RoomEvent, user: User): 'none' | 'notify' | 'highlight' {
	const { type, content, room, sender } = event;
	if (sender === user.id) return 'none';
	const relation = relationOf(content);
	if (content.msgtype === 'm.notice') return 'none';
	if (type === 'm.room.member')
		return content.membership === 'invite' && event.stateKey === user.id ? 'notify' : 'none';
	const mentions = content['m.mentions'];
	if (isObject(mentions)) {
		if (Array.isArray(mentions.user_ids) && mentions.user_ids.includes(user.id)) return 'highlight';
		if (mentions.room === true && mayCallRoom(room, sender)) return 'highlight';
	} else if (namesUser(content, user) || callsRoom(event)) return 'highlight';
	if (type === 'm.room.tombstone' && event.stateKey === '') return 'highlight';
	if (type === 'm.reaction' || type === 'm.room.server_acl') return 'none';
	if (relation?.type === 'm.replace') return 'none';
	return type === 'm.room.message' || type === 'm.room.encrypted' ? 'notify' : 'none';
}

/** Only if the sender did not say who is mentioned (matrix.md §5). */
function namesUser(content: Json, user: User): boolean {
	if (typeof content.body !== 'string') return false;
	const names = [user.displayname, localpartOf(user.id)].filter((name) => !!name) as string[];
	const words = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return words.some((word) =>
		new RegExp(`(^|\\W)${word}(\\W|$)`, 'i').test(content.body as string),
	);
}

function callsRoom({ content, room, sender }: RoomEvent): boolean {
	return (
		typeof content.body === 'string' &&
		/(^|\W)@room(\W|$)/i.test(content.body) &&
		mayCallRoom(room, sender)
	);
}

function mayCallRoom(room: Room, sender: string): boolean {
	const notifications = room.content('m.room.power_levels')?.notifications;
	const needed = isObject(notifications) ? Number(notifications.room ?? 50) : 50;
	return userLevel(room, sender) >= needed;
}

/** From where on events are unread: the last receipt, or the user's own join. */
function readUntil(room: Room, user: User): number {
	const joined = room.stateEvent('m.room.member', user.id)?.stream ?? 0;
	const read = room.receipts
		.filter(({ user: who, kind, thread }) => {
			// A threaded receipt does not lower the counts at once (matrix.md [204]).
			const counts = kind === 'm.read' || kind === 'm.read.private';
			return who === user.id && counts && (thread === undefined || thread === 'main');
		})
		.map(({ event }) => room.find(event)?.stream ?? 0);
	return Math.max(joined, ...read);
}

/** The unread counts of a room, with its threads counted separately. */
export function unreadCounts(
	room: Room,
	user: User,
): { main: Counts; threads: Record<string, Counts> } {
	const main = { notification_count: 0, highlight_count: 0 };
	const threads: Record<string, Counts> = {};
	const until = readUntil(room, user);
	for (const event of room.events) {
		if (event.stream <= until || event.redactedBy) continue;
		const result = attention(event, user);
		if (result === 'none') continue;
		const relation = relationOf(event.content);
		const counts =
			relation?.type === 'm.thread'
				? (threads[relation.parent] ??= { notification_count: 0, highlight_count: 0 })
				: main;
		counts.notification_count++;
		if (result === 'highlight') counts.highlight_count++;
	}
	return { main, threads };
}
