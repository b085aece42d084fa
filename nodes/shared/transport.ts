import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { readBody, watchedFile } from './answer-stream';
import type { Reply } from './connection-problems';
import { LoginWatch } from './login-watch';
import { RawFile } from './raw-file';
import { ignoresSslIssues } from './request-types';
import type { ApiRequest, FileStream, RequestContext, Service } from './request-types';
import { replyOf } from './thrown-errors';
import type { ThrownError } from './thrown-errors';
import { TimeLimit } from './time-limit';
import { SecretMask } from './secret-mask';

/** Sends single requests through n8n's own helper, with the credential. */
export class Transport {
	/** Covers secrets in what comes back, before anything looks at it. */
	readonly mask: SecretMask;

	constructor(
		private readonly context: RequestContext,
		private readonly service: Service,
		private readonly credentials: ICredentialDataDecryptedObject,
		private readonly baseUrl: string,
		private readonly timeoutMs: number,
	) {
		this.mask = new SecretMask(() => service.secretsIn(credentials));
	}

	/**
	 * One attempt. Never throws: what n8n's helper throws is returned as a reply. An expired login is
	 * renewed by removing its token: without one, every version of n8n logs in before it sends
	 * (n8n.md §9).
	 */
	async once(request: ApiRequest): Promise<Reply> {
		const { logsIn } = this.service;
		const token = logsIn && this.credentials[logsIn.token];
		const reply = await this.send(request);
		const isEnded = 'response' in reply && reply.response?.status === 401;
		if (!logsIn || !token || !isEnded) return reply;
		// Another item may have logged in meanwhile.
		if (this.credentials[logsIn.token] === token) this.credentials[logsIn.token] = '';
		return await this.send(request);
	}

	private async send(request: ApiRequest): Promise<Reply> {
		return this.mask.hideInReply(await this.attempt(request));
	}

	private async attempt(request: ApiRequest): Promise<Reply> {
		const url = this.urlOf(request);
		const limit = new TimeLimit(this.timeoutMs, this.context.getExecutionCancelSignal?.());
		const watch = new LoginWatch();
		try {
			const answer = await this.answerTo(request, url, limit, watch);
			const { statusCode: status, headers, body } = answer;
			const isFile = request.isDownload && status < 300;
			const content = isFile ? watchedFile(body, limit) : await readBody(body, limit);
			return {
				attempt: { kind: 'answered', status },
				response: { status, headers, body: content, url },
			};
		} catch (error) {
			return replyOf(error as ThrownError, {
				request,
				service: this.service,
				baseUrl: this.baseUrl,
				watch,
			});
		}
	}

	/** Resolves as soon as the answer begins. */
	private async answerTo(
		request: ApiRequest,
		url: string,
		limit: TimeLimit,
		watch: LoginWatch,
	): Promise<Answer> {
		const { context, service, credentials } = this;
		const answer = context.helpers.httpRequestWithAuthentication.call(
			watch.over(context, limit.signal),
			service.credential,
			this.optionsOf(request, url, limit),
			{ credentialsDecrypted: { id: '', name: '', type: service.credential, data: credentials } },
		);
		return (await limit.hold(answer)) as Answer;
	}

	private optionsOf(request: ApiRequest, url: string, limit: TimeLimit): IHttpRequestOptions {
		const form = request.form?.();
		// A large file may take long, so only silence counts against the time.
		form?.watch(() => limit.renew());
		return {
			method: request.method,
			url,
			headers: {
				Accept: 'application/json',
				...(request.body && { 'Content-Type': 'application/json' }),
				...(request.file && { 'Content-Type': request.file.type }),
				// A compressed file would be unpacked on the way, to an unknown size.
				...(request.isDownload && { 'Accept-Encoding': 'identity' }),
			},
			// As text: of an object, keys such as "prototype" would be left out (n8n.md §7).
			...(request.body && { body: JSON.stringify(request.body) }),
			...(form && { body: form }),
			...(request.file && { body: new RawFile(request.file, () => limit.renew()) }),
			// Read here, within limits of time and size, because n8n has none. n8n's own timeout starts
			// anew with each byte of an answer, but not with those of a file being sent.
			encoding: 'stream',
			timeout: 0,
			returnFullResponse: true,
			// A POST that follows a redirect becomes a GET; the user has to correct the address instead.
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
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
