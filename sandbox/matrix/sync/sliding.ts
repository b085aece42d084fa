import { isObject } from '../http/body';
import type { Requester } from '../http/call';
import { MatrixError } from '../http/errors';
import type { SlidingList, SlidingSync, Wish } from '../rules/sliding-request';
import { visibleTo } from '../rules/visibility';
import type { Room } from '../state/room';
import type { Positions, SentRoom, State } from '../state/state';
import type { Json, RoomEvent } from '../state/types';
import { leanEvent, strippedEvent } from '../views/event';
import { toldToInvited } from '../views/invitation';
import type { SyncResult } from './index';
import { heroesOf } from './summary';
import { syncToken } from './tokens';
import type { SlidingPosition } from './tokens';

interface Round {
	state: State;
	requester: Requester;
	from: SlidingPosition | undefined;
	now: Positions;
	direct: Set<unknown>;
}

/**
 * One answer of the newer sync, which shows the rooms of a window by what happened last (matrix.md
 * §10 Simplified sliding sync). Extensions are left out, and filters by space or tag.
 */
export function slidingOnce(
	state: State,
	requester: Requester,
	wanted: SlidingSync,
	from: SlidingPosition | undefined,
): SyncResult {
	const key = [requester.user.id, requester.device, wanted.connection].join('\u0000');
	const sent = sentBefore(state, key, from);
	const direct = directRooms(requester);
	const round: Round = { state, requester, from, now: { ...state.positions }, direct };
	const mine = roomsOf(round);
	const shown = new Map<Room, Wish>();
	const lists = Object.entries(wanted.lists).map(([name, list]) => {
		const fitting = mine.filter((room) => fits(round, room, list.filters));
		const ops = list.ranges.map(([first, last]) => {
			const rooms = fitting.slice(first, last + 1);
			for (const room of rooms) shown.set(room, both(shown.get(room), list));
			return { op: 'SYNC', range: [first, last], room_ids: rooms.map(({ id }) => id) };
		});
		return [name, { count: fitting.length, ops }];
	});
	const subscribed = new Map(Object.entries(wanted.rooms));
	for (const room of mine) {
		const wish = subscribed.get(room.id);
		if (wish) shown.set(room, both(shown.get(room), wish));
	}
	const next = new Map(sent);
	const rooms: Json = {};
	for (const [room, wish] of shown) {
		const result = roomResult(round, room, wish, sent.get(room.id));
		if (result.hasNews || !from) rooms[room.id] = result.body;
		next.set(room.id, result.sent);
	}
	const connection = shown.size > 0 ? (from?.connection ?? 0) + 1 : (from?.connection ?? 0);
	state.connections.get(key)?.set(connection, next);
	return {
		hasNews: Object.keys(rooms).length > 0,
		body: {
			pos: `${connection}/${syncToken(round.now)}`,
			...(lists.length > 0 && { lists: Object.fromEntries(lists) as Json }),
			rooms,
			extensions: {},
		},
	};
}

/** What was sent up to a position; all others of the connection are forgotten. */
function sentBefore(state: State, key: string, from: SlidingPosition | undefined) {
	const known = state.connections.get(key)?.get(from?.connection ?? 0);
	if (from && from.connection > 0 && !known)
		throw new MatrixError(400, 'M_UNKNOWN_POS', 'Unknown position');
	const sent = from ? (known ?? new Map<string, SentRoom>()) : new Map<string, SentRoom>();
	state.connections.set(key, new Map([[from?.connection ?? 0, sent]]));
	return sent;
}

function both(one: Wish | undefined, other: Wish): Wish {
	if (!one) return other;
	return { limit: Math.max(one.limit, other.limit), state: [...one.state, ...other.state] };
}

function directRooms({ user }: Requester): Set<unknown> {
	const lists: unknown[] = Object.values(user.accountData.get('m.direct')?.content ?? {});
	return new Set(lists.flat());
}

/** What brings a room to the top of a list. */
const BUMPS = [
	...['m.room.create', 'm.room.message', 'm.room.encrypted', 'm.sticker'],
	...['m.call.invite', 'm.poll.start', 'm.beacon_info'],
];

function bumpOf(events: RoomEvent[]): number | undefined {
	return events.findLast(({ type }) => BUMPS.includes(type))?.stream;
}

function ownEvent({ requester }: Round, room: Room): RoomEvent {
	return room.stateEvent('m.room.member', requester.user.id)!;
}

/** The rooms in which the user is or may be, those with the newest activity first. */
function roomsOf(round: Round): Room[] {
	const { state, requester } = round;
	const own = [...state.rooms.values()].filter((room) =>
		['join', 'invite', 'knock'].includes(room.membership(requester.user.id) ?? ''),
	);
	const activity = (room: Room) =>
		(isIn(round, room) ? bumpOf(room.events) : undefined) ?? ownEvent(round, room).stream;
	return own.sort((one, other) => activity(other) - activity(one));
}

const isIn = ({ requester }: Round, room: Room) => room.membership(requester.user.id) === 'join';

function fits(round: Round, room: Room, filters: SlidingList['filters']): boolean {
	const { is_dm: isDirect, is_encrypted: isEncrypted, is_invite: isInvite } = filters;
	const type = room.content('m.room.create')?.type ?? null;
	const among = (list: unknown, value: unknown) => Array.isArray(list) && list.includes(value);
	const states: Array<[unknown, boolean]> = [
		[isDirect, round.direct.has(room.id)],
		[isEncrypted, room.stateEvent('m.room.encryption') !== undefined],
		[isInvite, room.membership(round.requester.user.id) === 'invite'],
	];
	return (
		states.every(([asked, is]) => typeof asked !== 'boolean' || asked === is) &&
		(!Array.isArray(filters.room_types) || among(filters.room_types, type)) &&
		!among(filters.not_room_types, type)
	);
}

interface RoomResult {
	body: Json;
	hasNews: boolean;
	sent: SentRoom;
}

function roomResult(round: Round, room: Room, wish: Wish, before?: SentRoom): RoomResult {
	const { now, direct } = round;
	// Who comes in gets the room as if it had never been sent.
	const kept = before?.isIn === isIn(round, room) ? before : undefined;
	const until = kept?.until ?? 0;
	const changed = [...room.state.values()].filter(({ stream }) => stream > until);
	const has = (type: string) => changed.some((event) => event.type === type);
	const text = (type: string, key: string) => {
		const value = has(type) ? room.content(type)?.[key] : undefined;
		return typeof value === 'string' && value ? { [key]: value } : {};
	};
	const { url: avatar } = text('m.room.avatar', 'url') as { url?: string };
	const inside = isIn(round, room)
		? insideOf(round, room, wish, kept, changed)
		: outsideOf(round, room, until);
	return {
		hasNews: !kept || inside.hasNews,
		sent: { until: now.room, isIn: isIn(round, room), limit: wish.limit, members: inside.members },
		body: {
			notification_count: 0,
			highlight_count: 0,
			...text('m.room.name', 'name'),
			...(avatar !== undefined && { avatar }),
			...(!kept && { initial: true }),
			...(direct.has(room.id) && { is_dm: true }),
			...inside.body,
		},
	};
}

interface Part {
	body: Json;
	hasNews: boolean;
	/** Members that were sent because they wrote. */
	members: ReadonlySet<string>;
}

/** An invited user gets the same as in /sync, without the own event's ID. */
function outsideOf(round: Round, room: Room, until: number): Part {
	const own = ownEvent(round, room);
	const told = [...toldToInvited(own), own].map(strippedEvent);
	return {
		hasNews: own.stream > until,
		members: new Set(),
		body: { bump_stamp: own.stream, invite_state: told },
	};
}

function insideOf(
	round: Round,
	room: Room,
	wish: Wish,
	before: SentRoom | undefined,
	changed: RoomEvent[],
): Part {
	const { state, requester, from, now } = round;
	const isExpanded = before !== undefined && wish.limit > before.limit;
	const since = isExpanded ? 0 : (before?.until ?? 0);
	const recent = room.events.filter(({ stream }) => stream > since);
	const page = wish.limit > 0 ? recent.slice(-wish.limit) : [];
	const limited = recent.length > page.length;
	const events = visibleTo(requester.user, page);
	const live = from ? events.filter(({ stream }) => stream > from.at.room).length : 0;
	const writers = new Set(
		events.flatMap(({ sender, type, stateKey }) =>
			type === 'm.room.member' && stateKey !== undefined ? [sender, stateKey] : [sender],
		),
	);
	const isLazy = wish.state.some(([type, key]) => type === 'm.room.member' && key === '$LAZY');
	const known = before?.members ?? new Set<string>();
	const isWanted = ({ type, stateKey }: RoomEvent) =>
		wish.state.some(([wantedType, key]) => {
			if (wantedType === '*') return true;
			if (wantedType !== type) return false;
			if (key === '$LAZY') return before && !limited ? true : writers.has(stateKey ?? '');
			return key === '*' || stateKey === (key === '$ME' ? requester.user.id : key);
		});
	const late = ({ type, stateKey = '' }: RoomEvent) =>
		isLazy && type === 'm.room.member' && writers.has(stateKey) && !known.has(stateKey);
	const required = [...room.state.values()].filter(
		(event) => (changed.includes(event) && isWanted(event)) || late(event),
	);
	const joinedOrLeft = changed.some(({ type }) => type === 'm.room.member');
	const isNamed = Boolean(room.content('m.room.name')?.name);
	const heroes = joinedOrLeft && !isNamed ? heroesOf(room, requester.user.id) : [];
	const isBumpShown = !before || limited || wish.limit === 0;
	const bump = bumpOf(isBumpShown ? room.events : events);
	const view = { state, requester };
	const timeline = events.map((event) =>
		leanEvent(event, { ...view, membership: true, bundles: limited }),
	);
	const oldest = page.at(0)?.stream ?? now.room + 1;
	return {
		hasNews: timeline.length > 0 || required.length > 0,
		members: isLazy ? new Set([...known, ...writers]) : known,
		body: {
			...(bump !== undefined && { bump_stamp: bump }),
			...(joinedOrLeft && {
				joined_count: room.members('join').length,
				invited_count: room.members('invite').length,
			}),
			...(heroes.length > 0 && { heroes: heroes.map(shownHero) }),
			...(isExpanded && { unstable_expanded_timeline: true }),
			...(required.length > 0 && {
				required_state: required.map((event) => leanEvent(event, view)),
			}),
			...(timeline.length > 0 && { timeline }),
			...(wish.limit > 0 && {
				limited,
				prev_batch: syncToken(now, oldest - 1),
				num_live: live,
			}),
		},
	};
}

function shownHero({ stateKey, content }: RoomEvent): Json {
	const { displayname, avatar_url: avatar } = isObject(content) ? content : {};
	return {
		user_id: stateKey,
		...(displayname != null && { displayname }),
		...(avatar != null && { avatar_url: avatar }),
	};
}
