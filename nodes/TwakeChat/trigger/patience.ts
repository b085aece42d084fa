import type { ITriggerFunctions } from 'n8n-workflow';
import { problemOf } from '../../shared/errors';
import type { Reason } from '../../shared/errors';
import { clock } from '../../shared/retry';

/** Before the server is asked again, in ms, if it does not say how long to wait. */
const PAUSE_MS = 5_000;

/** How often it is asked what it fails over: some questions it can never answer. */
export const MOST_FAILURES = 3;

/** The server is away, or wants to be left alone. */
export const AWAY: Array<Reason | undefined> = ['rateLimited', 'unavailable', 'unconfirmed'];

/** The server takes the token no more. */
export const TOKEN_OVER: Array<Reason | undefined> = ['noToken', 'unknownToken'];

/** What a trigger asks with. */
export interface Asker {
	logger: ITriggerFunctions['logger'];
	/** Aborted when the trigger ends. */
	end: AbortSignal;
	/** How often the server may be away; any number of times by default. */
	mostTries?: number;
	/** Called when the server takes the token no more. */
	fail(error: Error): void;
}

/**
 * What the server answers, however long it is away or wants to be left alone; undefined when it
 * refuses, or fails again and again.
 */
export async function patiently<T>(
	ask: () => Promise<T>,
	{ logger, end, mostTries = Infinity, fail }: Asker,
): Promise<T | undefined> {
	const isOver = () => end.aborted;
	for (let tries = 0, failures = 0; tries < mostTries && !isOver();) {
		try {
			return await ask();
		} catch (error) {
			if (isOver()) return undefined;
			const { reason, status = 0, restMs = PAUSE_MS } = problemOf(error) ?? {};
			logger.warn(`Twake Chat Trigger: ${(error as Error).message}`);
			if (TOKEN_OVER.includes(reason)) fail(error as Error);
			if (!AWAY.includes(reason) && (status < 500 || ++failures >= MOST_FAILURES)) return undefined;
			if (reason !== 'rateLimited') tries++;
			if (tries < mostTries) await clock.sleep(restMs, end);
		}
	}
	return undefined;
}
