import { forbidden } from '../http/errors';
import type { Room } from '../state/room';
import { sendLevel, userLevel } from './power';

/** Whether a user may send an event to a room: membership and power level. */
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
