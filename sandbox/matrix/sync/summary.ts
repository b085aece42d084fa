import type { Room } from '../state/room';
import type { Json, RoomEvent } from '../state/types';

const HEROES = 5;

export interface Summary {
	shown: Json;
	/** Members whose names a client needs to name the room. */
	heroes: RoomEvent[];
}

/** The members of a room; names some of them only if the room has no name (matrix.md §4). */
export function summaryOf(room: Room, me: string): Summary {
	const [joined, invited] = [room.members('join'), room.members('invite')];
	const counts = {
		'm.joined_member_count': joined.length,
		'm.invited_member_count': invited.length,
	};
	const named =
		!!room.content('m.room.name')?.name || !!room.content('m.room.canonical_alias')?.alias;
	if (named) return { shown: counts, heroes: [] };
	const heroes = heroesOf(room, me);
	return { shown: { ...counts, 'm.heroes': heroes.map(({ stateKey }) => stateKey) }, heroes };
}

/** The members by whom a room without a name is called. */
export function heroesOf(room: Room, me: string): RoomEvent[] {
	const [joined, invited] = [room.members('join'), room.members('invite')];
	const others = (members: RoomEvent[]) =>
		members.filter(({ stateKey }) => stateKey !== me).sort((a, b) => a.stream - b.stream);
	const present = [...others(joined), ...others(invited)];
	const past = [...others(room.members('leave')), ...others(room.members('ban'))];
	return (present.length ? present : past).slice(0, HEROES);
}
