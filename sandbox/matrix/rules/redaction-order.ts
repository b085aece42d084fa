import { badRequest, forbidden, notFound } from '../http/errors';
import type { Room } from '../state/room';
import type { State } from '../state/state';
import type { RoomEvent } from '../state/types';
import { actionLevel, userLevel } from './power';

/** Own events, and other people's with enough power (matrix.md §6). */
export function checkMayRedact(state: State, room: Room, user: string, target: string): void {
	const event = state.events.get(target);
	if (event?.type === 'm.room.create') throw forbidden('Redacting create events is not permitted');
	if (event && event.room !== room) throw badRequest('Cannot redact event from a different room');
	if (event?.type === 'm.room.server_acl')
		throw forbidden('Redacting server ACL events is not permitted');
	if (userLevel(room, user) >= actionLevel(room, 'redact', 50)) return;
	if (!event) throw notFound(`Could not find event ${target}`);
	if (event.sender !== user) throw forbidden("You don't have permission to redact events");
}

/** An event reports its first redaction. */
export function redact(state: State, redaction: RoomEvent, target: string): void {
	const event = state.events.get(target);
	if (event?.room === redaction.room && event.type !== 'm.room.create')
		event.redactedBy ??= redaction;
}
