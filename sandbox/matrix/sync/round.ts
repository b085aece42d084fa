import type { Requester } from '../http/call';
import type { SyncFilter } from '../rules/filter';
import type { Room } from '../state/room';
import type { Positions, State } from '../state/state';
import type { View } from '../views/view';

/** What one answer of /sync is for. */
export interface Round {
	state: State;
	requester: Requester;
	filter: SyncFilter;
	since: Positions | undefined;
	now: Positions;
	fullState: boolean;
	view: View;
}

function changesOf({ requester, since }: Round, room: Room) {
	return room.events.filter(
		(event) =>
			event.type === 'm.room.member' &&
			event.stateKey === requester.user.id &&
			event.stream > (since?.room ?? 0),
	);
}

function wasJoined({ requester, since }: Round, room: Room): boolean {
	return !!since && room.membership(requester.user.id, room.stateAt(since.room)) === 'join';
}

/** Joined since the last sync, whatever happened after that. */
export function newlyJoined(round: Round, room: Room): boolean {
	const joined = changesOf(round, room).some(({ content }) => content.membership === 'join');
	return !!round.since && joined && !wasJoined(round, room);
}

/** Was in the room at some time since the last sync and no longer is. */
export function newlyLeft(round: Round, room: Room): boolean {
	if (!round.since || room.membership(round.requester.user.id) === 'join') return false;
	return wasJoined(round, room) || newlyJoined(round, room);
}
