import { eventId, letters } from './ids';
import { Room, stateKeyOf } from './room';
import type { State } from './state';
import type { Json, RoomEvent } from './types';

export interface NewEvent {
	type: string;
	sender: string;
	content: Json;
	stateKey?: string;
	ts?: number;
	redacts?: string;
	sentBy?: RoomEvent['sentBy'];
}

/** Appends an event to a room; permission is checked before. */
export function append(state: State, room: Room, draft: NewEvent): RoomEvent {
	const ts = draft.ts ?? state.now();
	const isCreate = draft.type === 'm.room.create' && room.hasCreatorPower;
	const event: RoomEvent = {
		...draft,
		id: isCreate ? `$${room.id.slice(1)}` : eventId([room.id, draft.type, draft.content, ts]),
		room,
		ts,
		stream: 0,
		depth: room.events.length + 1,
		before: room.state,
		after: room.state,
	};
	if (draft.stateKey !== undefined) {
		const key = stateKeyOf(draft.type, draft.stateKey);
		event.replaces = room.state.get(key);
		event.after = new Map(room.state).set(key, event);
		room.state = event.after;
	}
	event.stream = state.advance('room');
	room.add(event);
	state.events.set(event.id, event);
	state.stream.push(event);
	state.onEvent?.(event);
	return event;
}

/** A room without events; in version 12 its ID is the hash of its first event. */
export function newRoom(state: State, version: string, creator: string, id?: string): Room {
	const opaque =
		Number(version) >= 12 ? eventId(['room']).slice(1) : `${letters(18)}:${state.name}`;
	const room = new Room(id ?? `!${opaque}`, version, creator);
	state.rooms.set(room.id, room);
	return room;
}
