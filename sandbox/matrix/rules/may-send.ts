import { badRequest, forbidden } from '../http/errors';
import type { Room } from '../state/room';
import { sendLevel, userLevel } from './power';

/** Whether a user may put an event into a room: being in it, and having the power. */
export function checkMaySend(room: Room, user: string, type: string, stateKey?: string): void {
	if (room.membership(user) !== 'join') throw forbidden(`User ${user} not in room ${room.id}`);
	const needed = sendLevel(room, type, stateKey !== undefined);
	const own = userLevel(room, user);
	if (own < needed)
		throw forbidden(
			`You don't have permission to post that to the room. user_level (${own}) < send_level (${needed})`,
		);
	if (stateKey?.startsWith('@') && stateKey !== user)
		throw forbidden('You are not allowed to set others state');
}

/** Types that only make sense as state (matrix.md [167]). */
const STATE_ONLY = [
	...['m.room.aliases', 'm.room.canonical_alias', 'm.room.create', 'm.room.join_rules'],
	...['m.room.power_levels', 'm.room.name', 'm.room.topic', 'm.room.avatar', 'm.room.tombstone'],
	...['m.room.history_visibility', 'm.room.encryption', 'm.room.guest_access', 'm.room.server_acl'],
	...['m.room.third_party_invite', 'm.room.related_groups', 'm.room.pinned_events'],
];

export function checkKind(type: string, isState: boolean): void {
	if (!isState && STATE_ONLY.includes(type)) throw badRequest(`'${type}' must be state events`);
}
