import type { SyncFilter } from '../rules/filter';
import { visibleTo } from '../rules/visibility';
import type { Room } from '../state/room';
import type { RoomEvent, User } from '../state/types';

export interface Timeline {
	events: RoomEvent[];
	/** The position before the first of them in the event stream. */
	before: number;
	limited: boolean;
}

export interface Span {
	room: Room;
	user: User;
	filter: SyncFilter;
	/** What is new since the last sync; empty at the first. */
	recent?: RoomEvent[];
	/** Where to continue backwards. */
	upTo: number;
	/** Where the last sync ended; the beginning of a newly joined room. */
	since?: number;
	isNew: boolean;
}

const REPEATS = 5;

/** The events of a room that a sync shows, and whether some are left out (matrix.md §10). */
export function timelineOf(span: Span): Timeline {
	const { room, user, filter, recent, upTo, since, isNew } = span;
	const most = filter.limit;
	const wanted = (events: RoomEvent[]) =>
		visibleTo(
			user,
			events.filter(
				(event) => filter.room.allowsEvent(event) && filter.timeline.allowsEvent(event),
			),
		);
	let limited = recent === undefined || isNew || recent.length > most;
	let events = wanted(recent ?? []);
	if (!limited || filter.timeline.blocksAll)
		return { events, before: events.length ? events[0].stream - 1 : upTo, limited: false };
	const batch = Math.max(most * 2, 10);
	let end = upTo;
	for (let i = 0; limited && events.length < most && i < REPEATS; i++) {
		const from = isNew ? 0 : (since ?? 0);
		const older = room.events.filter(({ stream }) => stream <= end && stream > from);
		limited = older.length > batch;
		const page = older.slice(-batch);
		events = [...wanted(page), ...events];
		end = page.length ? page[0].stream - 1 : end;
	}
	let before = upTo;
	if (events.length > most) {
		limited = true;
		events = most ? events.slice(-most) : [];
		before = events.length ? events[0].stream - 1 : before;
	}
	return { events, before, limited: limited || isNew };
}
