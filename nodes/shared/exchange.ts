import type { INode } from 'n8n-workflow';
import { limited, perhapsDone, unconfirmed } from './connection-problems';
import type { Reply, Sent } from './connection-problems';
import { cancelled } from './errors';
import type { Problem, Reason } from './errors';
import type { ApiResponse, RequestLimits } from './request-types';
import { backoffMs, clock, Gate, retryAfterMs, verdictOn } from './retry';

/** A request, as far as waiting, repeating and judging are concerned. */
export interface Call {
	/** The name of the service in error texts. */
	service: string;
	/** What n8n's log says about it: method and path, nothing that could be secret. */
	label: string;
	/** Sending it changes something. */
	writes: boolean;
	/** Sending it twice has the same effect as sending it once. */
	repeatable: boolean;
	/** One attempt. Never throws. */
	once(): Promise<Reply>;
	/** Whether an answer with the status of a proxy's counts, because the service itself gave it. */
	isOwnWord?(response: ApiResponse): boolean;
	/** What is wrong with an answer that counts; undefined for a success. */
	problemIn(response: ApiResponse): Problem | undefined;
	/** How long a limit lasts when the answer has no header that says so, in ms. */
	limitLasts(attempt: number, answer?: ApiResponse): number;
	/** The problem to report when all attempts failed and none of them did anything. */
	unavailable(last: Sent, tries: number): Problem;
}

/** What an exchange needs of n8n; only executions can be cancelled. */
export interface LineContext {
	getNode(): INode;
	getExecutionCancelSignal?(): AbortSignal | undefined;
	logger?: { debug(message: string): void };
}

/** After a refusal that says "repeat at once", or whose time is already past by our clock. */
const SHORTEST_PAUSE_MS = 1_000;

/**
 * Repetitions when the host name of a server that has never answered does not resolve: most often a
 * typo.
 */
const MAX_REPETITIONS_WITHOUT_NAME = 4;

/** How often in a row an expired login is renewed; the next request after one logs in anew. */
const MAX_RENEWALS = 2;

/** Why a service takes no request with the credential, whatever is asked for. */
const OF_THE_CREDENTIAL: Reason[] = ['unknownToken', 'loginRefused'];

/** The same, if no request succeeded before; afterwards it concerns one route only. */
const OF_THE_FIRST: Reason[] = ['tokenRefused', 'notAllowedHere'];

/** The line to one server: a limit that one request hits holds back all of them. */
export class Line {
	private readonly gate = new Gate();
	private readonly signal: AbortSignal | undefined;
	private hasAnswered = false;
	private hasSucceeded = false;
	/** Once the service has refused the credential, nothing more is sent with it. */
	private refusal?: Problem;

	constructor(
		private readonly context: LineContext,
		private readonly limits: RequestLimits,
	) {
		this.signal = context.getExecutionCancelSignal?.();
	}

	/** Sends until an answer counts or the longest wait is over. Throws only when cancelled. */
	async exchange(call: Call): Promise<ApiResponse | { problem: Problem }> {
		if (this.refusal) return { problem: this.refusal };
		const patience = new Patience(this.limits.maxWaitMs);
		let repetitions = 0;
		let renewals = 0;
		/** An attempt may have been carried out although its answer was lost. */
		let mayBeDone = false;
		const failed = (problem: Problem) => {
			if (this.isOfCredential(problem)) this.refusal = problem;
			return { problem: mayBeDone ? perhapsDone(call.service, problem) : problem };
		};
		for (let attempts = 1; ; attempts++) {
			const limit = await this.passGate(call, patience);
			if (limit) return failed(limit);
			const began = clock.now();
			const reply = await this.attempt(call);
			if ('problem' in reply) return failed(reply.problem);
			const isOwnWord = reply.response !== undefined && call.isOwnWord?.(reply.response);
			const verdict = isOwnWord ? 'accept' : verdictOn(reply.attempt, call.repeatable);
			if (verdict === 'uncertain') return { problem: unconfirmed(call.service, reply) };
			if (verdict === 'accept') {
				const response = reply.response!;
				const problem = call.problemIn(response);
				if (!problem) {
					this.hasSucceeded = true;
					return response;
				}
				if (problem.reason === 'loginEnded' && ++renewals <= MAX_RENEWALS) continue;
				mayBeDone ||= call.writes && isUnclear(response.status, problem);
				return failed(problem);
			}
			if (verdict === 'wait') {
				this.closeGate(call, reply, attempts);
				continue;
			}
			mayBeDone ||= call.writes && reply.attempt.kind !== 'notSent';
			const delay = Math.max(backoffMs(++repetitions), retryAfterOf(reply) ?? 0);
			// An attempt without an answer counts as waiting too, up to its timeout.
			patience.spent += clock.now() - began;
			if (!patience.allows(delay) || this.isUnknownHost(reply, repetitions)) {
				return failed(call.unavailable(reply, repetitions));
			}
			await this.pause(delay, patience);
		}
	}

	/** Another request may have hit the limit already, or may hit it while this one waits. */
	private async passGate(call: Call, patience: Patience): Promise<Problem | undefined> {
		for (let rest; (rest = this.gate.remaining()) > 0;) {
			if (!patience.allows(rest)) return limited(call.service, patience.spent, rest);
			await this.pause(rest, patience);
		}
		return undefined;
	}

	/** Whether every other request would be refused too. A crash of the server may pass. */
	private isOfCredential({ reason, status = 0 }: Problem): boolean {
		if (reason === undefined || status >= 500) return false;
		const isOfFirst = !this.hasSucceeded && OF_THE_FIRST.includes(reason);
		return OF_THE_CREDENTIAL.includes(reason) || isOfFirst;
	}

	private closeGate(call: Call, reply: Sent, attempts: number): void {
		const pause = Math.max(
			retryAfterOf(reply) ?? call.limitLasts(attempts, reply.response),
			SHORTEST_PAUSE_MS,
		);
		this.gate.closeUntil(clock.now() + pause);
	}

	private async attempt(call: Call): Promise<Reply> {
		const began = clock.now();
		const reply = await call.once();
		const outcome = 'problem' in reply ? (reply.problem.reason ?? 'refused') : outcomeOf(reply);
		const ms = Math.round(clock.now() - began);
		this.context.logger?.debug(`${call.service}: ${call.label}: ${outcome} after ${ms} ms`);
		if (this.signal?.aborted) throw cancelled(this.context.getNode());
		this.hasAnswered ||= 'attempt' in reply && reply.attempt.kind === 'answered';
		return reply;
	}

	private isUnknownHost({ code }: Sent, repetitions: number): boolean {
		const isUnknown = (code === 'ENOTFOUND' || code === 'EAI_AGAIN') && !this.hasAnswered;
		return isUnknown && repetitions > MAX_REPETITIONS_WITHOUT_NAME;
	}

	private async pause(ms: number, patience: Patience): Promise<void> {
		patience.spent += ms;
		await this.wait(ms);
	}

	/** Waits, in ms. Throws when the execution is cancelled meanwhile. */
	async wait(ms: number): Promise<void> {
		await clock.sleep(ms, this.signal);
		if (this.signal?.aborted) throw cancelled(this.context.getNode());
	}
}

/** How long one request may wait in total, and how much of that is spent, in ms. */
class Patience {
	spent = 0;

	constructor(private readonly longest: number) {}

	allows(ms: number): boolean {
		return this.spent + ms <= this.longest;
	}
}

function retryAfterOf({ response }: Sent): number | undefined {
	return retryAfterMs(response?.headers['retry-after']);
}

function outcomeOf({ attempt, code }: Sent): string {
	return attempt.kind === 'answered' ? `HTTP ${attempt.status}` : (code ?? attempt.kind);
}

/** Server crashes and answers that do not come from the service: it may have been done or not. */
function isUnclear(status: number, problem: Problem): boolean {
	const isAnswered = status < 300 && problem.status !== undefined && problem.status >= 300;
	return !problem.nothingDone && (status >= 500 || (status < 300 && !isAnswered));
}
