import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Reply } from './connection-problems';
import { discard, watchedFile } from './answer-stream';
import { apiError } from './errors';
import { Line } from './exchange';
import type { LineContext } from './exchange';
import { isPublic } from './public-address';
import type { AddressHelpers } from './public-address';
import { fileNameFrom, mimeTypeIn } from './file-headers';
import * as problems from './file-problems';
import { isHopeless } from './hopeless';
import type { FileStream, RequestLimits } from './request-types';
import { attemptOf, backoffMs } from './retry';
import type { ConnectionError } from './retry';
import { TimeLimit } from './time-limit';
import { isAt } from './web-address';
import type { Addresses } from './web-address';

export interface FetchedFile {
	stream: FileStream;
	/** As given by the server, else taken from the address. */
	name: string;
	/** Mime type. */
	type: string;
}

export interface FetchOptions extends RequestLimits {
	/**
	 * A sentence for when the file is not reached: which setting of the server its addresses come
	 * from.
	 */
	hint: string;
	/**
	 * The server in the credential. Only its certificate may go unchecked, when the credential says
	 * so.
	 */
	server: Addresses & { ignoresSslIssues: boolean };
}

/** Executions; or webhooks, which cannot be cancelled. */
export type FetchContext = LineContext & {
	helpers: Pick<IExecuteFunctions['helpers'], 'httpRequest'> & AddressHelpers;
};

const MOST_REDIRECTS = 5;

/**
 * A file at an address found in data, as a stream. Nothing of the credential is sent. Redirects may
 * lead to another host, but only to a public one. Throws one NodeApiError; short outages and limits
 * are waited out.
 */
export async function fetchFile(
	context: FetchContext,
	url: string,
	options: FetchOptions,
): Promise<FetchedFile> {
	const { hint } = options;
	if (!URL.canParse(url)) throw apiError(context.getNode(), problems.noAddress(url));
	const { host, pathname } = new URL(url);
	const failed = (reason = 'no answer') => problems.notFetched(host, hint, reason);
	const refused = (status: number) => problems.notFetched(host, hint, `HTTP ${status}`, status);
	const answer = await new Line(context, options).exchange({
		service: host,
		// Without the path: some addresses give the file to whoever has them.
		label: 'GET a file',
		writes: false,
		repeatable: true,
		once: async () => await redirected(context, url, options),
		problemIn: ({ status }) => {
			if (status < 300) return undefined;
			return status === 404 ? problems.gone(host) : refused(status);
		},
		limitLasts: backoffMs,
		unavailable: ({ response, code }) => (response ? refused(response.status) : failed(code)),
	});
	if ('problem' in answer) throw apiError(context.getNode(), answer.problem);
	const { headers, body } = answer;
	const name = fileNameFrom(headers, pathname);
	return { stream: body as FileStream, name, type: mimeTypeIn(headers) };
}

/** Follows redirects one by one, because each may lead to a place that must not be fetched. */
async function redirected(
	context: FetchContext,
	url: string,
	options: FetchOptions,
): Promise<Reply> {
	let address = url;
	for (let redirects = 0; ; redirects++) {
		const reply = await once(context, address, options);
		if ('problem' in reply) return reply;
		const { status = 0, headers } = reply.response ?? {};
		const { location } = headers ?? {};
		const isRedirect = status >= 300 && status < 400 && typeof location === 'string';
		if (!isRedirect || redirects === MOST_REDIRECTS || !URL.canParse(location, address))
			return reply;
		address = new URL(location, address).href;
	}
}

async function once(
	context: FetchContext,
	url: string,
	{ timeoutMs, server, hint }: FetchOptions,
): Promise<Reply> {
	const limit = new TimeLimit(timeoutMs, context.getExecutionCancelSignal?.());
	try {
		if (!(await isPublic(context.helpers, url, server))) {
			return { problem: problems.notPublic(new URL(url).host, hint) };
		}
		const asked = context.helpers.httpRequest({
			url,
			method: 'GET',
			headers: { 'Accept-Encoding': 'identity' },
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: 0,
			skipSslCertificateValidation: server.ignoresSslIssues && isAt(url, server),
			abortSignal: limit.signal,
		}) as Promise<{ statusCode: number; headers: IDataObject; body: FileStream }>;
		const { statusCode: status, headers, body } = await limit.hold(asked);
		const isFile = status < 300;
		if (!isFile) discard(body, limit);
		const response = { status, headers, body: isFile ? watchedFile(body, limit) : '' };
		return { attempt: { kind: 'answered', status }, response };
	} catch (error) {
		const thrown = error as Error & ConnectionError;
		const { code } = thrown;
		if (code === undefined && !('config' in thrown)) {
			return { problem: problems.notAllowed(new URL(url).host, thrown) };
		}
		if (isHopeless(code)) {
			return { problem: problems.neverFetched(url, server, hint, code!) };
		}
		return { attempt: attemptOf(thrown), code };
	}
}
