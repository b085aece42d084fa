import type { IDataObject } from 'n8n-workflow';
import { objectWith } from '../../shared/answers';
import type { Requester } from '../../shared/request';
import { client } from './paths';
import { NO_TIMELINE, roomsOnly } from './sync';
import type { MatrixEvent } from './types';

/** A room that the account has joined, as people see it. */
export interface JoinedRoom {
	id: string;
	name?: string;
	topic?: string;
	alias?: string;
	avatar?: string;
	isSpace: boolean;
	isEncrypted: boolean;
	/** The room that has replaced it. */
	replacement?: string;
	members?: number;
	invited?: number;
	/** The user IDs after whom clients name a room without a name. */
	heroes: string[];
	/** Their names, as far as known. */
	names: Map<string, string>;
}

interface SyncedRoom {
	state?: { events?: MatrixEvent[] };
	timeline?: { events?: MatrixEvent[] };
	summary?: {
		'm.joined_member_count'?: number;
		'm.invited_member_count'?: number;
		'm.heroes'?: string[];
	};
}

const SHOWN = [
	'm.room.name',
	'm.room.canonical_alias',
	'm.room.topic',
	'm.room.avatar',
	'm.room.encryption',
	'm.room.create',
	'm.room.tombstone',
];

/** One call for all rooms, kept small by its filter (matrix.md §4 Names). */
export async function joinedRooms(requester: Requester, only?: string[]): Promise<JoinedRoom[]> {
	const state = { types: SHOWN, lazy_load_members: true };
	const filter = roomsOnly({ ...(only && { rooms: only }), timeline: NO_TIMELINE, state });
	const { rooms } = await requester.send({
		method: 'GET',
		path: client('sync'),
		query: { filter, timeout: 0, set_presence: 'offline' },
		answer: objectWith<{ rooms?: { join?: Record<string, SyncedRoom> } }>('next_batch'),
	});
	return Object.entries(rooms?.join ?? {}).map(([id, room]) => joinedRoomOf(id, room));
}

function joinedRoomOf(id: string, { state, timeline, summary = {} }: SyncedRoom): JoinedRoom {
	const events = [...(state?.events ?? []), ...(timeline?.events ?? [])];
	const contentOf = (type: string): IDataObject | undefined =>
		events.filter((event) => event.type === type && (event.state_key ?? '') === '').at(-1)?.content;
	const textOf = (type: string, key: string) => {
		const value = contentOf(type)?.[key];
		return typeof value === 'string' && value !== '' ? value : undefined;
	};
	const members = events.filter(({ type }) => type === 'm.room.member');
	return {
		id,
		name: textOf('m.room.name', 'name'),
		topic: textOf('m.room.topic', 'topic'),
		alias: textOf('m.room.canonical_alias', 'alias'),
		avatar: textOf('m.room.avatar', 'url'),
		isSpace: contentOf('m.room.create')?.type === 'm.space',
		// Any such event counts, even an empty one (matrix.md §5 Encrypted rooms).
		isEncrypted: contentOf('m.room.encryption') !== undefined,
		replacement: textOf('m.room.tombstone', 'replacement_room'),
		members: summary['m.joined_member_count'],
		invited: summary['m.invited_member_count'],
		heroes: summary['m.heroes'] ?? [],
		names: new Map(
			members.flatMap(({ state_key: user, content: { displayname } }) =>
				typeof displayname === 'string' && user !== undefined ? [[user, displayname]] : [],
			),
		),
	};
}

/** How people refer to a room: by its name, its alias, or its members. */
export function nameOf({ name, alias, heroes, names, id }: JoinedRoom): string {
	const people = heroes.map((user) => names.get(user) ?? user).join(', ');
	return name ?? alias ?? (people || id);
}
