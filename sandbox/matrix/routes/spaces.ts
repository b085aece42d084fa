import type { Call } from '../http/call';
import { badRequest, forbidden, notFound } from '../http/errors';
import type { Route } from '../http/router';
import { route } from '../http/router';
import { isAlias } from '../rules/aliases';
import { joinRule, mayJoinRestricted } from '../rules/member';
import { isWorldReadable } from '../rules/room-access';
import { letters } from '../state/ids';
import type { Room } from '../state/room';
import type { State } from '../state/state';
import type { Json, RoomEvent } from '../state/types';
import { listed } from './directory';

/** The rooms of a space, and summaries of rooms (matrix.md §4). */
export const spaceRoutes: Route[] = [
	route('GET v1 /rooms/:room/hierarchy', hierarchy),
	route('GET v1 /room_summary/:room', roomSummary, { open: false }),
];

const MOST = 50;

/** Whether a user may know that a room exists. */
function mayKnow(state: State, room: Room, user: string): boolean {
	const membership = room.membership(user);
	if (membership === 'join' || membership === 'invite') return true;
	if (['public', 'knock', 'knock_restricted'].includes(joinRule(room))) return true;
	return isWorldReadable(room) || mayJoinRestricted(state, room, user);
}

interface Walk {
	user: string;
	space: string;
	suggested: boolean;
	depth: number | undefined;
	/** Rooms still to show, in reverse order. */
	queue: Array<{ id: string; depth: number }>;
	seen: Set<string>;
}

const walks = new Map<string, Walk>();

function hierarchy(call: Call): Json {
	const { query, state, me, params } = call;
	const suggested = query.boolean('suggested_only') ?? false;
	const depth = query.integer('max_depth');
	const limit = Math.min(query.integer('limit') ?? MOST, MOST);
	if (limit < 1) throw badRequest("'limit' must be greater than 0", 'M_BAD_JSON');
	const root = state.rooms.get(params.room);
	if (!root || !mayKnow(state, root, me))
		throw forbidden(`User ${me} not in room ${params.room}, and room previews are disabled`);
	const walk = walkOf(query.string('from'), { user: me, space: root.id, suggested, depth });
	const rooms: Json[] = [];
	while (walk.queue.length && rooms.length < limit) {
		const next = walk.queue.pop();
		if (!next || walk.seen.has(next.id)) continue;
		walk.seen.add(next.id);
		const room = state.rooms.get(next.id);
		if (!room || !mayKnow(state, room, me)) continue;
		const children = childrenIn(room, suggested);
		rooms.push(entry(room, children));
		if (!isSpace(room) || next.depth >= (depth ?? Infinity)) continue;
		for (const { stateKey } of [...children].reverse())
			walk.queue.push({ id: stateKey ?? '', depth: next.depth + 1 });
	}
	return { rooms, ...(walk.queue.length && { next_batch: keep(walk) }) };
}

function walkOf(
	token: string | undefined,
	asked: Pick<Walk, 'user' | 'space' | 'suggested' | 'depth'>,
): Walk {
	if (token === undefined)
		return { ...asked, queue: [{ id: asked.space, depth: 0 }], seen: new Set() };
	const known = walks.get(token);
	const isSame =
		known?.user === asked.user &&
		known.space === asked.space &&
		known.suggested === asked.suggested &&
		known.depth === asked.depth;
	if (!isSame) throw badRequest('Unknown pagination token', 'M_INVALID_PARAM');
	return { ...known, queue: [...known.queue], seen: new Set(known.seen) };
}

function keep(walk: Walk): string {
	const token = letters(24);
	walks.set(token, walk);
	return token;
}

const isSpace = (room: Room) => room.content('m.room.create')?.type === 'm.space';

/** In the order of the space: those with an order first, then by time. */
function childrenIn(room: Room, suggested: boolean): RoomEvent[] {
	if (!isSpace(room)) return [];
	const children = [...room.state.values()].filter(
		({ type, content }) =>
			type === 'm.space.child' &&
			Array.isArray(content.via) &&
			(!suggested || content.suggested === true),
	);
	return children.sort((a, b) => {
		const [left, right] = [orderOf(a), orderOf(b)];
		if (left !== right && left !== undefined && right !== undefined) return left < right ? -1 : 1;
		if (left !== right) return left === undefined ? 1 : -1;
		return a.ts - b.ts || ((a.stateKey ?? '') < (b.stateKey ?? '') ? -1 : 1);
	});
}

function orderOf({ content }: RoomEvent): string | undefined {
	const { order } = content;
	return typeof order === 'string' && /^[\x20-\x7e]{0,50}$/.test(order) ? order : undefined;
}

function entry(room: Room, children: RoomEvent[]): Json {
	return {
		...listed(room),
		room_version: room.version,
		children_state: children.map((event) => ({
			type: event.type,
			state_key: event.stateKey,
			content: event.content,
			sender: event.sender,
			origin_server_ts: event.ts,
		})),
	};
}

function roomSummary({ state, params, me }: Call): Json {
	let id = params.room;
	if (isAlias(id)) {
		const found = state.aliases.get(id);
		if (!found) throw notFound(`Room alias ${id} not found`);
		id = found.room;
	} else if (!id.startsWith('!')) throw badRequest(`${id} was not legal room ID or room alias`);
	const room = state.rooms.get(id);
	if (!room || !mayKnow(state, room, me)) throw notFound('Room not found or is not accessible');
	return {
		...listed(room),
		room_version: room.version,
		membership: room.membership(me) ?? 'leave',
	};
}
