import { forbidden } from '../http/errors';
import type { Room } from '../state/room';
import type { State } from '../state/state';
import type { RoomEvent } from '../state/types';
import { actionLevel, userLevel } from './power';

/** Own events, and those of others with the power for it (matrix.md §6). */
export function checkMayRedact(state: State, room: Room, user: string, target: string): void {
	const event = state.events.get(target);
	if (event?.room === room && event.sender === user) return;
	if (userLevel(room, user) >= actionLevel(room, 'redact', 50)) return;
	throw forbidden("You don't have permission to redact events");
}

/** The first redaction of an event is the one that it tells of. */
export function redact(state: State, redaction: RoomEvent, target: string): void {
	const event = state.events.get(target);
	if (event?.room === redaction.room && event.type !== 'm.room.create')
		event.redactedBy ??= redaction;
}
