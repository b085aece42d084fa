import type { IDataObject } from 'n8n-workflow';
import { inside, listOf, objectWith, text } from '../../shared/answers';
import type { Answer } from '../../shared/answers';
import { isObject, withoutUndefined } from '../../shared/json';
import type { Requester, Result } from '../../shared/request';
import { bodyOf } from '../../shared/request';
import { done, eventId, roomId } from './answers';
import type { Page } from './answers';
import { isAlias } from './ids';
import { Once } from './once';
import { PAGE, walk } from './paging';
import { client, newer } from './paths';

/** A room as listed by the server, in its directory or in a space. */
export interface ListedRoom extends IDataObject {
	room_id: string;
	name?: string;
	topic?: string;
	canonical_alias?: string;
	num_joined_members?: number;
	room_type?: string;
	join_rule?: string;
}

/** Where the homeserver looked for a room in vain (matrix.md [124], matrix.md [126]). */
const CHECK_SERVER =
	'Check the part after the colon, where letters of either case are different ones; or that server is down.';

/** Rooms (matrix.md §4). */
export class RoomsApi {
	private readonly ids = new Once<string>();
	private readonly tombstones = new Once<IDataObject | undefined>();

	constructor(private readonly requester: Requester) {}

	/** The ID of a room; an alias is looked up, once per execution. */
	async idOf(room: string): Promise<string> {
		return isAlias(room) ? await this.ids.of(room, async () => await this.lookUp(room)) : room;
	}

	/**
	 * The room that took the place of an upgraded one, in which nobody reads any more (matrix.md
	 * [344]); undefined for all others.
	 */
	async successor(room: string): Promise<string | undefined> {
		const key = 'replacement_room';
		const ask = async () => await this.contentIfAny(room, 'm.room.tombstone', key);
		const next = (await this.tombstones.of(room, ask))?.[key];
		return typeof next === 'string' ? next : undefined;
	}

	/**
	 * The content of an event of a room's state, which may be empty, as an answer of something else
	 * may be: so the event is requested as a whole. `key` is in the content that a server gives which
	 * does not know that form (matrix.md §5 Encrypted rooms).
	 */
	async contentIfAny(room: string, type: string, key: string): Promise<IDataObject | undefined> {
		const read: Answer<IDataObject> = (body) => {
			if (isObject(body) && Object.hasOwn(body, key)) return body;
			const { content } = objectWith<{ content?: unknown }>('event_id')(body);
			return isObject(content) ? content : {};
		};
		return await this.stateIfAny(room, [type], read, { format: 'event' });
	}

	private async lookUp(alias: string): Promise<string> {
		return await this.requester.send({
			method: 'GET',
			path: client('directory', 'room', alias),
			answer: roomId,
			hint: `No room has the alias ${alias}. Letters of either case are different ones there.`,
			otherServer: `It is the one in the alias ${alias}. ${CHECK_SERVER}`,
		});
	}

	/** The content of an event of a room's state, or undefined when there is none. */
	async stateIfAny<T>(
		room: string,
		[type, key]: [type: string, key?: string],
		answer: Answer<T>,
		query?: { format: 'event' },
	): Promise<T | undefined> {
		const path = statePath(room, type, key);
		const result = await this.requester.attempt({ method: 'GET', path, query, answer });
		if ('problem' in result && result.problem.reason === 'missing') return undefined;
		return bodyOf(result);
	}

	/** The membership of somebody in a room; undefined for those who never had one. */
	async membership(room: string, user: string): Promise<string | undefined> {
		return await this.stateIfAny(room, ['m.room.member', user], inside('membership', text));
	}

	/** Setting the same content again creates no event (matrix.md [132]). */
	async setState(room: string, type: string, body: IDataObject): Promise<string> {
		const path = statePath(room, type);
		return await this.requester.send({ method: 'PUT', path, body, answer: eventId });
	}

	/**
	 * Not repeated when the answer is lost: that would create a second room (matrix.md §4 Create).
	 */
	async create(body: IDataObject): Promise<string> {
		const hint = 'Twake Chat may have made a room before it refused: look for one without a name.';
		const path = client('createRoom');
		return await this.requester.send({ method: 'POST', path, body, answer: roomId, hint });
	}

	/** `room`: an ID or an alias; `via`: servers that know it. No effect when already joined. */
	async join(room: string, via: string[] = []): Promise<string> {
		const servers = via.map((server) => `via=${encodeURIComponent(server)}`).join('&');
		return await this.requester.send({
			method: 'POST',
			path: `${client('join', room)}${servers ? `?${servers}` : ''}`,
			body: REASONLESS,
			answer: roomId,
			isRepeatable: true,
			hint: 'The room does not exist, or is only for those who are invited: let somebody in it invite the account of the credential.',
			otherServer: `The room is on another server. ${CHECK_SERVER} A link to the room may name more servers that know it.`,
		});
	}

	/** Fails for those who are not in the room, even if they have just left (matrix.md §4 Leave). */
	async leave(room: string, reason?: string): Promise<Result> {
		return await this.act(room, 'leave', { reason });
	}

	async invite(room: string, user: string, reason?: string): Promise<Result> {
		return await this.act(room, 'invite', { user_id: user, reason });
	}

	async kick(room: string, user: string, reason?: string): Promise<Result> {
		return await this.act(room, 'kick', { user_id: user, reason });
	}

	private async act(room: string, verb: string, body: IDataObject): Promise<Result> {
		return await this.requester.attempt({
			method: 'POST',
			path: client('rooms', room, verb),
			body: Object.values(body).some((value) => value !== undefined)
				? withoutUndefined(body)
				: REASONLESS,
			answer: done,
			isRepeatable: true,
		});
	}

	/** Public rooms of the server; by default, servers publish none (matrix.md [390]). */
	directory(search: string): AsyncGenerator<ListedRoom> {
		return walk(async (since) => {
			const filter = search === '' ? undefined : { generic_search_term: search };
			return await this.requester.send({
				method: 'POST',
				path: client('publicRooms'),
				body: withoutUndefined({ limit: PAGE, since, filter }),
				answer: roomsUnder('chunk'),
				reads: true,
			});
		});
	}

	/** The rooms of a space in its order, and of the spaces in it; without the space itself. */
	async *inSpace(space: string): AsyncGenerator<ListedRoom> {
		const rooms = walk(async (from) => {
			return await this.requester.send({
				method: 'GET',
				path: newer('rooms', space, 'hierarchy'),
				query: { limit: PAGE, from },
				answer: roomsUnder('rooms'),
			});
		});
		for await (const room of rooms) if (room.room_id !== space) yield room;
	}
}

/**
 * n8n's HTTP helper omits an empty body, which the server does not accept (matrix.md §3 Bodies).
 */
const REASONLESS: IDataObject = { reason: '' };

function statePath(room: string, type: string, key = ''): string {
	return client('rooms', room, 'state', type, ...(key === '' ? [] : [key]));
}

const roomsUnder =
	(key: string) =>
	(body: unknown): Page<ListedRoom> => {
		const things = inside(key, listOf(objectWith<ListedRoom>('room_id')))(body);
		const { next_batch: next } = objectWith<IDataObject>()(body);
		return { things, next: next === undefined ? undefined : text(next) };
	};
