import { isObject } from '../http/body';
import { badRequest } from '../http/errors';
import type { Json } from '../state/types';

/** What a client wants to know of a room. */
export interface Wish {
	limit: number;
	state: Array<[type: string, key: string]>;
}

export interface SlidingList extends Wish {
	/** First and last of the rooms that are shown. */
	ranges: Array<[first: number, last: number]>;
	filters: Json;
}

/** What the newer sync is asked for (matrix.md §10 Simplified sliding sync). */
export interface SlidingSync {
	/** One device may have several connections. */
	connection: string;
	lists: Record<string, SlidingList>;
	rooms: Record<string, Wish>;
}

const MOST_EVENTS = 1000;

export function readSlidingSync(body: Json): SlidingSync {
	const { conn_id: connection, lists, room_subscriptions: rooms } = body;
	return {
		connection: typeof connection === 'string' ? connection : '',
		lists: each(lists, 'lists', (list, path) => ({
			...readWish(list, path),
			ranges: pairs(list.ranges ?? [], `${path}.ranges`, isIndex),
			filters: isObject(list.filters) ? list.filters : {},
		})),
		rooms: each(rooms, 'room_subscriptions', readWish),
	};
}

function readWish(wish: Json, path: string): Wish {
	for (const key of ['required_state', 'timeline_limit']) {
		if (wish[key] === undefined)
			throw badRequest(`${path}.${key}: Field required`, 'M_MISSING_PARAM');
	}
	const { timeline_limit: limit, required_state: state } = wish;
	if (!Number.isInteger(limit) || Number(limit) > MOST_EVENTS) refuse(`${path}.timeline_limit`);
	const isText = (value: unknown): value is string => typeof value === 'string';
	return { limit: Number(limit), state: pairs(state, `${path}.required_state`, isText) };
}

const isIndex = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

function each<T>(
	value: unknown,
	path: string,
	read: (entry: Json, path: string) => T,
): Record<string, T> {
	if (value === undefined || value === null) return {};
	if (!isObject(value)) return refuse(path);
	const entries = Object.entries(value).map(([name, entry]) => {
		const at = `${path}.${name}`;
		return [name, isObject(entry) ? read(entry, at) : refuse(at)];
	});
	return Object.fromEntries(entries) as Record<string, T>;
}

function pairs<T>(
	value: unknown,
	path: string,
	isValid: (entry: unknown) => entry is T,
): Array<[T, T]> {
	if (!Array.isArray(value)) return refuse(path);
	return value.map((pair: unknown) => {
		if (!Array.isArray(pair) || pair.length !== 2) return refuse(path);
		const [one, other] = pair as unknown[];
		return isValid(one) && isValid(other) ? [one, other] : refuse(path);
	});
}

function refuse(path: string): never {
	throw badRequest(`${path}: Input is not valid`, 'M_BAD_JSON');
}
