import type { Call } from '../http/call';
import { isObject } from '../http/body';
import { badRequest, notFound } from '../http/errors';
import type { Route } from '../http/router';
import { route } from '../http/router';
import { EventFilter } from '../rules/filter';
import { pythonic } from '../rules/content';
import { matchesWords, termsOf } from '../rules/search';
import { maySee } from '../rules/visibility';
import type { Json, RoomEvent } from '../state/types';
import { syncToken } from '../sync/tokens';
import { fullEvent } from '../views/event';
import { contextOf } from './history';

/** Full text (matrix.md §8). */
export const searchRoutes: Route[] = [route('POST v3 /search', search)];

const DEFAULT_LIMIT = 10;
const MOST = 500;

function search(call: Call): Json {
	const body = call.body();
	const categories = body.search_categories;
	const asked = isObject(categories) ? categories.room_events : undefined;
	if (!isObject(asked) || typeof asked.search_term !== 'string')
		throw badRequest('Invalid search query');
	const rawFilter = isObject(asked.filter) ? asked.filter : {};
	const filter = new EventFilter(rawFilter);
	const limit = Math.min(filter.limit ?? DEFAULT_LIMIT, MOST);
	const { phrases, highlights } = termsOf(asked.search_term);
	const rooms = roomsToSearch(call, rawFilter);
	const events = rooms.flatMap((room) => room.events);
	const hits = phrases.length ? events.filter((event) => matchesWords(event, phrases)) : [];
	const order = asked.order_by ?? 'rank';
	if (order !== 'rank' && order !== 'recent')
		throw badRequest(`Invalid order by: ${pythonic(order)}`);
	const isRecent = order === 'recent';
	const batch = readBatch(call.query.string('next_batch'));
	const seen = hits
		.filter((event) => !event.redactedBy && maySee(event, call.me) && filter.allowsEvent(event))
		.sort((a, b) => (isRecent ? b.stream - a.stream : a.stream - b.stream))
		.filter((event) => !isRecent || batch === undefined || event.stream < batch);
	const page = seen.slice(0, limit);
	const last = page.at(-1);
	// The server does not check whether there is more (matrix.md [343]).
	const more = isRecent && page.length >= limit ? last : undefined;
	return {
		search_categories: {
			room_events: {
				results: page.map((event) => result(call, event, asked)),
				count: hits.length,
				highlights,
				...(asked.include_state === true && { state: stateOf(call, page) }),
				...groups(asked, page, more),
				...(more && { next_batch: batchToken('all', '', more) }),
			},
		},
	};
}

function roomsToSearch({ state, me }: Call, filter: Json) {
	const wanted = Array.isArray(filter.rooms) ? filter.rooms.map(String) : undefined;
	for (const id of wanted ?? [])
		if (state.rooms.get(id)?.membership(me) !== 'join' && !state.rooms.has(id))
			throw notFound(`Current state for room ${id} is empty`);
	return state.joinedRooms(me).filter(({ id }) => !wanted || wanted.includes(id));
}

/** A hit with its context. */
function result(call: Call, event: RoomEvent, asked: Json): Json {
	const view = { state: call.state, requester: call.requester, membership: true, bundles: true };
	const show = (events: RoomEvent[]) => events.map((entry) => fullEvent(entry, view));
	const wanted = asked.event_context;
	let context: Json = {};
	if (isObject(wanted)) {
		const number = (name: string) => (typeof wanted[name] === 'number' ? wanted[name] : 5);
		const rest = syncToken(call.state.positions).split('_').slice(1).join('_');
		const [before, after] = [number('before_limit'), number('after_limit')];
		const around = contextOf(call, event, before, after, new EventFilter(), rest);
		context = {
			events_before: show(around.before),
			events_after: show(around.after),
			start: around.start,
			end: around.end,
			...(wanted.include_profile === true && { profile_info: profiles(call, event) }),
		};
	}
	return { rank: RANK, result: show([event])[0], context };
}

/** The store's rank for a word that occurs once (matrix.md [343]). */
const RANK = 1 / 15;

function profiles(_call: Call, event: RoomEvent): Json {
	const member = event.room.content('m.room.member', event.sender) ?? {};
	const { displayname = null, avatar_url = null } = member;
	return { [event.sender]: { displayname, avatar_url } };
}

function stateOf(call: Call, events: RoomEvent[]): Json {
	const view = { state: call.state, requester: call.requester };
	const rooms = new Set(events.map(({ room }) => room));
	return Object.fromEntries(
		[...rooms].map((room) => [
			room.id,
			[...room.state.values()].map((event) => fullEvent(event, view)),
		]),
	);
}

function groups(asked: Json, page: RoomEvent[], more: RoomEvent | undefined): Json {
	const wanted = isObject(asked.groupings) ? asked.groupings.group_by : undefined;
	const keys = (Array.isArray(wanted) ? wanted : []).map((entry) =>
		isObject(entry) ? entry.key : '',
	);
	const out: Json = {};
	for (const key of keys) {
		if (key !== 'room_id' && key !== 'sender')
			throw badRequest(`Invalid group by keys: {'${String(key)}'}`);
		const isRanked = asked.order_by !== 'recent';
		if (key === 'sender' && !isRanked) continue;
		const found: Record<string, { results: string[]; order?: number; next_batch?: string }> = {};
		for (const event of page) {
			const name = key === 'room_id' ? event.room.id : event.sender;
			const group = (found[name] ??= { results: [], ...(isRanked && { order: RANK }) });
			group.results.push(event.id);
			if (more && key === 'room_id') group.next_batch = batchToken('room_id', name, more);
		}
		out[key] = found;
	}
	return Object.keys(out).length ? { groups: out } : {};
}

function batchToken(group: string, key: string, event: RoomEvent): string {
	return Buffer.from(`${group}\n${key}\n${event.ts},${event.stream}`).toString('base64url');
}

function readBatch(token: string | undefined): number | undefined {
	if (token === undefined) return undefined;
	const place = /,(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
	if (!place) throw badRequest('Invalid batch');
	return Number(place[1]);
}
