import type { Call } from '../http/call';
import { isObject, wholeOf } from '../http/body';
import { badRequest, federationDenied, forbidden, MatrixError, notFound } from '../http/errors';
import type { Route } from '../http/router';
import { route } from '../http/router';
import { isAlias } from '../rules/aliases';
import { joinRule } from '../rules/member';
import { sendLevel, userLevel } from '../rules/power';
import { isWorldReadable } from '../rules/room-access';
import { append } from '../state/append';
import { domainOf } from '../state/ids';
import type { Room } from '../state/room';
import type { State } from '../state/state';
import type { Json } from '../state/types';

/** Aliases and the room directory (matrix.md §4). */
export const directoryRoutes: Route[] = [
	route('GET v3 /directory/room/:alias', resolve, { open: true }),
	route('PUT v3 /directory/room/:alias', makeAlias),
	route('DELETE v3 /directory/room/:alias', removeAlias),
	route(
		'GET v3 /directory/list/room/:room',
		({ state, params }) => {
			const room = state.rooms.get(params.room);
			if (!room) throw notFound('Unknown room');
			return { visibility: room.isPublished ? 'public' : 'private' };
		},
		{ open: true },
	),
	route('PUT v3 /directory/list/room/:room', publish),
	route('PUT v3 /directory/list/appservice/:network/:room', () => ({})),
	route('GET v3 /publicRooms', (call) => {
		const { query } = call;
		const limit = query.integer('limit');
		return listRooms(call, { limit, since: query.string('since') });
	}),
	route('POST v3 /publicRooms', (call) => {
		const { limit, since, filter } = call.body();
		const term = isObject(filter) ? filter.generic_search_term : undefined;
		return listRooms(call, {
			limit: limit === undefined ? undefined : wholeOf(limit),
			since: typeof since === 'string' ? since : undefined,
			term: typeof term === 'string' ? term : undefined,
		});
	}),
];

function checkAlias(alias: string): void {
	if (!isAlias(alias)) throw badRequest('Room alias invalid', 'M_INVALID_PARAM');
}

async function resolve({ state, params }: Call): Promise<Json> {
	checkAlias(params.alias);
	if (!state.aliases.has(params.alias)) await askService(state, params.alias);
	const found = state.aliases.get(params.alias);
	if (found) return { room_id: found.room, servers: [state.name] };
	if (domainOf(params.alias) !== state.name)
		throw new MatrixError(502, 'M_UNKNOWN', 'Failed to fetch alias');
	throw notFound(`Room alias ${params.alias} not found`);
}

/** An application service may create a room for an alias in its namespace (matrix.md §12). */
async function askService({ services }: State, alias: string): Promise<void> {
	const service = services.find(({ prefix }) => alias.startsWith(`#${prefix}`));
	if (!service?.url) return;
	await fetch(`${service.url}/_matrix/app/v1/rooms/${encodeURIComponent(alias)}`, {
		headers: { authorization: `Bearer ${service.hsToken}`, 'user-agent': 'Synapse/1.160.0' },
	}).catch(() => undefined);
}

function makeAlias(call: Call): Json {
	const { state, params, me } = call;
	checkAlias(params.alias);
	const body = call.body();
	if (typeof body.room_id !== 'string')
		throw badRequest("Missing params: ['room_id']", 'M_MISSING_PARAM');
	if (domainOf(params.alias) !== state.name) throw badRequest('Room alias must be local');
	const room = state.rooms.get(body.room_id);
	if (!room) throw badRequest('Room does not exist');
	if (/\s/.test(params.alias)) throw badRequest('Invalid characters in room alias');
	if (room.membership(me) !== 'join')
		throw forbidden('You must be in the room to create an alias for it');
	if (isReserved(call, params.alias))
		throw badRequest('This alias is reserved by an application service.', 'M_EXCLUSIVE');
	if (state.aliases.has(params.alias))
		throw new MatrixError(409, 'M_UNKNOWN', `Room alias ${params.alias} already exists`);
	state.aliases.set(params.alias, { room: room.id, creator: me });
	return {};
}

function removeAlias({ state, params, me }: Call): Json {
	checkAlias(params.alias);
	const found = state.aliases.get(params.alias);
	const room = found && state.rooms.get(found.room);
	if (!room) throw notFound('Unknown room alias');
	if (found.creator !== me) {
		if (room.membership(me) !== 'join') throw forbidden(`User ${me} not in room ${room.id}`);
		if (userLevel(room, me) < sendLevel(room, 'm.room.canonical_alias', true))
			throw forbidden("You don't have permission to delete the alias.");
	}
	state.aliases.delete(params.alias);
	forgetName(state, room, params.alias, me);
	return {};
}

function isReserved({ state, requester }: Call, alias: string): boolean {
	const owner = state.services.find(({ prefix }) => alias.startsWith(`#${prefix}`));
	return owner !== undefined && owner !== requester.session.service;
}

/** A room no longer lists an alias as its own once that is deleted. */
function forgetName(state: State, room: Room, alias: string, sender: string): void {
	const {
		alias: main,
		alt_aliases: others,
		...rest
	} = room.content('m.room.canonical_alias') ?? {};
	const left = (Array.isArray(others) ? others : []).filter(
		(other) => other !== alias,
	) as unknown[];
	if (main !== alias && left.length === (Array.isArray(others) ? others.length : 0)) return;
	if (userLevel(room, sender) < sendLevel(room, 'm.room.canonical_alias', true)) return;
	const content = {
		...rest,
		...(main !== alias && { alias: main }),
		...(left.length && { alt_aliases: left }),
	};
	append(state, room, { type: 'm.room.canonical_alias', sender, stateKey: '', content });
}

function publish(call: Call): Json {
	const { state, server, params, me } = call;
	const { visibility = 'public' } = call.bodyOrNothing();
	if (visibility !== 'public' && visibility !== 'private')
		throw badRequest('Invalid visibility setting');
	const room = state.rooms.get(params.room);
	if (!room) throw badRequest('Unknown room');
	if (room.membership(me) !== 'join') throw forbidden(`User ${me} not in room ${room.id}`);
	if (userLevel(room, me) < sendLevel(room, 'm.room.canonical_alias', true))
		throw forbidden(
			'This server requires you to be a moderator in the room to edit its room list entry',
		);
	if (visibility === 'public' && !server.settings.mayPublish)
		throw new MatrixError(403, 'M_UNKNOWN', 'Not allowed to publish room');
	room.isPublished = visibility === 'public';
	return {};
}

interface Listing {
	limit?: number;
	since?: string;
	term?: string;
}

function listRooms({ state, query }: Call, { limit, since, term }: Listing): Json {
	const server = query.string('server');
	if (server !== undefined && server !== state.name) throw federationDenied(server);
	const all = [...state.rooms.values()].filter(({ isPublished }) => isPublished);
	const found = all.filter((room) => !term || matches(room, term));
	found.sort((a, b) => b.members('join').length - a.members('join').length);
	const place = since === undefined ? undefined : readToken(since);
	const at = place ? found.findIndex(({ id }) => id === place.room) : -1;
	const rest = place ? (place.forward ? found.slice(at + 1) : found.slice(0, at)) : found;
	const page = limit
		? place?.forward === false
			? rest.slice(-limit)
			: rest.slice(0, limit)
		: rest;
	const [first, last] = [page.at(0), page.at(-1)];
	const isMore = last !== undefined && found.at(-1) !== last;
	return {
		chunk: page.map((room) => listed(room)),
		...(isMore && { next_batch: token(last, true) }),
		...(place && first && found[0] !== first && { prev_batch: token(first, false) }),
		total_room_count_estimate: all.length,
	};
}

function token(room: Room, forward: boolean): string {
	return Buffer.from(JSON.stringify([room.id, forward])).toString('base64url');
}

function readToken(text: string): { room: string; forward: boolean } {
	try {
		const [room, forward] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [
			string,
			boolean,
		];
		return { room, forward };
	} catch {
		throw badRequest('Invalid pagination token', 'M_INVALID_PARAM');
	}
}

function matches(room: Room, term: string): boolean {
	const texts = [
		room.content('m.room.name')?.name,
		room.content('m.room.topic')?.topic,
		room.content('m.room.canonical_alias')?.alias,
	];
	return texts.some(
		(text) => typeof text === 'string' && text.toLowerCase().includes(term.toLowerCase()),
	);
}

/** A room as in lists, without the fields that it lacks. */
export function listed(room: Room): Json {
	const text = (type: string, key: string) => {
		const value = room.content(type)?.[key];
		return typeof value === 'string' && value ? value : undefined;
	};
	return withoutUndefined({
		room_id: room.id,
		name: text('m.room.name', 'name'),
		topic: text('m.room.topic', 'topic'),
		canonical_alias: text('m.room.canonical_alias', 'alias'),
		num_joined_members: room.members('join').length,
		avatar_url: text('m.room.avatar', 'url'),
		world_readable: isWorldReadable(room),
		guest_can_join: room.content('m.room.guest_access')?.guest_access === 'can_join',
		join_rule: joinRule(room),
		room_type: text('m.room.create', 'type'),
	});
}

function withoutUndefined(value: Json): Json {
	return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined));
}
