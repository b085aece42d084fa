import { jsonParse, NodeApiError, NodeOperationError } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INode,
} from 'n8n-workflow';
import { apiError, cancelled } from './errors';
import type { Problem } from './errors';
import type { MultipartForm } from './multipart';
import { attemptOfErrorCode, backoffMs, clock, Gate, retryAfterMs, verdictOn } from './retry';
import type { Attempt } from './retry';

export type QueryValue = string | number | boolean | undefined;

export interface ApiRequest {
	method: Extract<IHttpRequestMethods, 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'>;
	/** Begins with a slash, is appended to the base URL; ids in it are checked or encoded. */
	path: string;
	/** Undefined values are left out; lists become `name[]=a&name[]=b`. */
	query?: Record<string, QueryValue | Array<string | number>>;
	body?: IDataObject;
	/** Instead of `body`: builds the form anew for every attempt. */
	form?: () => MultipartForm;
	/** A POST that only reads (a search, a filter) and may be sent again like a GET. */
	reads?: boolean;
	/** What a refusal most likely means, for services that give no reason. */
	hint?: string;
	/** The answer is a file: its body comes as a stream, unless it is an error. */
	isDownload?: boolean;
}

export interface ApiResponse {
	status: number;
	headers: IDataObject;
	/** Parsed JSON, or text when the answer was no JSON. */
	body: unknown;
}

/** What `request` needs to know about a service. */
export interface Service {
	/** As people call it, for error texts. */
	name: string;
	credential: string;
	/** The base URL in a credential without trailing slash, or undefined when it is no web address. */
	baseUrl(credentials: ICredentialDataDecryptedObject): string | undefined;
	/** Tells a failure from a success: undefined means success. */
	problemIn(response: ApiResponse, request: ApiRequest): Problem | undefined;
	/** How long a limit lasts when the answer does not say, in ms. */
	limitLasts(attempt: number): number;
	/** True when the credential logs in: n8n then logs in again after a 401 and repeats the request. */
	logsIn: boolean;
}

/** Where requests are made from: executions, pickers and hooks. */
export type RequestContext = (IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions) & {
	getExecutionCancelSignal?(): AbortSignal | undefined;
};

export interface RequestLimits {
	maxWaitMs: number;
	timeoutMs: number;
}

/** For pickers and credential tests, where a person is waiting. */
export const interactive: RequestLimits = { maxWaitMs: 2_000, timeoutMs: 20_000 };

/** Node's readable stream, under the name that n8n's helpers give it. */
export type FileStream = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;

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
		private readonly context: RequestContext,
		private readonly service: Service,
		private readonly limits: RequestLimits,
		private readonly credentials: ICredentialDataDecryptedObject,
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
			return new Requester(context, service, limits, credentials, baseUrl);
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
		const repeatable = request.method !== 'POST' || request.reads === true;
		let waited = 0;
		let repetitions = 0;
		for (let attempts = 1; ; attempts++) {
			// The gate first: another item may have met the limit already, or meet it while this one waits.
			for (let rest; (rest = this.gate.remaining()) > 0; ) {
				const isTooLong = waited + rest > this.limits.maxWaitMs;
				if (isTooLong) return this.failed(this.limited(waited, rest));
				waited += await this.pause(rest);
			}

			const reply = await this.once(request);
			if ('problem' in reply) return this.failed(reply.problem);
			const verdict = verdictOn(reply.attempt, repeatable);
			if (verdict === 'accept' && reply.response) {
				const isFile = request.isDownload && reply.response.status < 300;
				const problem = isFile ? undefined : this.service.problemIn(reply.response, request);
				return problem ? this.failed(problem) : reply.response;
			}
			if (verdict === 'uncertain') return this.failed(this.uncertain(reply));
			if (verdict === 'wait') {
				const told = retryAfterMs(reply.response?.headers['retry-after']);
				const pause = Math.max(told ?? this.service.limitLasts(attempts), SHORTEST_PAUSE_MS);
				this.gate.closeUntil(clock.now() + pause);
				continue;
			}
			const delay = backoffMs(++repetitions);
			if (repetitions > MAX_REPETITIONS || waited + delay > this.limits.maxWaitMs) {
				return this.failed(this.unavailable(reply, repetitions));
			}
			waited += await this.pause(delay);
		}
	}

	private async once(request: ApiRequest): Promise<Reply> {
		const url = this.urlOf(request);
		try {
			const answer = await this.context.helpers.httpRequestWithAuthentication.call(
				this.context,
				this.service.credential,
				this.optionsOf(request, url),
				{
					credentialsDecrypted: {
						id: '',
						name: '',
						type: this.service.credential,
						data: this.credentials,
					},
				},
			);
			const { statusCode, headers, body } = answer as {
				statusCode: number;
				headers: IDataObject;
				body: unknown;
			};
			const isFile = request.isDownload && statusCode < 300;
			const content = request.isDownload && !isFile ? await parsed(body as FileStream) : body;
			const response = { status: statusCode, headers, body: content };
			return { attempt: { kind: 'answered', status: statusCode }, response };
		} catch (error) {
			return await this.replyOf(error as HttpError, request, url);
		}
	}

	/**
	 * What a thrown error of n8n's helper means. Only its status, body and code are taken over: the
	 * rest holds the request with its secrets.
	 */
	private async replyOf(error: HttpError, request: ApiRequest, url: string): Promise<Reply> {
		if (this.signal?.aborted) throw cancelled(this.node);
		const { response, config } = error.cause ?? {};
		const code = error.cause?.code ?? error.code;
		if (code !== undefined && HOPELESS.test(code)) return { problem: this.hopeless(code) };
		// No HTTP involved: n8n or the credential has its own reason, and nothing was sent.
		if (config === undefined) return { problem: { message: error.message } };
		// An error about another address is the login's; the request itself was not sent.
		const isLogin = config.url !== url;
		// The helper throws whole answers only for these statuses; any other broke off while it came.
		const isWhole = response && (isLogin ? response.status >= 300 : response.status === 401);
		if (!isWhole) {
			return { attempt: isLogin ? { kind: 'notSent' } : attemptOfErrorCode(code), code };
		}
		const { status, headers = {}, data } = response;
		// The stream of a download must not travel on either: it holds the request.
		const isStream = request.isDownload && !isLogin;
		const answer = { status, headers, body: isStream ? await parsed(data as FileStream) : data };
		const attempt: Attempt = { kind: 'answered', status };
		const verdict = verdictOn(attempt, true);
		if (verdict === 'wait') return { attempt, response: answer };
		if (verdict === 'repeat') return { attempt: { kind: 'notSent' }, code: `HTTP ${status}` };
		const path = isLogin ? (config.url ?? '').slice(this.baseUrl.length) : request.path;
		const problem = this.service.problemIn(answer, { ...request, path });
		return { problem: problem ?? { message: error.message, status } };
	}

	private optionsOf(request: ApiRequest, url: string): IHttpRequestOptions {
		return {
			method: request.method,
			url,
			headers: { Accept: 'application/json' },
			...(request.body && { body: request.body }),
			...(request.form && { body: request.form() as unknown as IHttpRequestOptions['body'] }),
			...(request.isDownload && { encoding: 'stream' as const }),
			timeout: this.limits.timeoutMs,
			returnFullResponse: true,
			// A POST that follows a redirect becomes a GET: the address has to be put right instead.
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: this.service.logsIn ? { ignore: true, except: [401] } : true,
		};
	}

	private urlOf({ path, query = {} }: ApiRequest): string {
		const search = new URLSearchParams();
		for (const [name, value] of Object.entries(query)) {
			if (Array.isArray(value)) value.forEach((each) => search.append(`${name}[]`, String(each)));
			else if (value !== undefined) search.append(name, String(value));
		}
		const text = search.toString();
		return `${this.baseUrl}${path}${text ? `?${text}` : ''}`;
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

	/** The error for a problem that a client of the service found itself, to be thrown. */
	error(problem: Problem): NodeApiError {
		return apiError(this.node, problem);
	}

	private limited(waited: number, rest: number): Problem {
		const seconds = (ms: number) => `${Math.ceil(ms / 1000)} s`;
		const story =
			waited > 0 ? `, and waiting ${seconds(waited)} did not help` : ` for another ${seconds(rest)}`;
		return {
			message: `${this.service.name} limits the number of requests${story}`,
			description:
				'The request was refused, nothing was done. Raise Options > Longest Wait, lower Options > Concurrency, or run fewer items at once.',
			status: 429,
			cause: 'rate-limited',
		};
	}

	private uncertain({ attempt, code, response }: Sent): Problem {
		const reason = attempt.kind === 'answered' ? `HTTP ${attempt.status}` : code;
		return {
			message: `${this.service.name} did not confirm the request, it may have been carried out`,
			description: `The connection broke or a proxy gave up after the request had been sent (${reason ?? 'no reason given'}). It was not sent again, because that could do it twice. Look in ${this.service.name} before you run this item again.`,
			status: response?.status,
			cause: 'temporarily-unavailable',
			uncertain: true,
		};
	}

	private unavailable({ attempt, code, response }: Sent, tries: number): Problem {
		const reason = attempt.kind === 'answered' ? `HTTP ${attempt.status}` : code;
		return {
			message: `${this.service.name} could not be reached at ${this.baseUrl}`,
			description: `Tried ${tries} times (${reason ?? 'no reason given'}). Check the base URL in the credential and whether the server is up.`,
			status: response?.status,
			cause: 'temporarily-unavailable',
		};
	}

	private hopeless(code: string): Problem {
		return {
			message: `No connection to ${this.service.name} at ${this.baseUrl} is possible`,
			description: `The request was not sent (${code}). Check the base URL in the credential and the server's certificate.`,
			cause: 'configuration-invalid',
		};
	}
}

/** The body of an error that came as a stream: JSON where it is some, else text. */
async function parsed(stream: FileStream): Promise<unknown> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString();
	return jsonParse(text, { fallbackValue: text });
}

/** Errors before anything is sent that no repetition will mend: bad certificates, bad addresses. */
const HOPELESS =
	/^(CERT_|ERR_TLS|ERR_SSL|EPROTO$|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_INVALID_|ERR_UNSUPPORTED)/;

interface Sent {
	attempt: Attempt;
	response?: ApiResponse;
	code?: string;
}

type Reply = Sent | { problem: Problem };

/** The shape in which n8n's helper throws axios errors. */
type HttpError = Error & {
	code?: string;
	cause?: Error & {
		code?: string;
		config?: { url?: string };
		response?: { status: number; headers?: IDataObject; data: unknown };
	};
};
