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
	/** As the server tells it, else from the address. */
	name: string;
	/** Mime type. */
	type: string;
}

export interface FetchOptions extends RequestLimits {
	/** Which setting of the server its addresses begin with: a sentence, for when one is not reached. */
	hint: string;
	/** The server in the credential. Its certificate alone may be anyone's, where that is chosen. */
	server: Addresses & { ignoresSslIssues: boolean };
}

/** Executions, and webhooks, which nobody can cancel. */
export type FetchContext = LineContext & {
	helpers: Pick<IExecuteFunctions['helpers'], 'httpRequest'> & AddressHelpers;
};

const MOST_REDIRECTS = 5;

/**
 * A file behind an address that stands in data, as a stream. Nothing of the credential is sent:
 * redirects may lead to another host, though to none that is not public. Throws one NodeApiError;
 * short outages and limits are waited for.
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
		// Not the path: with some addresses whoever has it has the file.
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

/** Follows redirects one by one: each may lead to where nothing may be fetched. */
async function redirected(
	context: FetchContext,
	url: string,
	options: FetchOptions,
): Promise<Reply> {
	let address = url;
	for (let redirects = 0; ; redirects++) {
		if (!(await isPublic(context.helpers, address, options.server))) {
			return { problem: problems.notPublic(new URL(address).host) };
		}
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
