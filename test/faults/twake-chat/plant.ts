import { demoIds } from '../../../sandbox/matrix';
import type { MatrixSandbox } from '../../../sandbox/matrix';
import { append, newRoom } from '../../../sandbox/matrix/state/append';
import type { Json, RoomEvent } from '../../../sandbox/matrix/state/types';

interface Planted {
	room?: string;
	from?: string;
	type?: string;
	stateKey?: string;
}

/** What somebody has put into a room; its ID. */
export function plant({ state }: MatrixSandbox, content: Json, given: Planted = {}): string {
	const { room = demoIds.support, from = demoIds.alice, type = 'm.room.message', stateKey } = given;
	return append(state, state.rooms.get(room)!, { type, sender: from, content, stateKey }).id;
}

export const text = (body: string): Json => ({ msgtype: 'm.text', body });

/** Events of a room that nobody has redacted. */
export function eventsOf(
	{ state }: MatrixSandbox,
	type: string,
	room: string = demoIds.support,
): RoomEvent[] {
	const { events } = state.rooms.get(room)!;
	return events.filter((event) => event.type === type && !event.redactedBy);
}

export const relationOf = ({ content }: RoomEvent): Json => (content['m.relates_to'] ?? {}) as Json;

/** A room of Alice in which the bot may do everything, if it is in it. */
export function plantRoom(
	world: MatrixSandbox,
	id: string,
	memberships: Record<string, string>,
): void {
	const { alice, bot } = demoIds;
	newRoom(world.state, '11', alice, id);
	const put = (type: string, content: Json, stateKey = '') =>
		plant(world, content, { room: id, type, stateKey });
	put('m.room.create', { room_version: '11' });
	put('m.room.member', { membership: 'join' }, alice);
	put('m.room.power_levels', { users: { [alice]: 100, [bot]: 100 }, users_default: 0 });
	put('m.room.join_rules', { join_rule: 'invite' });
	put('m.room.history_visibility', { history_visibility: 'shared' });
	for (const [user, membership] of Object.entries(memberships)) {
		put('m.room.member', { membership }, user);
	}
}
