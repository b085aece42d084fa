import type { IDataObject } from 'n8n-workflow';
import { objectWith } from '../../shared/answers';
import type { Problem } from '../../shared/errors';
import { isObject } from '../../shared/json';
import { bodyOf } from '../../shared/request';
import type { Requester } from '../../shared/request';
import { eventPage } from './answers';
import { walk } from './paging';
import { client } from './paths';
import type { MatrixEvent } from './types';

/** What happened between two points of the stream, in order within each room. */
export interface Round {
	/** The starting point: asking from there again returns the same (matrix.md [321]). */
	since: string;
	next: string;
	rooms: Array<{ room: string; events: MatrixEvent[] }>;
	/** Rooms to which the account was invited, with the state shown to invited people. */
	invitations: Array<{ room: string; events: MatrixEvent[] }>;
	/** Rooms of which the server refused to tell all that happened. */
	gaps: Array<{ room: string; problem: Problem }>;
}

interface Timeline {
	timeline?: { events?: MatrixEvent[]; limited?: boolean; prev_batch?: string };
}

interface SyncAnswer {
	next_batch: string;
	rooms?: {
		join?: Record<string, Timeline>;
		leave?: Record<string, Timeline>;
		invite?: Record<string, { invite_state?: { events?: MatrixEvent[] } }>;
	};
}

const TYPES = [
	'm.room.message',
	'm.room.encrypted',
	'm.reaction',
	'm.room.redaction',
	'm.room.member',
	'm.space.child',
	'm.room.tombstone',
];

const NOTHING = { types: [] };

/** Tells nothing but these things of rooms. */
export function roomsOnly(told: { timeline: IDataObject; state?: IDataObject; rooms?: string[] }) {
	return JSON.stringify({
		room: { state: NOTHING, ephemeral: NOTHING, account_data: NOTHING, ...told },
		presence: NOTHING,
		account_data: NOTHING,
	});
}

/** There is no timeline without a limit. */
export const NO_TIMELINE = { limit: 1, ...NOTHING };

/** Only events of rooms; a limit beyond the server's own is reduced to that (matrix.md [331]). */
const ROOM_EVENTS = roomsOnly({ timeline: { limit: 100, types: TYPES } });

/** Small and quick, whatever the size of the account (matrix.md [335]). */
const EMPTY = JSON.stringify({
	room: { rooms: [] },
	presence: NOTHING,
	account_data: NOTHING,
});

/** Nothing of the rooms themselves. */
const NAMES_OF_ROOMS = roomsOnly({ timeline: NO_TIMELINE });

/** The stream of events (matrix.md §10). */
export class SyncApi {
	/** `patient`: repeats by itself what a round needs besides. */
	constructor(
		private readonly requester: Requester,
		private readonly patient = requester,
	) {}

	/** The current end of the stream. */
	async now(): Promise<string> {
		return (await this.ask({ filter: EMPTY, timeout: 0 })).next_batch;
	}

	/** The rooms to which the account is invited now; the stream tells of later ones only. */
	async invitations(): Promise<string[]> {
		const { rooms } = await this.ask({ filter: NAMES_OF_ROOMS, timeout: 0 });
		return Object.keys(rooms?.invite ?? {});
	}

	/** What has happened since then; if nothing has, waits that long for something. */
	async round(since: string, waitMs: number, me: string): Promise<Round> {
		const { next_batch: next, rooms = {} } = await this.ask({
			filter: ROOM_EVENTS,
			timeout: waitMs,
			since,
		});
		const timelines = [...Object.entries(rooms.join ?? {}), ...Object.entries(rooms.leave ?? {})];
		const complete: Round['rooms'] = [];
		const gaps: Round['gaps'] = [];
		for (const [room, { timeline = {} }] of timelines) {
			const { events = [], limited, prev_batch: end } = timeline;
			const missing =
				limited && end !== undefined ? await this.missingEvents(room, since, end, gaps) : [];
			complete.push({ room, events: whileJoined([...missing, ...events], me) });
		}
		const invitations = Object.entries(rooms.invite ?? {}).map(
			([room, { invite_state: state }]) => ({
				room,
				events: state?.events ?? [],
			}),
		);
		return { since, next, rooms: complete, invitations, gaps };
	}

	/**
	 * Events that the server left out of a timeline. One room whose events it refuses must not keep
	 * those of all others from being heard.
	 */
	private async missingEvents(
		room: string,
		since: string,
		end: string,
		gaps: Round['gaps'],
	): Promise<MatrixEvent[]> {
		const events: MatrixEvent[] = [];
		const pages = walk(async (token) => {
			const result = await this.patient.attempt({
				method: 'GET',
				path: client('rooms', room, 'messages'),
				query: {
					dir: 'f',
					from: token ?? since,
					to: end,
					limit: 1000,
					filter: JSON.stringify({ types: TYPES }),
				},
				answer: eventPage('end'),
			});
			if ('body' in result || !isOfRoom(result.problem)) return bodyOf(result);
			gaps.push({ room, problem: result.problem });
			return { things: [] };
		});
		for await (const event of pages) events.push(event);
		return events;
	}

	private async ask(query: Record<string, string | number>): Promise<SyncAnswer> {
		return await this.requester.send({
			method: 'GET',
			path: client('sync'),
			query: { ...query, set_presence: 'offline' },
			answer: objectWith<SyncAnswer & IDataObject>('next_batch'),
		});
	}
}

/** Whether the server itself refused, and not because of the account as a whole. */
function isOfRoom({ status = 0, body, reason }: Problem): boolean {
	return isObject(body) && [400, 403, 404].includes(status) && reason !== 'suspended';
}

/**
 * Without what happened while the account was not in the room, with which a timeline begins after a
 * join (matrix.md [330]). Old servers do not say what the membership was at the time of an event;
 * there the account's own joins and leaves tell.
 */
function whileJoined(events: MatrixEvent[], me: string): MatrixEvent[] {
	const isOwn = ({ type, state_key: user }: MatrixEvent) => type === 'm.room.member' && user === me;
	const first = events.find(isOwn);
	const comes =
		first && (isJoining(first) || ['invite', 'knock'].includes(`${first.content.membership}`));
	let isIn = !comes;
	return events.filter((event) => {
		if (isOwn(event)) isIn = event.content.membership === 'join';
		const membership = event.unsigned?.membership;
		return membership === undefined ? isIn : membership === 'join';
	});
}

/** Not when somebody who is already in the room has a new name (matrix.md [345]). */
export function isJoining({ type, content, unsigned }: MatrixEvent): boolean {
	if (type !== 'm.room.member' || content.membership !== 'join') return false;
	return unsigned?.prev_content?.membership !== 'join';
}
