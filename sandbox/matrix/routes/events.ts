import type { Call } from '../http/call';
import { checkCanonical } from '../http/body';
import { notFound } from '../http/errors';
import type { Route } from '../http/router';
import { route } from '../http/router';
import { changeMember } from '../rules/member';
import type { Action } from '../rules/member';
import { once } from '../rules/once';
import { readable } from '../rules/room-access';
import { checkNotSuspended, send } from '../rules/send';
import { badRequest } from '../http/errors';
import type { Json } from '../state/types';
import { modernEvent } from '../views/event';
import { fullEvent } from '../views/event';

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
	if (!call.state.events.has(target)) throw notFound(`Could not find event ${target}`);
	const inContent = Number(known.version) >= 11 ? { redacts: target } : {};
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
	const { room, state } = readable(call.state, id, call.me);
	const event = room.stateEvent(type, key, state);
	if (!event) throw notFound();
	const view = { state: call.state, requester: call.requester };
	return call.query.string('format') === 'event' ? modernEvent(event, view) : event.content;
}

const ACTIONS: Record<string, Action> = {
	join: 'join',
	leave: 'leave',
	invite: 'invite',
	ban: 'ban',
	knock: 'knock',
};

async function putState(call: Call): Promise<Json> {
	const { room, type, key = '' } = call.params as { room: string; type: string; key?: string };
	const content = call.body();
	if (type !== 'm.room.member') {
		const event = await send(call, { room, type, content, stateKey: key });
		return { event_id: event.id };
	}
	checkNotSuspended(call);
	const { membership } = content;
	const action = typeof membership === 'string' ? ACTIONS[membership] : undefined;
	if (!action) throw badRequest('Invalid membership');
	checkCanonical(content);
	const { room: known } = readable(call.state, room, call.me);
	await call.server.limiter.take('message', call.me);
	const event = changeMember(call.state, {
		room: known,
		actor: call.me,
		target: key,
		action,
		content,
	});
	return { event_id: event.id };
}
