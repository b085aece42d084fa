import type { Call } from '../http/call';
import { Crash, forbidden } from '../http/errors';
import { append } from '../state/append';
import type { Room } from '../state/room';
import type { State } from '../state/state';
import type { Json, RoomEvent } from '../state/types';
import { canonical } from '../http/body';
import { checkAlias } from './aliases';
import { checkContent, checkSize } from './content';
import { checkMaySend } from './may-send';
import { checkPowerChange } from './power-change';
import { checkMayRedact, redact } from './redaction-order';
import { checkRelation } from './relations';

/** A room to write to; a room that does not exist counts as one that the user is not in. */
export function roomOf(state: State, id: string, user: string): Room {
	const room = state.rooms.get(id);
	if (room?.membership(user) === 'join') return room;
	throw forbidden(`User ${user} not in room ${id}`);
}

export function checkNotSuspended(call: Call): void {
	if (call.user.standing !== 'suspended') return;
	throw forbidden(
		'Sending messages while account is suspended is not allowed.',
		'M_USER_SUSPENDED',
	);
}

interface Draft {
	room: string;
	type: string;
	content: Json;
	stateKey?: string;
	key?: string;
	redacts?: string;
}

/** Sends an event for a user, after all checks (matrix.md §5). */
export async function send(call: Call, draft: Draft): Promise<RoomEvent> {
	const { state, server, me } = call;
	const { type, content, stateKey } = draft;
	checkNotSuspended(call);
	if (type === 'm.room.member')
		throw new Crash('Tried to send member event through non-member codepath');
	await server.limiter.take('message', me, true);
	const room = roomOf(state, draft.room, me);
	const envelope = { type, sender: me, room, stateKey };
	checkContent(envelope, content);
	if (type === 'm.room.canonical_alias') checkAlias(state, room, content);
	if (stateKey === undefined) checkRelation(state, room, me, type, content);
	checkSize(envelope, content);
	checkMaySend(room, me, type, stateKey);
	if (type === 'm.room.power_levels') checkPowerChange(room, me, content);
	const redacts = draft.redacts ?? (type === 'm.room.redaction' ? content.redacts : undefined);
	const target = typeof redacts === 'string' ? redacts : undefined;
	if (target !== undefined) checkMayRedact(state, room, me, target);
	const same = stateKey === undefined ? undefined : room.stateEvent(type, stateKey);
	if (same?.sender === me && canonical(same.content) === canonical(content)) return same;
	await server.limiter.take('message', me);
	const ts = call.requester.session.service ? call.query.integer('ts') : undefined;
	const event = append(state, room, {
		type,
		sender: me,
		content,
		stateKey,
		...(ts !== undefined && { ts }),
		...(target !== undefined && { redacts: target }),
		sentBy: { device: call.requester.device, key: draft.key },
	});
	if (target !== undefined) redact(state, event, target);
	return event;
}
