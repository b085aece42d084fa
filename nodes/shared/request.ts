import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INode } from 'n8n-workflow';
import { apiError, cancelled } from './errors';
import type { Problem } from './errors';
import { limited, perhapsDone, unavailable, uncertain } from './connection-problems';
import { backoffMs, clock, Gate, retryAfterMs, verdictOn } from './retry';
import type {
	ApiRequest,
	ApiResponse,
	FileStream,
	RequestContext,
	RequestLimits,
	Service,
} from './request-types';
import { Transport } from './transport';

export type * from './request-types';

/** For pickers and credential tests, where a person is waiting. */
export const interactive: RequestLimits = { maxWaitMs: 2_000, timeoutMs: 20_000 };

export type Result<T = unknown> = { body: T } | { error: NodeApiError; problem: Problem };

/** Repetitions after an outage; limits are bounded by time alone. */
const MAX_REPETITIONS = 4;

/** After a refusal that says "repeat at once", or names a time that has passed by our clock. */
const SHORTEST_PAUSE_MS = 1_000;

/** Sends requests to one service for one execution: credentials read once, one gate for all items. */
export class Requester {
	private readonly gate = new Gate();
	private readonly node: INode;
	private readonly signal: AbortSignal | undefined;

	private constructor(
		context: RequestContext,
		private readonly service: Service,
		private readonly limits: RequestLimits,
		private readonly transport: Transport,
		/** Without trailing slash. */
		readonly baseUrl: string,
	) {
		this.node = context.getNode();
		this.signal = context.getExecutionCancelSignal?.();
	}

	/** Throws a NodeOperationError when the credential's base URL is no web address. */
	static async open(
		context: RequestContext,
		service: Service,
		limits: RequestLimits,
	): Promise<Requester> {
		const credentials = await context.getCredentials(service.credential);
		const baseUrl = service.baseUrl(credentials);
		if (baseUrl !== undefined) {
			const { timeoutMs } = limits;
			const transport = new Transport(context, service, credentials, baseUrl, timeoutMs);
			return new Requester(context, service, limits, transport, baseUrl);
		}
		throw new NodeOperationError(
			context.getNode(),
			`The base URL in the ${service.name} credential is not a web address`,
			{ description: 'It should look like https://chat.example.com, without anything after it.' },
		);
	}

	/** The body of a successful answer. Throws one NodeApiError for everything else. */
	async send<T = unknown>(request: ApiRequest): Promise<T> {
		const result = await this.attempt<T>(request);
		if ('error' in result) throw result.error;
		return result.body;
	}

	/** Like `send`, for callers that have an answer to some problems. Throws only when cancelled. */
	async attempt<T = unknown>(request: ApiRequest): Promise<Result<T>> {
		const result = await this.exchange(request);
		return 'error' in result ? result : { body: result.body as T };
	}

	/** A file as a stream, with the headers that tell its name and type. Throws like `send`. */
	async download(request: ApiRequest): Promise<{ stream: FileStream; headers: IDataObject }> {
		const result = await this.exchange({ ...request, isDownload: true });
		if ('error' in result) throw result.error;
		return { stream: result.body as FileStream, headers: result.headers };
	}

	private async exchange(
		request: ApiRequest,
	): Promise<ApiResponse | { error: NodeApiError; problem: Problem }> {
		const writes = request.method !== 'GET' && request.reads !== true;
		const repeatable = request.method !== 'POST' || !writes;
		let waited = 0;
		let repetitions = 0;
		/** An attempt may have been carried out although its answer got lost. */
		let isOpen = false;
		const failed = (problem: Problem) =>
			this.failed(isOpen ? perhapsDone(this.service.name, problem) : problem);
		for (let attempts = 1; ; attempts++) {
			// The gate first: another item may have met the limit already, or meet it while this one waits.
			for (let rest; (rest = this.gate.remaining()) > 0;) {
				const isTooLong = waited + rest > this.limits.maxWaitMs;
				if (isTooLong) return failed(limited(this.service.name, waited, rest));
				waited += await this.pause(rest);
			}

			const reply = await this.transport.once(request);
			if (this.signal?.aborted) throw cancelled(this.node);
			if ('problem' in reply) return failed(reply.problem);
			const verdict = verdictOn(reply.attempt, repeatable);
			if (verdict === 'accept' && reply.response) {
				const isFile = request.isDownload && reply.response.status < 300;
				const problem = isFile ? undefined : this.service.problemIn(reply.response, request);
				if (!problem) return reply.response;
				isOpen ||= writes && isUnclear(reply.response.status, problem);
				return failed(problem);
			}
			if (verdict === 'uncertain') return this.failed(uncertain(this.service.name, reply));
			if (verdict === 'wait') {
				const told = retryAfterMs(reply.response?.headers['retry-after']);
				const pause = Math.max(told ?? this.service.limitLasts(attempts), SHORTEST_PAUSE_MS);
				this.gate.closeUntil(clock.now() + pause);
				continue;
			}
			isOpen ||= writes && reply.attempt.kind !== 'notSent';
			const delay = backoffMs(++repetitions);
			if (repetitions > MAX_REPETITIONS || waited + delay > this.limits.maxWaitMs) {
				const { name } = this.service;
				return failed(unavailable(name, this.baseUrl, reply, repetitions));
			}
			waited += await this.pause(delay);
		}
	}

	/** Waits and returns how long it was, in ms. Throws when the execution is cancelled meanwhile. */
	private async pause(ms: number): Promise<number> {
		if (ms > 0) await clock.sleep(ms, this.signal);
		if (this.signal?.aborted) throw cancelled(this.node);
		return ms;
	}

	private failed(problem: Problem): { error: NodeApiError; problem: Problem } {
		return { error: this.error(problem), problem };
	}

	/**
	 * What follows on a request that has written something: when it fails, the error says that the
	 * work may be done, whatever the request that failed did.
	 */
	async afterWriting<T>(work: () => Promise<T>): Promise<T> {
		try {
			return await work();
		} catch (failure) {
			throw failure instanceof NodeApiError ? this.perhapsDone(failure) : failure;
		}
	}

	/** Runs pieces of work that write: when any but the first fails, something may be done. */
	steps(): <T>(work: () => Promise<T>) => Promise<T> {
		let isFirst = true;
		return async (work) => {
			const result = isFirst ? await work() : await this.afterWriting(work);
			isFirst = false;
			return result;
		};
	}

	private perhapsDone({ message, description, httpCode, context }: NodeApiError): NodeApiError {
		const problem = { message, description: description ?? undefined, body: context.data };
		const status = httpCode === null ? undefined : Number(httpCode);
		return this.error(perhapsDone(this.service.name, { ...problem, status }));
	}

	/** The error for a problem that a client of the service found itself, to be thrown. */
	error(problem: Problem): NodeApiError {
		return apiError(this.node, problem);
	}
}

/** Crashes of the server and answers that are none of the service: the work may be done or not. */
function isUnclear(status: number, problem: Problem): boolean {
	const isAnswered = status < 300 && problem.status !== undefined && problem.status >= 300;
	return status >= 500 || (status < 300 && !isAnswered);
}
