import { forbidden } from '../http/errors';
import type { Room } from '../state/room';
import type { State } from '../state/state';
import type { StateMap } from '../state/types';

export interface Access {
	room: Room;
	/** The readable state: for somebody who left, as of leaving. */
	state: StateMap;
	/** The last readable position in the stream. */
	until: number;
	membership: string;
}

/** What a user may read of a room: as a member, a former member, or anybody if it is world-readable. */
export function readable(state: State, id: string, user: string): Access {
	const room = state.rooms.get(id);
	const membership = room?.membership(user);
	if (room && membership === 'join')
		return { room, state: room.state, until: Infinity, membership };
	if (room && (membership === 'leave' || membership === 'ban')) {
		const event = room.stateEvent('m.room.member', user);
		const was = room.events.some(
			(e) => e.type === 'm.room.member' && e.stateKey === user && e.content.membership === 'join',
		);
		if (event && was && !room.forgottenBy.has(user) && !isWorldReadable(room))
			return { room, state: event.after, until: event.stream, membership };
	}
	if (room && isWorldReadable(room))
		return { room, state: room.state, until: Infinity, membership: membership ?? 'leave' };
	throw forbidden(`User ${user} not in room ${id}, and room previews are disabled`);
}

export function isWorldReadable(room: Room): boolean {
	const content = room.content('m.room.history_visibility');
	return content?.history_visibility === 'world_readable';
}
