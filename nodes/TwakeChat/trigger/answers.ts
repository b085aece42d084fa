import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';
import { stateIn } from '../../shared/asking/knock';
import { BoundedMap } from '../../shared/bounded-map';
import { problemOf } from '../../shared/errors';
import type { Reason } from '../../shared/errors';
import { isObject } from '../../shared/json';
import { clock } from '../../shared/retry';
import { MessagesApi } from '../api/messages';
import { askedBy, markIn } from '../api/questions';
import type { Round } from '../api/sync';
import type { Requester } from '../../shared/request';
import type { MatrixEvent, MessagePlace } from '../api/types';
import { AWAY, MOST_FAILURES, TOKEN_OVER } from './patience';

/** Failures that pass, or that end the whole poll: the round is asked for again. */
const PASSING: Array<Reason | undefined> = [...AWAY, ...TOKEN_OVER];

/**
 * How often an answer is handed over to an execution that n8n is still putting to sleep, or to an
 * n8n that is just starting.
 */
const MOST_TRIES = 15;
const PAUSE_MS = 1_000;

/** What a hearing needs of n8n. */
export interface Place {
	context: ITriggerFunctions;
	requester: Requester;
	signal: AbortSignal;
}

/**
 * Passes answers on to the executions that wait for them (n8n.md §11); they start no workflow. An
 * event that answers nothing, or comes too late, is one like any other.
 */
export class Answers {
	private readonly others = new BoundedMap<true>(5_000);
	/** How often the server has failed over a message. */
	private readonly failures = new BoundedMap<number>(100);
	/** Addresses at which nobody answered in the end. */
	private readonly silent = new BoundedMap<true>(100);

	constructor(
		private readonly me: string,
		private readonly n8n: string,
	) {}

	/** The round without the events that answered a question. */
	async takenFrom(round: Round, place: Place): Promise<Round> {
		const rooms: Round['rooms'] = [];
		for (const { room, events } of round.rooms) {
			const left: MatrixEvent[] = [];
			for (const event of events) {
				if (!(await this.isTaken(room, event, place))) left.push(event);
			}
			rooms.push({ room, events: left });
		}
		return { ...round, rooms };
	}

	private async isTaken(room: string, event: MatrixEvent, place: Place): Promise<boolean> {
		if (event.sender === this.me) return false;
		for (const message of askedBy(event)) {
			const mark = await this.markOf({ room, message }, place.requester);
			// A round may come twice: what was taken then is not new now.
			if (mark?.answer === event.event_id) return true;
			if (mark?.address === undefined) continue;
			if (await this.handOver(mark.address, event.event_id, place)) return true;
		}
		return false;
	}

	private async markOf(place: MessagePlace, requester: Requester) {
		if (this.others.get(place.message)) return undefined;
		const found = await new MessagesApi(requester).get(place).catch((error: Error) => {
			const { reason, status = 0 } = problemOf(error) ?? {};
			if (PASSING.includes(reason) || (status >= 500 && this.mayPass(place))) throw error;
			return undefined;
		});
		const mark = found && markIn(found, this.me, this.n8n);
		if (!mark) this.others.set(place.message, true);
		return mark;
	}

	private mayPass({ message }: MessagePlace): boolean {
		const count = (this.failures.get(message) ?? 0) + 1;
		this.failures.set(message, count);
		return count < MOST_FAILURES;
	}

	/** Whether the waiting execution took it; it reads the event itself. */
	private async handOver(url: string, event: string, { context, signal }: Place): Promise<boolean> {
		const tries = this.silent.get(url) ? 1 : MOST_TRIES;
		for (let tried = 0; tried < tries && !signal.aborted; tried++) {
			if (tried > 0) await clock.sleep(PAUSE_MS, signal);
			const answer = await posted(context, url, { event }, signal);
			if (answer?.isFinal) return answer.isTaken;
		}
		if (!signal.aborted) {
			this.silent.set(url, true);
			context.logger.warn(
				`Twake Chat Trigger: an answer to a question could not be handed over at ${new URL(url).origin}`,
			);
		}
		return false;
	}
}

async function posted(
	context: ITriggerFunctions,
	url: string,
	body: IDataObject,
	abortSignal: AbortSignal,
): Promise<{ isFinal: boolean; isTaken: boolean } | undefined> {
	try {
		const response = (await context.helpers.httpRequest({
			method: 'POST',
			url,
			body,
			json: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			timeout: 30_000,
			abortSignal,
		})) as { statusCode: number; body: unknown };
		const { statusCode, body: told } = response;
		// n8n refuses with 409 as long as the execution has not fallen asleep, and when it was stopped.
		const isFinal = statusCode < 500 && (statusCode !== 409 || stateIn(response) === 'over');
		return { isFinal, isTaken: isObject(told) && told.isTaken === true };
	} catch {
		return undefined;
	}
}
