import type { Json } from '../state/types';
import type { Round } from './round';
import { newlyJoined, newlyLeft } from './round';

/** Whose devices a client has to look up again, and whose it may forget (matrix.md [327, 323]). */
export function deviceLists(round: Round, members: { came: Set<string>; left: Set<string> }): Json {
	const { state, requester, since } = round;
	if (!since) return {};
	const me = requester.user.id;
	const joined = state.joinedRooms(me);
	const shared = new Set([me, ...joined.flatMap((room) => usersIn(room.members('join')))]);
	const changed = new Set(members.came);
	const left = new Set(members.left);
	for (const { user, at } of state.deviceChanges)
		if (at > since.device && shared.has(user)) changed.add(user);
	for (const room of state.rooms.values()) {
		if (!round.filter.room.allowsRoom(room.id) || round.filter.room.blocksAll) continue;
		const users = usersIn(room.members('join'));
		if (newlyJoined(round, room)) for (const user of users) changed.add(user);
		if (newlyLeft(round, room)) for (const user of users) left.add(user);
	}
	for (const user of left) if (shared.has(user)) left.delete(user);
	return {
		...(changed.size && { changed: [...changed] }),
		...(left.size && { left: [...left] }),
	};
}

function usersIn(members: Array<{ stateKey?: string }>): string[] {
	return members.flatMap(({ stateKey }) => stateKey ?? []);
}
