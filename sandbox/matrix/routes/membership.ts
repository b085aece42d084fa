import type { Call } from '../http/call';
import { badRequest, forbidden, MatrixError, notFound } from '../http/errors';
import type { Route } from '../http/router';
import { route } from '../http/router';
import { isAlias } from '../rules/aliases';
import { createRoom } from '../rules/create-room';
import type { Action } from '../rules/member';
import {
	authorizer,
	changeMember,
	checkUserId,
	knownRoom,
	mayJoinRestricted,
} from '../rules/member';
import { readable } from '../rules/room-access';
import { checkNotSuspended } from '../rules/send';
import { domainOf } from '../state/ids';
import type { Room } from '../state/room';
import type { Json, RoomEvent } from '../state/types';
import { readSyncToken } from '../sync/tokens';
import { fullEvent } from '../views/event';

/** Who is in a room, and how they get in and out (matrix.md §4). */
export const membershipRoutes: Route[] = [
	route(
		'POST v3 /createRoom',
		async (call) => {
			const room = await createRoom(call, call.body());
			return { room_id: room.id };
		},
		{ guests: false },
	),
	route(
		'GET v3 /joined_rooms',
		({ state, me }) => ({
			joined_rooms: state.joinedRooms(me).map(({ id }) => id),
		}),
		{ guests: true },
	),
	// /join puts the whole body into the member event, the room's own path only the reason.
	route(
		'POST v3 /join/:idOrAlias',
		(call) => enter(call, 'join', call.params.idOrAlias, call.bodyOrNothing()),
		{ guests: true },
	),
	route(
		'POST v3 /rooms/:room/join',
		(call) => enter(call, 'join', call.params.room, reasonOf(call)),
		{ guests: true },
	),
	route('POST v3 /knock/:idOrAlias', (call) =>
		enter(call, 'knock', call.params.idOrAlias, reasonOf(call)),
	),
	route('POST v3 /rooms/:room/leave', (call) => onOneself(call), { guests: true }),
	...(['invite', 'kick', 'ban', 'unban'] as const).map((action) =>
		route(`POST v3 /rooms/:room/${action}`, (call) => onOther(call, action)),
	),
	route('POST v3 /rooms/:room/forget', forget, { guests: true }),
	route('GET v3 /rooms/:room/joined_members', joinedMembers, { guests: true }),
	route('GET v3 /rooms/:room/members', members, { guests: true }),
];

function reasonOf(call: Call): Json {
	const { reason } = call.bodyOrNothing();
	return reason === undefined ? {} : { reason };
}

async function enter(
	call: Call,
	action: 'join' | 'knock',
	idOrAlias: string,
	given: Json,
): Promise<Json> {
	const { state, server, me, query } = call;
	checkNotSuspended(call);
	const via = [...query.all('server_name'), ...query.all('via')];
	const room = roomToEnter(call, idOrAlias, via);
	const before = room.membership(me);
	if (before === 'join' && action === 'join') return { room_id: room.id };
	if (before !== 'join') await server.limiter.take('message', me);
	const isLetIn = action === 'join' && before !== 'invite' && mayJoinRestricted(state, room, me);
	const voucher = isLetIn ? { join_authorised_via_users_server: authorizer(room) } : {};
	const content = { ...given, ...voucher };
	changeMember(state, { room, actor: me, target: me, action, content });
	return { room_id: room.id };
}

function roomToEnter({ state }: Call, idOrAlias: string, via: string[]): Room {
	if (isAlias(idOrAlias)) {
		const found = state.aliases.get(idOrAlias);
		const room = found && state.rooms.get(found.room);
		if (room) return room;
		if (domainOf(idOrAlias) !== state.name)
			throw new MatrixError(502, 'M_UNKNOWN', 'Failed to fetch alias');
		throw notFound(`Room alias ${idOrAlias} not found`);
	}
	if (!/^!./.test(idOrAlias)) throw badRequest(`${idOrAlias} was not legal room ID or room alias`);
	const room = state.rooms.get(idOrAlias);
	if (room) return room;
	if (via.some((server) => server !== state.name))
		throw new MatrixError(502, 'M_UNKNOWN', 'Failed to make_join via any server');
	throw new MatrixError(
		404,
		'M_UNKNOWN',
		"Can't join remote room because no servers that are in the room have been provided.",
	);
}

async function onOneself(call: Call): Promise<Json> {
	const { state, me, params } = call;
	const { reason } = call.bodyOrNothing();
	const room = knownRoom(state, params.room, 'leave');
	const before = room.membership(me);
	if (before === undefined || before === 'leave') throw forbidden(`${me} not in room ${room.id}.`);
	if (before === 'ban') throw forbidden(`You cannot unban user ${me}.`);
	changeMember(state, { room, actor: me, target: me, action: 'leave', reason });
	return {};
}

async function onOther(call: Call, action: Action): Promise<Json> {
	const { state, server, me, params } = call;
	const body = call.bodyOrNothing();
	if (action === 'invite') checkAddress(body);
	if (!('user_id' in body)) throw badRequest("Missing params: ['user_id']", 'M_MISSING_PARAM');
	const target = checkUserId(body.user_id);
	checkNotSuspended(call);
	const room = knownRoom(state, params.room, action);
	await server.limiter.take('message', me);
	changeMember(state, { room, actor: me, target, action, reason: body.reason });
	return {};
}

/** Who is invited by e-mail is looked up on a server that the caller names (matrix.md §4 Leave). */
function checkAddress(body: Json): void {
	const isByAddress = 'medium' in body && 'address' in body;
	if (!isByAddress || ('id_server' in body && 'id_access_token' in body)) return;
	throw badRequest(
		'`id_server` and `id_access_token` are required when doing 3pid invite',
		'M_MISSING_PARAM',
	);
}

function forget({ state, me, params }: Call): Json {
	const room = state.rooms.get(params.room);
	const membership = room?.membership(me);
	if (membership === 'join' || membership === 'invite' || membership === 'knock')
		throw badRequest(`User ${me} in room ${params.room}`);
	room?.forgottenBy.add(me);
	return {};
}

function joinedMembers(call: Call): Json {
	const { room, membership } = readable(call.state, call.params.room, call.me);
	if (membership !== 'join')
		throw forbidden(
			'Getting joined members while not being a current member of the room is forbidden.',
		);
	const joined = room
		.members('join')
		.map(({ stateKey, content }) => [
			stateKey,
			{ avatar_url: content.avatar_url ?? null, display_name: content.displayname ?? null },
		]);
	return { joined: Object.fromEntries(joined) as Json };
}

function members(call: Call): Json {
	const access = readable(call.state, call.params.room, call.me);
	const at = call.query.string('at');
	const state = at ? access.room.stateAt(readSyncToken(at).room) : access.state;
	const [wanted, unwanted] = [call.query.string('membership'), call.query.string('not_membership')];
	const isWanted = ({ content }: RoomEvent) =>
		(!wanted || content.membership === wanted) && (!unwanted || content.membership !== unwanted);
	const view = { state: call.state, requester: call.requester };
	const events = [...state.values()]
		.filter(({ type }) => type === 'm.room.member')
		.filter(isWanted);
	return { chunk: events.map((event) => fullEvent(event, view)) };
}
