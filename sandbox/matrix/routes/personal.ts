import type { Call } from '../http/call';
import { badRequest, Crash, forbidden, notFound } from '../http/errors';
import type { Route } from '../http/router';
import { route } from '../http/router';
import { isObject } from '../http/body';
import { visibleTo } from '../rules/visibility';
import { relationOf } from '../state/relation';
import type { Room } from '../state/room';
import type { Json } from '../state/types';
import { defaultPushRules } from '../views/push-rules';

/** What a user keeps: account data, tags, receipts, typing (matrix.md §6, matrix.md §9). */
export const personalRoutes: Route[] = [
	route('GET v3 /user/:user/account_data/:type', getAccountData),
	route('PUT v3 /user/:user/account_data/:type', putAccountData),
	route('GET v3 /user/:user/rooms/:room/account_data/:type', getRoomData),
	route('PUT v3 /user/:user/rooms/:room/account_data/:type', putRoomData),
	route('GET v3 /user/:user/rooms/:room/tags', ({ user, me, params }) => {
		if (params.user !== me) throw forbidden('Cannot get tags for other users.');
		return { tags: tagsOf(user.roomData.get(params.room)?.get('m.tag')?.content) };
	}),
	route('PUT v3 /user/:user/rooms/:room/tags/:tag', (call) => changeTag(call, call.body())),
	route('DELETE v3 /user/:user/rooms/:room/tags/:tag', (call) => changeTag(call, undefined)),
	// Account data by another name; the slash at the end belongs to it (spec).
	route('GET v3 /pushrules/', ({ me }) => ({ global: defaultPushRules(me) })),
	route('GET v3 /pushrules/global/', ({ me }) => defaultPushRules(me)),
	route('POST v3 /rooms/:room/receipt/:kind/:event', addReceipt),
	route('POST v3 /rooms/:room/read_markers', readMarkers),
	route('PUT v3 /rooms/:room/typing/:user', setTyping, { guests: true }),
	route('POST v3 /rooms/:room/report/:event', report),
];

const SERVERS_OWN = ['m.fully_read', 'm.push_rules'];

function getAccountData({ user, me, params }: Call): Json {
	if (params.user !== me) throw forbidden('Cannot get account data for other users.');
	if (params.type === 'm.push_rules') return { global: defaultPushRules(me) };
	const data = user.accountData.get(params.type);
	if (!data) throw notFound('Account data not found');
	return data.content;
}

function putAccountData({ state, user, me, params, body }: Call): Json {
	if (params.user !== me) throw forbidden('Cannot add account data for other users.');
	checkOwn(params.type);
	state.store(user.accountData, params.type, body());
	return {};
}

function checkOwn(type: string): void {
	if (SERVERS_OWN.includes(type))
		throw badRequest(`Cannot set ${type} through this API.`, 'M_BAD_JSON');
}

function getRoomData({ user, me, params }: Call): Json {
	if (params.user !== me) throw forbidden('Cannot get account data for other users.');
	const data = user.roomData.get(params.room)?.get(params.type);
	if (!data) throw notFound('Room account data not found');
	return data.content;
}

function putRoomData({ state, user, me, params, body }: Call): Json {
	if (params.user !== me) throw forbidden('Cannot add account data for other users.');
	if (!/^!./.test(params.room))
		throw badRequest(`${params.room} is not a valid room ID`, 'M_INVALID_PARAM');
	checkOwn(params.type);
	state.store(state.roomData(user, params.room), params.type, body());
	return {};
}

function tagsOf(content: Json | undefined): Json {
	return isObject(content?.tags) ? content.tags : {};
}

function changeTag({ state, user, me, params }: Call, tag: Json | undefined): Json {
	if (params.user !== me) throw forbidden('Cannot add tags for other users.');
	const data = state.roomData(user, params.room);
	const { [params.tag]: old, ...others } = tagsOf(data.get('m.tag')?.content);
	void old;
	state.store(data, 'm.tag', { tags: { ...others, ...(tag && { [params.tag]: tag }) } });
	return {};
}

function report({ body, state, user, params }: Call): Json {
	const { reason = '', score = 0 } = body();
	if (typeof reason !== 'string') throw badRequest("Param 'reason' must be a string", 'M_BAD_JSON');
	if (!Number.isInteger(score)) throw badRequest("Param 'score' must be an integer", 'M_BAD_JSON');
	const event = state.rooms.get(params.room)?.find(params.event);
	if (!event || visibleTo(user, [event]).length === 0)
		throw notFound("Unable to report event: it does not exist or you aren't able to see it.");
	return {};
}

const KINDS = ['m.read.private', 'm.fully_read', 'm.read'];

function addReceipt(call: Call): Json {
	const { params } = call;
	if (!/^!./.test(params.room) || !params.event.startsWith('$'))
		throw badRequest('A valid room ID and event ID must be specified');
	if (!KINDS.includes(params.kind)) throw badRequest(`Receipt type must be ${KINDS.join(', ')}`);
	const body = call.body();
	const room = call.state.rooms.get(params.room);
	const thread = body.thread_id;
	if (thread !== undefined) {
		if (typeof thread !== 'string' || thread === '')
			throw badRequest('thread_id field must be a non-empty string', 'M_INVALID_PARAM');
		if (params.kind === 'm.fully_read')
			throw badRequest(
				'thread_id is not compatible with m.fully_read receipts.',
				'M_INVALID_PARAM',
			);
		if (!isInThread(room, params.event, thread))
			throw badRequest(
				`event_id ${params.event} is not related to thread ${thread}`,
				'M_INVALID_PARAM',
			);
	}
	if (params.kind === 'm.fully_read') markRead(call, params.event);
	else keepReceipt(call, params.kind, params.event, thread);
	return {};
}

function isInThread(room: Room | undefined, id: string, thread: string): boolean {
	const event = room?.find(id);
	const relation = event && relationOf(event.content);
	const own = relation?.type === 'm.thread' ? relation.parent : undefined;
	return thread === 'main' ? own === undefined : own === thread || id === thread;
}

/** One for an unknown event is silently dropped (matrix.md §6). */
function keepReceipt(
	{ state, me, params }: Call,
	kind: string,
	event: string,
	thread?: string,
): void {
	const room = state.rooms.get(params.room);
	if (!room?.find(event) || room.membership(me) !== 'join') return;
	const other = room.receipts.findIndex(
		(known) => known.user === me && known.kind === kind && known.thread === thread,
	);
	if (other >= 0) {
		const before = room.find(room.receipts[other].event);
		if (before && before.stream >= (room.find(event)?.stream ?? 0)) return;
		room.receipts.splice(other, 1);
	}
	const receipt = { user: me, kind, event, ts: state.now(), at: state.advance('receipt') };
	room.receipts.push({ ...receipt, ...(thread !== undefined && { thread }) });
}

function markRead({ state, user, params }: Call, event: string): void {
	state.store(state.roomData(user, params.room), 'm.fully_read', { event_id: event });
}

function readMarkers(call: Call): Json {
	const body = call.body();
	for (const kind of KINDS) {
		const event = body[kind];
		if (typeof event !== 'string') continue;
		if (kind === 'm.fully_read') markRead(call, event);
		else keepReceipt(call, kind, event);
	}
	return {};
}

const DEFAULT_TYPING_MS = 30_000;
const LONGEST_TYPING_MS = 120_000;

function setTyping({ state, me, params, body }: Call): Json {
	const { typing, timeout } = body();
	if (typing === undefined || !['number', 'undefined'].includes(typeof timeout)) throw new Crash();
	if (params.user !== me) throw badRequest("Cannot set another user's typing state", 'M_FORBIDDEN');
	const room = state.rooms.get(params.room);
	if (room?.membership(me) !== 'join') throw forbidden(`User ${me} not in room ${params.room}`);
	const ms = typeof timeout === 'number' ? Math.min(timeout, LONGEST_TYPING_MS) : DEFAULT_TYPING_MS;
	if (typing) {
		const isKnown = (room.typing.get(me) ?? 0) > state.now();
		room.typing.set(me, state.now() + ms);
		if (!isKnown) room.typingAt = state.advance('typing');
		setTimeout(() => stop(), ms).unref();
	} else if (room.typing.delete(me)) room.typingAt = state.advance('typing');
	return {};
	function stop() {
		if (!room || (room.typing.get(me) ?? Infinity) > state.now()) return;
		room.typing.delete(me);
		room.typingAt = state.advance('typing');
	}
}
