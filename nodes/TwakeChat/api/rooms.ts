import type { IDataObject } from 'n8n-workflow';
import { inside, listOf, objectWith, text } from '../../shared/answers';
import type { Answer } from '../../shared/answers';
import { given } from '../../shared/json';
import type { Requester, Result } from '../../shared/request';
import { bodyOf } from '../../shared/request';
import { done, eventId, roomId, stored } from './answers';
import type { Page } from './answers';
import { isAlias } from './ids';
import { PAGE, walk } from './paging';
import { client, newer } from './paths';

/** A room as its server lists it: in its directory, and in a space. */
export interface ListedRoom extends IDataObject {
	room_id: string;
	name?: string;
	topic?: string;
	canonical_alias?: string;
	num_joined_members?: number;
	room_type?: string;
	join_rule?: string;
}

/** Rooms (matrix.md §4). */
export class RoomsApi {
	private readonly ids = new Map<string, Promise<string>>();

	constructor(private readonly requester: Requester) {}

	/** The ID of a room; an alias is looked up, once per execution. */
	async idOf(room: string): Promise<string> {
		if (!isAlias(room)) return room;
		const known = this.ids.get(room) ?? this.lookUp(room);
		this.ids.set(room, known);
		known.catch(() => this.ids.delete(room));
		return await known;
	}

	private async lookUp(alias: string): Promise<string> {
		return await this.requester.send({
			method: 'GET',
			path: client('directory', 'room', alias),
			answer: roomId,
			hint: `No room has the alias ${alias}. Letters of either case are different ones there.`,
		});
	}

	/** One event of the state, for callers that have an answer to its absence. */
	async state(room: string, type: string, key = ''): Promise<Result<IDataObject>> {
		const path = statePath(room, type, key);
		return await this.requester.attempt({ method: 'GET', path, answer: stored });
	}

	/** What the account needs of such an event, or undefined when there is none. */
	async stateIfAny<T>(
		room: string,
		[type, key]: [type: string, key?: string],
		answer: Answer<T>,
	): Promise<T | undefined> {
		const path = statePath(room, type, key);
		const result = await this.requester.attempt({ method: 'GET', path, answer });
		if ('problem' in result && result.problem.reason === 'missing') return undefined;
		return bodyOf(result);
	}

	/** How somebody stands to a room; undefined for whoever never did. */
	async membership(room: string, user: string): Promise<string | undefined> {
		return await this.stateIfAny(room, ['m.room.member', user], inside('membership', text));
	}

	/** The same content again makes no event (matrix.md [132]). */
	async setState(room: string, type: string, body: IDataObject): Promise<string> {
		const path = statePath(room, type);
		return await this.requester.send({ method: 'PUT', path, body, answer: eventId });
	}

	/** Not repeated when its answer gets lost: it would make a second room (matrix.md §4 Create). */
	async create(body: IDataObject): Promise<string> {
		const hint = 'Twake Chat may have made a room before it refused: look for one without a name.';
		const path = client('createRoom');
		return await this.requester.send({ method: 'POST', path, body, answer: roomId, hint });
	}

	/** `room`: an ID or an alias; `via`: servers that know it. Harmless when joined already. */
	async join(room: string, via: string[] = []): Promise<string> {
		const servers = via.map((server) => `via=${encodeURIComponent(server)}`).join('&');
		return await this.requester.send({
			method: 'POST',
			path: `${client('join', room)}${servers ? `?${servers}` : ''}`,
			body: REASONLESS,
			answer: roomId,
			isRepeatable: true,
			hint: 'The room does not exist, or is only for those who are invited: let somebody in it invite the account of the credential.',
		});
	}

	/** Fails for those who are not in it, also when they have just left (matrix.md §4 Leave). */
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
			body: Object.values(body).some((value) => value !== undefined) ? given(body) : REASONLESS,
			answer: done,
			isRepeatable: true,
		});
	}

	/** Public rooms of the server; one publishes nothing by default (matrix.md [390]). */
	directory(search: string): AsyncGenerator<ListedRoom> {
		return walk(async (since) => {
			const filter = search === '' ? undefined : { generic_search_term: search };
			return await this.requester.send({
				method: 'POST',
				path: client('publicRooms'),
				body: given({ limit: PAGE, since, filter }),
				answer: roomsUnder('chunk'),
				reads: true,
			});
		});
	}

	/** The rooms of a space in its order, and of the spaces in it; not the space itself. */
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

/** n8n's HTTP helper leaves an empty body out, which the server does not take (matrix.md §3 Bodies). */
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
