import type { Problem } from './errors';
import type { Attempt } from './retry';
import type { ApiResponse } from './request-types';

/** An attempt that has ended, with what is known about it. */
export interface Sent {
	attempt: Attempt;
	response?: ApiResponse;
	/** The error code of the connection. */
	code?: string;
}

/** How an attempt ended, or a problem that makes every further attempt useless. */
export type Reply = Sent | { problem: Problem };

/** A limit of the service lasts longer than the item may wait; times in ms. */
export function limited(service: string, waited: number, rest: number): Problem {
	const seconds = (ms: number) => `${Math.ceil(ms / 1000)} s`;
	const howLong =
		waited > 0 ? `, and waiting ${seconds(waited)} did not help` : ` for another ${seconds(rest)}`;
	return {
		message: `${service} limits the number of requests${howLong}`,
		description:
			'Raise Options > Longest Wait, lower Options > Concurrency, or run fewer items at once.',
		reason: 'rateLimited',
		status: 429,
		restMs: rest,
		nothingDone: true,
	};
}

/** A request that may have been carried out and must not be repeated. */
export function unconfirmed(service: string, sent: Sent): Problem {
	return {
		message: `${service} did not confirm the request`,
		description: `The connection broke or a proxy gave up after the request had been sent (${reasonOf(sent)}). It was not sent again, because that could do it twice. Look in ${service} before you run this item again.`,
		reason: 'unconfirmed',
		status: sent.response?.status,
		uncertain: true,
	};
}

/** All attempts failed, and none of them did anything. */
export function unavailable(service: string, baseUrl: string, sent: Sent, tries: number): Problem {
	return {
		message: `${service} could not be reached at ${baseUrl}`,
		description: `Tried ${tries === 1 ? 'once' : `${tries} times`} (${reasonOf(sent)}). ${REACH}`,
		reason: 'unavailable',
		status: sent.response?.status,
	};
}

/** The only attempt got no answer. */
export function unreachable(service: string, baseUrl: string, code: string): Problem {
	return {
		message: `${service} could not be reached at ${baseUrl} (${code})`,
		description: REACH,
		reason: 'unavailable',
	};
}

const REACH =
	'Check the base URL in the credential, whether the server is up, and whether n8n can reach it: inside a container, localhost is the container itself.';

/** A success without the form that the service always gives to such a request. */
export function strangeAnswer(service: string, { message }: Error, body: unknown): Problem {
	return {
		message: `${service} did not answer in the form that was expected`,
		description: `Something between n8n and the server may have changed the answer, or the server is of another version. (${message})`,
		body,
		reason: 'strangeAnswer',
	};
}

/** `most`: the limit, in words. */
export function tooLarge(service: string, most: string): Problem {
	return {
		message: `The answer of ${service} is too large (${most})`,
		description: 'It was not read to its end. Ask for less at once.',
		reason: 'strangeAnswer',
	};
}

/** A problem with a request that writes, when the service may have carried it out nonetheless. */
export function perhapsDone(service: string, problem: Problem): Problem {
	const { description = `Look in ${service} before you run this item again.` } = problem;
	return { ...problem, description, uncertain: true };
}

function reasonOf({ attempt, code }: Sent): string {
	return attempt.kind === 'answered' ? `HTTP ${attempt.status}` : (code ?? 'no reason given');
}
