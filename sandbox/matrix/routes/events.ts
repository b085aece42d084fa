import type { Call } from '../http/call';
import { checkCanonical } from '../http/body';
import { badRequest, notFound } from '../http/errors';
import type { Route } from '../http/router';
import { route } from '../http/router';
import type { Action } from '../rules/member';
import { changeMember, checkUserId, knownRoom } from '../rules/member';
import { once } from '../rules/once';
import { readable } from '../rules/room-access';
import { checkNotSuspended, send } from '../rules/send';
import type { Json } from '../state/types';
import { fullEvent, modernEvent } from '../views/event';

/** Writing into rooms, and their state (matrix.md §4, matrix.md §5). */
export const eventRoutes: Route[] = [
	route('PUT v3 /rooms/:room/send/:type/:key', (call) => once(call, () => sendMessage(call)), {
		guests: true,
	}),
	route('POST v3 /rooms/:room/send/:type', sendMessage, { guests: true }),
	route('PUT v3 /rooms/:room/redact/:event/:key', (call) => once(call, () => sendRedaction(call))),
	route('POST v3 /rooms/:room/redact/:event', sendRedaction),
	route('GET v3 /rooms/:room/state', wholeState, { guests: true }),
	route('GET v3 /rooms/:room/state/:type', oneState, { guests: true }),
	route('GET v3 /rooms/:room/state/:type/:key', oneState, { guests: true }),
	route('PUT v3 /rooms/:room/state/:type', putState),
	route('PUT v3 /rooms/:room/state/:type/:key', putState),
];

async function sendMessage(call: Call): Promise<Json> {
	const { room, type, key } = call.params as { room: string; type: string; key?: string };
	const event = await send(call, { room, type, key, content: call.body() });
	return { event_id: event.id };
}

async function sendRedaction(call: Call): Promise<Json> {
	const { room, event: target, key } = call.params as { room: string; event: string; key?: string };
	const content = call.body();
	const known = call.state.rooms.get(room);
	if (!known) throw notFound(`Could not find room_version for ${room}`);
	const isNew = Number(known.version) >= 11;
	if (isNew && 'redacts' in content && content.redacts !== target)
		throw badRequest(
			'Cannot provide a redacts value incoherent with the event_id of the URL parameter',
			'M_INVALID_PARAM',
		);
	const inContent = isNew ? { redacts: target } : {};
	const event = await send(call, {
		room,
		type: 'm.room.redaction',
		content: { ...content, ...inContent },
		key,
		redacts: target,
	});
	return { event_id: event.id };
}

function wholeState(call: Call): Json[] {
	const { state, until } = { ...readable(call.state, call.params.room, call.me) };
	const view = { state: call.state, requester: call.requester };
	return [...state.values()].filter(() => until > 0).map((event) => fullEvent(event, view));
}

function oneState(call: Call): Json {
	const { room: id, type, key = '' } = call.params as { room: string; type: string; key?: string };
	const format = call.query.oneOf('format', ['content', 'event']);
	const { room, state } = readable(call.state, id, call.me);
	const event = room.stateEvent(type, key, state);
	if (!event) throw notFound();
	const view = { state: call.state, requester: call.requester };
	return format === 'event' ? modernEvent(event, view) : event.content;
}

const ACTIONS: Action[] = ['join', 'leave', 'invite', 'ban', 'knock'];

async function putState(call: Call): Promise<Json> {
	const { room, type, key = '' } = call.params as { room: string; type: string; key?: string };
	const content = call.body();
	if (type !== 'm.room.member') {
		const event = await send(call, { room, type, content, stateKey: key });
		return { event_id: event.id };
	}
	checkNotSuspended(call);
	const { membership } = content;
	if (typeof membership !== 'string') throw badRequest('Invalid membership (must be a string)');
	const action = [...ACTIONS, 'kick', 'unban'].find((name) => name === membership);
	checkCanonical(content);
	const target = checkUserId(key);
	if (!action) throw badRequest('Invalid membership key');
	const known = knownRoom(call.state, room, action as Action);
	await call.server.limiter.take('message', call.me);
	const event = changeMember(call.state, {
		room: known,
		actor: call.me,
		target,
		action: action as Action,
		content,
	});
	return { event_id: event.id };
}
