import { sleep as hostSleep } from 'n8n-workflow';

/** How one attempt of a request ended, as far as repeating it is concerned. */
export type Attempt =
	| { kind: 'answered'; status: number }
	/** The connection could not be opened, so the server has not seen the request. */
	| { kind: 'notSent' }
	/** The connection broke or timed out, so the server may have carried out the request. */
	| { kind: 'lost' };

/**
 * - `accept`: this is the answer, good or bad;
 * - `wait`: refused because of a limit, not carried out: wait for the limit, then repeat;
 * - `repeat`: harmless to send again after a short pause;
 * - `uncertain`: perhaps carried out and not repeatable: the user has to be told.
 */
export type Verdict = 'accept' | 'wait' | 'repeat' | 'uncertain';

/**
 * Answers of a proxy in front of the service, from 520 on Cloudflare's: the service is briefly
 * away, and may or may not have worked on the request.
 */
const GATEWAY_ERRORS = [502, 503, 504, 520, 521, 522, 523, 524, 530];

/**
 * The table of what may be repeated (design.md §6). `repeatable`: sending it twice has the same
 * effect as sending it once.
 */
export function verdictOn(attempt: Attempt, repeatable: boolean): Verdict {
	if (attempt.kind === 'notSent') return 'repeat';
	if (attempt.kind === 'answered') {
		if (attempt.status === 429) return 'wait';
		if (!GATEWAY_ERRORS.includes(attempt.status)) return 'accept';
	}
	return repeatable ? 'repeat' : 'uncertain';
}

/** Error codes of node's sockets and resolver that occur only before there is a connection. */
const NO_CONNECTION = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EADDRNOTAVAIL'];

/** These can occur before a connection or in the middle of one, when the route is lost. */
const NO_ROUTE = ['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'];

/**
 * What is thrown when a connection breaks or cannot be opened; axios and n8n wrap it in their own
 * errors.
 */
export interface ConnectionError {
	code?: string;
	/** What node was doing. */
	syscall?: string;
	/** One per address of the server, when all of them were tried. */
	errors?: ConnectionError[];
	cause?: unknown;
}

/**
 * Classifies the error of a failed attempt: either it proves that nothing was sent, or it proves
 * nothing.
 */
export function attemptOf(error: ConnectionError): Attempt {
	const { code = '' } = error;
	const isNotSent =
		NO_CONNECTION.includes(code) || (NO_ROUTE.includes(code) && wasConnecting(error));
	return { kind: isNotSent ? 'notSent' : 'lost' };
}

function wasConnecting({ syscall, errors, cause }: ConnectionError): boolean {
	if (syscall !== undefined) return syscall === 'connect';
	if (errors) return errors.length > 0 && errors.every(wasConnecting);
	return cause instanceof Error && wasConnecting(cause);
}

/** Time as the waiting rules see it, in ms; one object, so that tests can shrink it. */
export const clock = {
	now: (): number => Date.now(),
	/** Sleeps in slices, so that a cancelled execution wakes up within 100 ms on any version of n8n. */
	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		const end = clock.now() + ms;
		for (let rest = ms; rest > 0 && !signal?.aborted; rest = end - clock.now()) {
			await hostSleep(Math.min(rest, 100));
		}
	},
	/** Resolves after a time (ms), but does not keep the process running for it. */
	async later(ms: number): Promise<void> {
		const signal = AbortSignal.timeout(ms);
		await new Promise((resolve) => signal.addEventListener('abort', resolve));
	},
};

/** Pauses all workers of an execution at once: a limit that one request hits applies to all. */
export class Gate {
	private openAt = 0;

	/** Closes the gate until the given time (ms since 1970); never shortens an earlier closing. */
	closeUntil(time: number): void {
		this.openAt = Math.max(this.openAt, time);
	}

	/** How long a request has to wait now, in ms. */
	remaining(): number {
		return Math.max(0, this.openAt - clock.now());
	}
}

/** Reads a Retry-After header (seconds or an HTTP date); undefined when missing or unreadable. */
export function retryAfterMs(header: unknown): number | undefined {
	if (typeof header !== 'string' && typeof header !== 'number') return undefined;
	const text = String(header).trim();
	if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
	// V8 reads a date into "-5" and "about 5" as well; it lies in the past, so there would be no
	// wait.
	const date = /\d:\d\d/.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - clock.now());
}

/** Growing pause with jitter before attempt number `attempt` (1 = first repetition), in ms. */
export function backoffMs(attempt: number): number {
	return Math.min(500 * 2 ** (attempt - 1), 10_000) * (0.75 + Math.random() / 2);
}
