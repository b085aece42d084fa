import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { isStream, readBody, TooLargeError, watchedFile } from './answer-stream';
import { perhapsDone, tooLarge } from './connection-problems';
import type { Reply } from './connection-problems';
import { hopeless } from './hopeless';
import { attemptOf, verdictOn } from './retry';
import type { Attempt, ConnectionError } from './retry';
import { changes, ignoresSslIssues } from './request-types';
import type { ApiRequest, FileStream, RequestContext, Service } from './request-types';
import { TimeLimit } from './time-limit';

/** Puts single requests on the wire, through n8n's own helper and with the credential. */
export class Transport {
	constructor(
		private readonly context: RequestContext,
		private readonly service: Service,
		private readonly credentials: ICredentialDataDecryptedObject,
		private readonly baseUrl: string,
		private readonly timeoutMs: number,
	) {}

	/** One attempt. Never throws: what n8n's helper throws comes back as a reply. */
	async once(request: ApiRequest): Promise<Reply> {
		const url = this.urlOf(request);
		const limit = new TimeLimit(this.timeoutMs, this.context.getExecutionCancelSignal?.());
		try {
			const { statusCode: status, headers, body } = await this.answerTo(request, url, limit);
			if (request.isDownload && status < 300) {
				const file = watchedFile(body, limit);
				return {
					attempt: { kind: 'answered', status },
					response: { status, headers, body: file, url },
				};
			}
			const content = await readBody(body, limit);
			return {
				attempt: { kind: 'answered', status },
				response: { status, headers, body: content, url },
			};
		} catch (error) {
			return await this.replyOf(error as HttpError, request, url, limit);
		}
	}

	/** The answer as soon as it begins. */
	private async answerTo(request: ApiRequest, url: string, limit: TimeLimit): Promise<Answer> {
		const { context, service, credentials } = this;
		// n8n's helper asks its context for the signal, whatever the options say.
		const asked = Object.create(context, {
			getExecutionCancelSignal: { value: () => limit.signal },
		}) as RequestContext;
		const answer = context.helpers.httpRequestWithAuthentication.call(
			asked,
			service.credential,
			this.optionsOf(request, url, limit),
			{ credentialsDecrypted: { id: '', name: '', type: service.credential, data: credentials } },
		);
		return (await limit.hold(answer)) as Answer;
	}

	/**
	 * What a thrown error means. Of those of n8n's helper only status, body and code are taken over:
	 * the rest holds the request with its secrets.
	 */
	private async replyOf(
		error: HttpError,
		request: ApiRequest,
		url: string,
		limit: TimeLimit,
	): Promise<Reply> {
		const { name } = this.service;
		if (error instanceof TooLargeError) {
			const problem = tooLarge(name, error.code);
			return { problem: changes(request) ? perhapsDone(name, problem) : problem };
		}
		const { response, config } = error.cause ?? {};
		const code = error.cause?.code ?? error.code;
		const problem = hopeless(name, this.baseUrl, code, changes(request));
		if (problem) return { problem };
		// No HTTP involved: n8n or the credential has its own reason, and nothing was sent.
		if (config === undefined && code === undefined) return { problem: { message: error.message } };
		// An error about another address is the login's; the request itself was not sent.
		const isLogin = config !== undefined && config.url !== url;
		// The helper throws whole answers only for these statuses; any other broke off while it came.
		const isWhole = response && (isLogin ? response.status >= 300 : response.status === 401);
		if (!isWhole) {
			return { attempt: isLogin ? { kind: 'notSent' } : attemptOf(error.cause ?? error), code };
		}
		const { status, headers = {}, data } = response;
		const body = isStream(data) ? await readBody(data, limit).catch(() => undefined) : data;
		const answer = { status, headers, body, url: config?.url };
		const attempt: Attempt = { kind: 'answered', status };
		const verdict = verdictOn(attempt, true);
		if (verdict === 'wait') return { attempt, response: answer };
		if (verdict === 'repeat') return { attempt: { kind: 'notSent' }, code: `HTTP ${status}` };
		const path = isLogin ? (config.url ?? '').slice(this.baseUrl.length) : request.path;
		const refusal = this.service.problemIn(answer, { ...request, path });
		return { problem: refusal ?? { message: error.message, status } };
	}

	private optionsOf(request: ApiRequest, url: string, limit: TimeLimit): IHttpRequestOptions {
		const form = request.form?.();
		// A large file may take long: its time is that of silence.
		form?.watch(() => limit.renew());
		return {
			method: request.method,
			url,
			headers: {
				Accept: 'application/json',
				// What comes packed is unpacked on the way, to who knows what size.
				...(request.isDownload && { 'Accept-Encoding': 'identity' }),
			},
			...(request.body && { body: request.body }),
			...(form && { body: form }),
			// Read here, within the limits of time and size, of which n8n has none. Its own timeout counts
			// each byte of an answer anew, but not those of a file that is being sent.
			encoding: 'stream',
			timeout: 0,
			returnFullResponse: true,
			// A POST that follows a redirect becomes a GET: the address has to be put right instead.
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: this.service.logsIn ? { ignore: true, except: [401] } : true,
			skipSslCertificateValidation: ignoresSslIssues(this.credentials),
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
}

interface Answer {
	statusCode: number;
	headers: IDataObject;
	body: FileStream;
}

/** The shape in which n8n's helper throws axios errors, and a connection that breaks its own. */
type HttpError = Error &
	ConnectionError & {
		cause?: Error &
			ConnectionError & {
				config?: { url?: string };
				response?: { status: number; headers?: IDataObject; data: unknown };
			};
	};
