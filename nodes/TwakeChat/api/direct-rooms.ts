import type { IDataObject } from 'n8n-workflow';
import { inside, listOf, objectWith, text } from '../../shared/answers';
import { bodyOf } from '../../shared/request';
import type { Requester } from '../../shared/request';
import { SharedTurns } from '../../shared/turns';
import type { AccountApi } from './account';
import type { Encryption } from './encryption';
import { client } from './paths';
import type { RoomsApi } from './rooms';

/** The IDs of direct rooms by user; clients write the list as well, and some leave nonsense in it. */
type Direct = Partial<Record<string, unknown>>;

const roomsIn = (entry: unknown): string[] =>
	Array.isArray(entry) ? entry.filter((room) => typeof room === 'string') : [];

/** Executions of one n8n that write to the same person must not each create a room. */
const turns = new SharedTurns();

/**
 * Direct rooms: the server creates a new one each time, and clients have to remember them
 * (matrix.md §9).
 */
export class DirectRooms {
	constructor(
		private readonly requester: Requester,
		private readonly account: AccountApi,
		private readonly rooms: RoomsApi,
		private readonly encryption: Encryption,
	) {}

	/**
	 * A direct room with this person that can be written to; if there is none, it is created, after
	 * `beforeNew`.
	 */
	async open(
		user: string,
		beforeNew: () => Promise<void>,
	): Promise<{ room: string; isNew: boolean }> {
		const me = await this.account.me();
		// One list for all people, replaced as a whole without compare-and-set.
		return await turns.take<{ room: string; isNew: boolean }>(
			`${this.requester.baseUrl} ${me}`,
			this,
			async () => {
				const known = await this.listed();
				const found = await this.usableRoom(roomsIn(known[user]), user);
				if (found) return found;
				await beforeNew();
				const room = await this.rooms.create({
					preset: 'trusted_private_chat',
					is_direct: true,
					invite: [user],
				});
				await this.requester.afterWriting(async () => {
					const rooms = [...roomsIn(known[user]), room];
					await this.account.setData('m.direct', { ...known, [user]: rooms });
				});
				return { room, isNew: true };
			},
		);
	}

	private async usableRoom(candidates: string[], user: string) {
		if (candidates.length === 0) return undefined;
		const joined = await this.requester.send({
			method: 'GET',
			path: client('joined_rooms'),
			answer: inside('joined_rooms', listOf(text)),
		});
		const left: string[] = [];
		for (const room of candidates.filter((each) => joined.includes(each)).reverse()) {
			if (await this.encryption.isOn(room)) continue;
			if ((await this.rooms.successor(room)) !== undefined) continue;
			const membership = await this.rooms.membership(room, user);
			if (membership === 'join' || membership === 'invite') return { room, isNew: false };
			if (membership === 'leave') left.push(room);
		}
		// Sending there would succeed, and nobody would read it (matrix.md [135]).
		for (const room of left) {
			bodyOf(await this.rooms.invite(room, user));
			return { room, isNew: false };
		}
		return undefined;
	}

	/**
	 * The list as clients write it. Read with /sync, whose answer is never empty: if something else
	 * answered an empty list in the server's place, it would be written back.
	 */
	private async listed(): Promise<Direct> {
		const { account_data: data } = await this.requester.send({
			method: 'GET',
			path: client('sync'),
			query: { filter: ONLY_DIRECT, timeout: 0, set_presence: 'offline' },
			answer: objectWith<{ account_data?: { events?: Stored[] } }>('next_batch'),
		});
		return data?.events?.find(({ type }) => type === 'm.direct')?.content ?? {};
	}
}

interface Stored {
	type: string;
	content: IDataObject;
}

const ONLY_DIRECT = JSON.stringify({
	room: { rooms: [] },
	presence: { types: [] },
	account_data: { types: ['m.direct'] },
});
