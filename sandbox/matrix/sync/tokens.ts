import { badRequest } from '../http/errors';
import type { Query } from '../http/query';
import type { Positions } from '../state/state';

/**
 * A position in all streams: `s<events>_<presence>_<typing>_<receipts>_<account data>_…`. Positions
 * of streams that do not exist here stand still.
 */
export function syncToken(at: Positions, room = at.room): string {
	return `s${room}_1_${at.typing}_${at.receipt}_${at.account}_1_1_${at.device}_0_1_1_1_1_1`;
}

const NOTHING = '0_0_0_0_0_0_0_0_0_0_0_0_0';

/** Reads a token; fields that are missing are zero (matrix.md §10, matrix.md [326]). */
export function readSyncToken(token: string): Positions {
	const found = /^s(\d+)((?:_\d+)*)$/.exec(token);
	if (!found) throw badRequest('Invalid stream token');
	const rest = found[2].split('_').slice(1).map(Number);
	const field = (i: number) => rest[i] ?? 0;
	return {
		room: Number(found[1]),
		typing: field(1),
		receipt: field(2),
		account: field(3),
		device: field(6),
	};
}

/** Where a client of the newer sync got to: the state of its connection, and a position. */
export interface SlidingPosition {
	connection: number;
	at: Positions;
}

export function readSlidingPosition(token: string): SlidingPosition {
	const found = /^(\d+)\/(.*)$/.exec(token);
	if (!found) throw badRequest('Invalid stream token');
	return { connection: Number(found[1]), at: readSyncToken(found[2]) };
}

/** A position in the history of a room. */
export interface Place {
	/** Only tokens made by reading history have a depth. */
	depth?: number;
	stream: number;
	/** The other streams, carried along. */
	rest: string;
}

/** Reads a token from a query; an empty one counts as none. */
export function placeIn(query: Query, what: 'from' | 'to'): Place | undefined {
	const token = query.string(what);
	if (!token || (what === 'from' && token === 'END')) return undefined;
	return readPlace(token, what);
}

function readPlace(token: string, what: string): Place {
	const found = /^(?:s|t(\d+)-)(\d+)((?:_\d+)*)$/.exec(token);
	if (!found) throw badRequest(`'${what}' parameter is invalid`);
	const rest = found[3].slice(1) || NOTHING;
	return {
		...(token.startsWith('t') && { depth: Number(found[1]) }),
		stream: Number(found[2]),
		rest,
	};
}

export function placeToken({ depth, stream, rest }: Place): string {
	return `${depth === undefined ? 's' : `t${depth}-`}${stream}_${rest}`;
}

/** Before everything. */
export const BEGINNING: Place = { stream: 0, rest: NOTHING };

export function endOfRoom(depth: number, stream: number): Place {
	return { depth, stream, rest: NOTHING };
}
