import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isHopeless } from './connection-problems';
import type { Reply, Sent } from './connection-problems';
import { discard, watchedFile } from './answer-stream';
import { apiError } from './errors';
import type { Problem } from './errors';
import { Line } from './exchange';
import type { LineContext } from './exchange';
import { fileNameFrom, mimeTypeIn } from './file-headers';
import type { FileStream, RequestLimits } from './request-types';
import { attemptOf, backoffMs } from './retry';
import type { ConnectionError } from './retry';
import { TimeLimit } from './time-limit';

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
	ignoreSslIssues: boolean;
	/** For addresses out of foreign data; anywhere when left out. */
	mayFetch?: MayFetch;
}

/** Executions, and webhooks, which nobody can cancel. */
export type FetchContext = LineContext & {
	helpers: Pick<IExecuteFunctions['helpers'], 'httpRequest'>;
};

/** Whether an address may be asked, the one that was given and those that it redirects to. */
export type MayFetch = (url: string) => Promise<boolean>;

const MOST_REDIRECTS = 5;

/**
 * A file behind a public address, as a stream. Nothing of the credential is sent: redirects may lead
 * to another host. Throws one NodeApiError; short outages and limits are waited for.
 */
export async function fetchFile(
	context: FetchContext,
	url: string,
	options: FetchOptions,
): Promise<FetchedFile> {
	const { hint } = options;
	const { host, pathname } = new URL(url);
	const unreachable = (reason = 'no answer', status?: number): Problem => ({
		message: `The file could not be fetched from ${host} (${reason})`,
		description: `The address comes from the server: n8n has to be able to reach it. ${hint}`,
		status,
		reason: 'unavailable',
	});
	const answer = await new Line(context, options).exchange({
		service: host,
		// Not the path: with some addresses whoever has it has the file.
		label: 'GET a file',
		writes: false,
		repeatable: true,
		once: async () => {
			const reply = await redirected(context, url, options);
			const isVain = 'attempt' in reply && isHopeless(reply.code);
			return isVain ? { problem: unreachable(reply.code) } : reply;
		},
		problemIn: ({ status }) => {
			if (status < 300) return undefined;
			return status === 404 ? gone(host) : unreachable(`HTTP ${status}`, status);
		},
		limitLasts: backoffMs,
		unavailable: ({ response, code }) =>
			response ? unreachable(`HTTP ${response.status}`, response.status) : unreachable(code),
	});
	if ('problem' in answer) throw apiError(context.getNode(), answer.problem);
	const { headers, body } = answer;
	const name = fileNameFrom(headers, pathname);
	return { stream: body as FileStream, name, type: mimeTypeIn(headers) };
}

function gone(host: string): Problem {
	return {
		message: 'The file is no longer there',
		description: `${host} answered 404.`,
		status: 404,
		reason: 'missing',
	};
}

const anywhere: MayFetch = async () => await Promise.resolve(true);

/** Follows redirects one by one: each may lead to where nothing may be fetched. */
async function redirected(
	context: FetchContext,
	url: string,
	options: FetchOptions,
): Promise<Reply> {
	const { mayFetch = anywhere } = options;
	let address = url;
	for (let redirects = 0; ; redirects++) {
		if (!(await mayFetch(address))) return { problem: notPublic(new URL(address).host) };
		const reply = await once(context, address, options);
		const { status = 0, headers } = reply.response ?? {};
		const { location } = headers ?? {};
		const isRedirect = status >= 300 && status < 400 && typeof location === 'string';
		if (!isRedirect || redirects === MOST_REDIRECTS || !URL.canParse(location, address))
			return reply;
		address = new URL(location, address).href;
	}
}

function notPublic(host: string): Problem {
	return {
		message: `The file is not fetched from ${host}, which is no public address`,
		description:
			'Files are fetched from the server in the credential and from public addresses. Where n8n knows N8N_SSRF_ALLOWED_IP_RANGES and N8N_SSRF_ALLOWED_HOSTNAMES, its owner can allow more.',
	};
}

async function once(
	context: FetchContext,
	url: string,
	{ timeoutMs, ignoreSslIssues }: FetchOptions,
): Promise<Sent> {
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
			skipSslCertificateValidation: ignoreSslIssues,
			abortSignal: limit.signal,
		}) as Promise<{ statusCode: number; headers: IDataObject; body: FileStream }>;
		const { statusCode: status, headers, body } = await limit.hold(asked);
		const isFile = status < 300;
		if (!isFile) discard(body, limit);
		const response = { status, headers, body: isFile ? watchedFile(body, limit) : '' };
		return { attempt: { kind: 'answered', status }, response };
	} catch (error) {
		const thrown = error as ConnectionError;
		return { attempt: attemptOf(thrown), code: thrown.code };
	}
}
