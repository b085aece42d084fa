import type { SyncFilter } from '../rules/filter';
import type { Room } from '../state/room';
import type { RoomEvent, StateMap } from '../state/types';
import type { Timeline } from './timeline';

interface Span {
	room: Room;
	filter: SyncFilter;
	timeline: Timeline;
	/** Nothing was sent before. */
	isFull: boolean;
	since: number;
	until: number;
}

/** The state that a client needs besides the timeline (matrix.md §10). */
export function stateDelta({ room, filter, timeline, isFull, since, until }: Span): RoomEvent[] {
	if (filter.state.blocksAll) return [];
	const first = timeline.events.at(0);
	const last = timeline.events.at(-1);
	const told: StateMap = isFull ? new Map<string, RoomEvent>() : room.stateAt(since);
	const end = isFull ? (last?.after ?? room.stateAt(until)) : room.stateAt(until);
	const start = isFull || timeline.limited ? (first?.before ?? room.stateAt(until)) : told;
	const senders = new Set(timeline.events.map(({ sender }) => sender));
	const shown = new Set(timeline.events);
	const known = new Set(told.values());
	const needed = new Set([...start.values(), ...end.values()]);
	return [...needed].filter((event) => {
		if (shown.has(event)) return false;
		if (filter.isLazy && event.type === 'm.room.member')
			return senders.has(event.stateKey ?? '') && (isFull || !known.has(event) || timeline.limited);
		return !known.has(event);
	});
}
