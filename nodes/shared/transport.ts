import { jsonParse } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { hopeless } from './connection-problems';
import type { Reply } from './connection-problems';
import { attemptOfErrorCode, verdictOn } from './retry';
import type { Attempt } from './retry';
import type { ApiRequest, FileStream, RequestContext, Service } from './request-types';

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
		const { response, config } = error.cause ?? {};
		const code = error.cause?.code ?? error.code;
		const problem = hopeless(this.service.name, this.baseUrl, code);
		if (problem) return { problem };
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
		const refusal = this.service.problemIn(answer, { ...request, path });
		return { problem: refusal ?? { message: error.message, status } };
	}

	private optionsOf(request: ApiRequest, url: string): IHttpRequestOptions {
		return {
			method: request.method,
			url,
			headers: { Accept: 'application/json' },
			...(request.body && { body: request.body }),
			...(request.form && { body: request.form() as unknown as IHttpRequestOptions['body'] }),
			...(request.isDownload && { encoding: 'stream' as const }),
			timeout: this.timeoutMs,
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
}

/** The body of an error that came as a stream: JSON where it is some, else text. */
async function parsed(stream: FileStream): Promise<unknown> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString();
	return jsonParse(text, { fallbackValue: text });
}

/** The shape in which n8n's helper throws axios errors. */
type HttpError = Error & {
	code?: string;
	cause?: Error & {
		code?: string;
		config?: { url?: string };
		response?: { status: number; headers?: IDataObject; data: unknown };
	};
};
