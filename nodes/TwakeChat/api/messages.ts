import type { IDataObject } from 'n8n-workflow';
import { objectWith } from '../../shared/answers';
import { bodyOf } from '../../shared/request';
import type { AskedFor, Requester, Result } from '../../shared/request';
import { done, event, eventId, eventPage } from './answers';
import { PAGE, walk } from './paging';
import { client, newer } from './paths';
import type { Transactions } from './transactions';
import type { Content, MatrixEvent, MessagePlace } from './types';

/** Messages and events that refer to them (matrix.md §5, matrix.md §6, matrix.md §8). */
export class MessagesApi {
	constructor(private readonly requester: Requester) {}

	/**
	 * Sends an event to a room and returns its ID. Sent again with the same keys, it has no further
	 * effect; `work` names the operation and what it works on, because the keys do not.
	 */
	async send(
		{ room, type = 'm.room.message' }: { room: string; type?: string },
		content: Content,
		transactions: Transactions,
		work: string[],
	): Promise<string> {
		return bodyOf(await this.attemptToSend({ room, type }, content, transactions, work));
	}

	async attemptToSend(
		{ room, type }: { room: string; type: string },
		content: Content,
		transactions: Transactions,
		work: string[],
	): Promise<Result<string>> {
		// `work` tells what it relates to; which message of a thread came last may differ in a retry,
		// and a file has another address each time it is stored.
		const said = { ...content, url: undefined, 'm.relates_to': undefined };
		const key = transactions.keyOf([type, ...work], [room, said]);
		return await this.requester.attempt({
			method: 'PUT',
			path: client('rooms', room, 'send', type, key),
			body: content,
			answer: eventId,
		});
	}

	/** Undefined when it does not exist, in this room or for this account (matrix.md [342]). */
	async get(place: MessagePlace): Promise<MatrixEvent | undefined> {
		const result = await this.requester.attempt(eventRequest(place));
		if ('body' in result) return result.body;
		if (result.problem.reason === 'missing') return undefined;
		throw result.error;
	}

	/**
	 * Empties an event for good; a 200 can be trusted if the event exists (matrix.md [222]). Returns
	 * the ID of the redaction.
	 */
	async redact(
		{ room, message }: MessagePlace,
		reason: string | undefined,
		transactions: Transactions,
	): Promise<string> {
		const key = transactions.keyOf(['redact', message], [room, reason]);
		return await this.requester.send({
			method: 'PUT',
			path: client('rooms', room, 'redact', message, key),
			// n8n's HTTP helper omits an empty body.
			body: { reason: reason ?? '' },
			answer: eventId,
			hint: 'The message does not exist in this room, or it is somebody else’s and the account lacks the power level to redact.',
		});
	}

	/** Events of a room from one end; without a direction it would be the oldest (matrix.md §8). */
	list(
		room: string,
		order: 'newest' | 'oldest',
		filter: IDataObject,
		start?: string,
	): AsyncGenerator<MatrixEvent> {
		return walk(async (token) => {
			return await this.requester.send({
				method: 'GET',
				path: client('rooms', room, 'messages'),
				query: {
					dir: order === 'newest' ? 'b' : 'f',
					from: token ?? start,
					limit: PAGE,
					filter: JSON.stringify(filter),
				},
				answer: eventPage('end'),
			});
		});
	}

	/**
	 * Where `list` has to start so that the first event at or after a time comes first; undefined if
	 * there is none.
	 */
	async startAt(room: string, since: Date): Promise<string | undefined> {
		const found = await this.requester.attempt({
			method: 'GET',
			path: newer('rooms', room, 'timestamp_to_event'),
			query: { ts: since.getTime(), dir: 'f' },
			answer: eventId,
		});
		if ('problem' in found) {
			if (found.problem.reason === 'missing') return undefined;
			throw found.error;
		}
		const { start } = await this.requester.send({
			method: 'GET',
			path: client('rooms', room, 'context', found.body),
			query: { limit: 0 },
			answer: objectWith<{ start: string }>('start'),
		});
		return start;
	}

	/** Events that refer to another: the messages of its thread, its reactions. */
	related(
		{ room, message }: MessagePlace,
		relation: 'm.thread' | 'm.annotation',
		order: 'newest' | 'oldest' = 'newest',
	): AsyncGenerator<MatrixEvent> {
		return walk(async (from) => {
			return await this.requester.send({
				method: 'GET',
				path: newer('rooms', room, 'relations', message, relation),
				query: { dir: order === 'newest' ? 'b' : 'f', limit: PAGE, from },
				answer: eventPage('next_batch'),
			});
		});
	}

	/** The first messages of a room's threads, most recently active first. */
	threads(room: string, include: 'all' | 'participated'): AsyncGenerator<MatrixEvent> {
		return walk(async (from) => {
			return await this.requester.send({
				method: 'GET',
				path: newer('rooms', room, 'threads'),
				query: { include, limit: PAGE, from },
				answer: eventPage('next_batch'),
			});
		});
	}

	/**
	 * Marks messages as read up to this one, for others and for the account itself (matrix.md [225]).
	 */
	async markRead({ room, message }: MessagePlace): Promise<void> {
		await this.requester.send({
			method: 'POST',
			path: client('rooms', room, 'read_markers'),
			body: { 'm.fully_read': message, 'm.read': message },
			answer: done,
			isRepeatable: true,
		});
	}

	/** `forMs`: how long others see it, unless it is ended earlier. */
	async type(room: string, me: string, forMs: number | undefined): Promise<void> {
		const body = forMs === undefined ? { typing: false } : { typing: true, timeout: forMs };
		const path = client('rooms', room, 'typing', me);
		await this.requester.send({ method: 'PUT', path, body, answer: done });
	}
}

export function eventRequest({ room, message }: MessagePlace): AskedFor<MatrixEvent> {
	return { method: 'GET', path: client('rooms', room, 'event', message), answer: event };
}
