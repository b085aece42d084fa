import { isObject } from '../http/body';
import { badRequest } from '../http/errors';
import type { Json } from '../state/types';
import { pythonic } from './content';

type Check = (value: unknown) => void;

function refuse(value: unknown, problem: string): never {
	throw badRequest(`${pythonic(value)} is not ${problem}`);
}

const number: Check = (value) => {
	if (typeof value !== 'number') refuse(value, "of type 'number'");
};
const boolean: Check = (value) => {
	if (typeof value !== 'boolean') refuse(value, "of type 'boolean'");
};
const oneOf =
	(...words: string[]): Check =>
	(value) => {
		if (!words.some((word) => word === value)) refuse(value, `one of ${pythonic(words)}`);
	};

/** A list of texts; IDs begin with their sign. */
const list =
	(sign = '', kind = ''): Check =>
	(value) => {
		if (!Array.isArray(value)) refuse(value, "of type 'array'");
		for (const each of value) {
			if (typeof each !== 'string') refuse(each, "of type 'string'");
			if (!each.startsWith(sign)) refuse(each, `a '${kind}'`);
		}
	};

/** Unknown keys are allowed, for what newer clients know. */
const object =
	(keys: Record<string, Check>): Check =>
	(value) => {
		if (!isObject(value)) refuse(value, "of type 'object'");
		for (const [key, check] of Object.entries(keys)) if (key in value) check(value[key]);
	};

const users = list('@', 'matrix_user_id');
const rooms = list('!', 'matrix_room_id');
const ofEvents = {
	...{ limit: number, senders: users, not_senders: users },
	...{ types: list(), not_types: list() },
};
const inRooms = object({
	...ofEvents,
	...{ rooms, not_rooms: rooms },
	...{ contains_url: boolean, lazy_load_members: boolean, include_redundant_members: boolean },
	...{ unread_thread_notifications: boolean },
	...{ related_by_senders: list(), related_by_rel_types: list() },
});
const ofSync = object({
	presence: object(ofEvents),
	account_data: object(ofEvents),
	room: object({
		...{ rooms, not_rooms: rooms, include_leave: boolean },
		...{ state: inRooms, timeline: inRooms, ephemeral: inRooms, account_data: inRooms },
	}),
	event_format: oneOf('client', 'federation'),
	event_fields: list(),
});

/** What the server refuses in the filter of a sync, given or stored (matrix.md §10 Filters). */
export function checkSyncFilter(filter: Json): void {
	ofSync(filter);
}
