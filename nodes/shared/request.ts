import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INode } from 'n8n-workflow';
import { attemptToRead } from './answers';
import type { Answer } from './answers';
import { perhapsDone, strangeAnswer, unavailable } from './connection-problems';
import { apiError, problemOf } from './errors';
import type { Problem } from './errors';
import { Line } from './exchange';
import { changes, ignoresSslIssues } from './request-types';
import type {
	ApiRequest,
	ApiResponse,
	FileStream,
	RequestContext,
	RequestLimits,
	Service,
} from './request-types';
import { Transport } from './transport';
import type { Addresses } from './web-address';

export { ignoresSslIssues } from './request-types';
export type * from './request-types';

/** For pickers and credential tests, where a person is waiting. */
export const interactive: RequestLimits = { maxWaitMs: 2_000, timeoutMs: 20_000 };

export type Result<T = unknown> = { body: T } | { error: NodeApiError; problem: Problem };

/** The body of a result; throws when the result is an error. */
export function bodyOf<T>(result: Result<T>): T {
	if ('error' in result) throw result.error;
	return result.body;
}

/** A request together with the form of its answer. */
export type AskedFor<T> = ApiRequest & { answer: Answer<T> };

/**
 * Sends requests to one service for one execution: reads the credentials once, and shares one line
 * between all items.
 */
export class Requester implements Addresses {
	private readonly node: INode;
	private readonly line: Line;

	private constructor(
		private readonly context: RequestContext,
		private readonly service: Service,
		private readonly limits: RequestLimits,
		private readonly transport: Transport,
		readonly baseUrl: string,
		/** Only for links that people open: no request goes there. */
		readonly publicUrl: string,
		readonly ignoresSslIssues: boolean,
	) {
		this.node = context.getNode();
		this.line = new Line(context, limits);
	}

	/** Throws a NodeOperationError when an address in the credential is no web address. */
	static async open(
		context: RequestContext,
		service: Service,
		limits: RequestLimits,
	): Promise<Requester> {
		const credentials = await context.getCredentials(service.credential);
		const baseUrl = service.baseUrl(credentials);
		const publicUrl = service.publicUrl(credentials);
		if (baseUrl !== undefined && publicUrl !== undefined) {
			const { timeoutMs } = limits;
			const transport = new Transport(context, service, credentials, baseUrl, timeoutMs);
			const ignoresIssues = ignoresSslIssues(credentials);
			return new Requester(context, service, limits, transport, baseUrl, publicUrl, ignoresIssues);
		}
		throw new NodeOperationError(
			context.getNode(),
			`The ${baseUrl === undefined ? 'base URL' : 'public address'} in the ${service.name} credential is not a web address`,
			{ description: 'It should look like https://chat.example.com, without anything after it.' },
		);
	}

	/** The same server for requests of which each may wait that long in total, in ms. */
	waiting(maxWaitMs: number): Requester {
		const { context, service, limits, transport, baseUrl, publicUrl, ignoresSslIssues } = this;
		const longer = { ...limits, maxWaitMs };
		return new Requester(context, service, longer, transport, baseUrl, publicUrl, ignoresSslIssues);
	}

	/** The body of a successful answer. Throws one NodeApiError for everything else. */
	async send<T>(request: AskedFor<T>): Promise<T> {
		return bodyOf(await this.attempt<T>(request));
	}

	/** Like `send`, for callers that can react to some problems. Throws only when cancelled. */
	async attempt<T>(request: AskedFor<T>): Promise<Result<T>> {
		const result = await this.exchange(request);
		if ('problem' in result) return this.failed(result.problem);
		const { body } = result;
		const read = attemptToRead(request.answer, body);
		if (!('strange' in read)) return read;
		const problem = strangeAnswer(this.service.name, read.strange, body);
		return this.failed(changes(request) ? perhapsDone(this.service.name, problem) : problem);
	}

	private failed(problem: Problem): { error: NodeApiError; problem: Problem } {
		return { error: this.error(problem), problem };
	}

	/** A file as a stream, with the headers that give its name and type. Throws like `send`. */
	async download(request: ApiRequest): Promise<{ stream: FileStream; headers: IDataObject }> {
		const result = await this.exchange({ ...request, isDownload: true });
		if ('problem' in result) throw this.error(result.problem);
		return { stream: result.body as FileStream, headers: result.headers };
	}

	private async exchange(request: ApiRequest): Promise<ApiResponse | { problem: Problem }> {
		const { service, baseUrl } = this;
		const { method, path, isDownload } = request;
		const writes = changes(request);
		return await this.line.exchange({
			service: service.name,
			label: `${method} ${path}`,
			writes,
			repeatable: method !== 'POST' || !writes || request.isRepeatable === true,
			once: async () => await this.transport.once(request),
			isOwnWord: ({ status, body }) =>
				status === 502 && request.otherServer !== undefined && service.isRefusal?.(body) === true,
			problemIn: (response) =>
				isDownload && response.status < 300 ? undefined : service.problemIn(response, request),
			limitLasts: (attempt, answer) => service.limitLasts(attempt, answer),
			unavailable: (last, tries) => unavailable(service.name, baseUrl, last, tries),
		});
	}

	/** File content without the secrets of the credential, like any other answer. */
	withoutSecrets<T>(content: T): T {
		return this.transport.mask.hide(content);
	}

	/** Waits between requests, in ms. Throws when the execution is cancelled meanwhile. */
	async wait(ms: number): Promise<void> {
		await this.line.wait(ms);
	}

	/**
	 * Work that follows a request that has written something. When it fails, the error says that
	 * something may have been done, even if the failed request itself did nothing.
	 */
	async afterWriting<T>(work: () => Promise<T>): Promise<T> {
		try {
			return await work();
		} catch (failure) {
			throw failure instanceof NodeApiError ? this.perhapsDone(failure) : failure;
		}
	}

	/** Runs several pieces of work that write: if any but the first fails, something may be done. */
	steps(): <T>(work: () => Promise<T>) => Promise<T> {
		let isFirst = true;
		return async (work) => {
			const result = isFirst ? await work() : await this.afterWriting(work);
			isFirst = false;
			return result;
		};
	}

	/**
	 * The failure of work that followed a write. `progress` says what is done; undefined means
	 * nothing yet.
	 */
	failedAfter(failure: unknown, progress: string | undefined): unknown {
		const isOfApi = failure instanceof NodeApiError;
		if (progress === undefined || !(isOfApi || failure instanceof NodeOperationError)) {
			return failure;
		}
		const extended = isOfApi ? this.perhapsDone(failure) : failure;
		extended.description = [extended.description, progress].filter(Boolean).join(' ');
		return extended;
	}

	private perhapsDone(failure: NodeApiError): NodeApiError {
		const { message, description } = failure;
		const problem = problemOf(failure) ?? { message, description: description ?? undefined };
		return this.error(perhapsDone(this.service.name, problem));
	}

	/** The error to throw for a problem that a client of the service found itself. */
	error(problem: Problem): NodeApiError {
		return apiError(this.node, problem);
	}
}
