import type { Call } from '../http/call';
import { isObject } from '../http/body';
import { badRequest, Crash, MatrixError, notFound } from '../http/errors';
import type { Route } from '../http/router';
import { route } from '../http/router';
import { EventFilter } from '../rules/filter';
import type { Access } from '../rules/room-access';
import { readable } from '../rules/room-access';
import { visibleTo } from '../rules/visibility';
import type { Json, RoomEvent } from '../state/types';
import { BEGINNING, endOfRoom, placeIn, placeToken } from '../sync/tokens';
import type { Place } from '../sync/tokens';
import { fullEvent } from '../views/event';

/** Reading what was said (matrix.md §8). */
export const historyRoutes: Route[] = [
	route('GET v3 /rooms/:room/messages', messages, { guests: true }),
	route('GET v3 /rooms/:room/event/:event', oneEvent, { guests: true }),
	route('GET v3 /rooms/:room/context/:event', context, { guests: true }),
	route('GET v1 /rooms/:room/timestamp_to_event', atTime),
	route('GET v3 /rooms/:room/aliases', ({ state, params, me }) => {
		const { room } = readable(state, params.room, me);
		const aliases = [...state.aliases].filter(([, entry]) => entry.room === room.id);
		return { aliases: aliases.map(([alias]) => alias) };
	}),
];

const DEFAULT_LIMIT = 10;
const MOST = 1000;

/** A stored filter cannot be named here: its number is a JSON value, and zero is no filter. */
function filterOf(call: Call): EventFilter {
	const text = call.query.string('filter');
	if (text === undefined) return new EventFilter();
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw badRequest('Query parameter filter must be a valid JSON object', 'M_NOT_JSON');
	}
	if (!value) return new EventFilter();
	if (!isObject(value)) throw new Crash();
	return new EventFilter(value);
}

/** From where to where: without a start, the end or the beginning of the room. */
function endsOf({ query }: Call, { room, until }: Access): { from: Place; to?: Place } {
	const to = placeIn(query, 'to');
	const given = placeIn(query, 'from');
	if (given) return { from: given, to };
	if (query.string('dir') !== 'b') return { from: BEGINNING, to };
	const last = room.events.findLast(({ stream }) => stream <= until);
	return { from: endOfRoom(last?.depth ?? 0, last?.stream ?? 0), to };
}

function messages(call: Call): Json {
	const { query } = call;
	const limit = query.integer('limit') ?? DEFAULT_LIMIT;
	const dir = query.oneOf('dir', ['b', 'f']) ?? 'f';
	const filter = filterOf(call);
	const access = readable(call.state, call.params.room, call.me);
	const { from, to } = endsOf(call, access);
	const start = placeToken(from);
	const between = access.room.events.filter(
		({ stream }) =>
			stream <= access.until &&
			(dir === 'b'
				? stream <= from.stream && stream > (to?.stream ?? 0)
				: stream > from.stream && stream <= (to?.stream ?? Infinity)),
	);
	if (dir === 'b') between.reverse();
	const page = between.filter((event) => filter.allowsEvent(event)).slice(0, Math.min(limit, MOST));
	const last = page.at(-1);
	// An empty page has no continuation, unless nothing was requested (matrix.md §8).
	if (!last) return { chunk: [], start, ...(limit === 0 && { end: start }) };
	const shown = visibleTo(call.user, page);
	const lazy = filter.flag('lazy_load_members') ? membersFor(call, access, shown) : undefined;
	const stream = dir === 'b' ? last.stream - 1 : last.stream;
	return {
		chunk: show(call, shown),
		start,
		end: placeToken({ depth: last.depth, stream, rest: from.rest }),
		...(lazy && { state: lazy }),
	};
}

function membersFor(call: Call, { room }: Access, events: RoomEvent[]): Json[] {
	const senders = [...new Set(events.map(({ sender }) => sender))];
	const found = senders
		.map((id) => room.stateEvent('m.room.member', id))
		.filter((event) => !!event);
	const view = { state: call.state, requester: call.requester };
	return found.map((event) => fullEvent(event, view));
}

function show(call: Call, events: RoomEvent[]): Json[] {
	const view = { state: call.state, requester: call.requester, membership: true, bundles: true };
	return events.map((event) => fullEvent(event, view));
}

function visibleEvent(call: Call): RoomEvent {
	const event = call.state.events.get(call.params.event);
	if (event?.room.id !== call.params.room) throw notFound();
	if (!visibleTo(call.user, [event]).length) throw notFound();
	return event;
}

function oneEvent(call: Call): Json {
	try {
		readable(call.state, call.params.room, call.me);
	} catch (error) {
		if (error instanceof MatrixError && error.status === 403) throw notFound();
		throw error;
	}
	return show(call, [visibleEvent(call)])[0];
}

function context(call: Call): Json {
	const limit = call.query.integer('limit') ?? DEFAULT_LIMIT;
	const { room } = readable(call.state, call.params.room, call.me);
	const event = visibleEvent(call);
	const filter = filterOf(call);
	const around = contextOf(
		call,
		event,
		Math.floor(limit / 2),
		limit - Math.floor(limit / 2),
		filter,
	);
	const last = around.after.at(-1) ?? event;
	const view = { state: call.state, requester: call.requester };
	const needed = new Set([event, ...around.before, ...around.after].map(({ sender }) => sender));
	const isLazy = filter.flag('lazy_load_members');
	const state = [...last.after.values()].filter(
		({ type, stateKey }) => !isLazy || type !== 'm.room.member' || needed.has(stateKey ?? ''),
	);
	void room;
	return {
		events_before: show(call, around.before),
		event: show(call, [event])[0],
		events_after: show(call, around.after),
		state: state.map((entry) => fullEvent(entry, view)),
		start: around.start,
		end: around.end,
	};
}

/** An event's neighbours, and the positions before and after them. */
export function contextOf(
	call: Call,
	event: RoomEvent,
	before: number,
	after: number,
	filter: EventFilter,
	rest = endOfRoom(0, 0).rest,
) {
	const all = event.room.events.filter((other) => filter.allowsEvent(other));
	const earlier = all.filter(({ stream }) => stream < event.stream).reverse();
	const later = all.filter(({ stream }) => stream > event.stream);
	const [first, last] = [earlier.slice(0, before), later.slice(0, after)];
	const [lowest, highest] = [first.at(-1), last.at(-1)];
	return {
		before: visibleTo(call.user, first),
		after: visibleTo(call.user, last),
		start: placeToken({
			depth: lowest?.depth ?? event.depth,
			stream: (lowest?.stream ?? event.stream) - 1,
			rest,
		}),
		end: placeToken({
			depth: highest?.depth ?? event.depth,
			stream: highest?.stream ?? event.stream,
			rest,
		}),
	};
}

function atTime(call: Call): Json {
	const { query } = call;
	const ts = query.integer('ts');
	if (ts === undefined)
		throw badRequest('Missing required integer query parameter ts', 'M_MISSING_PARAM');
	const dir = query.oneOf('dir', ['b', 'f']) ?? 'f';
	const { room } = readable(call.state, call.params.room, call.me);
	const event =
		dir === 'b'
			? room.events.findLast((candidate) => candidate.ts <= ts)
			: room.events.find((candidate) => candidate.ts >= ts);
	if (event) return { event_id: event.id, origin_server_ts: event.ts };
	const name = dir === 'b' ? 'Direction.BACKWARDS' : 'Direction.FORWARDS';
	throw notFound(`Unable to find event from ${ts} in direction ${name}`);
}
