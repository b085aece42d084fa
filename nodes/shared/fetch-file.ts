import type { IExecuteFunctions } from 'n8n-workflow';
import type { Reply, Sent } from './connection-problems';
import { apiError } from './errors';
import type { Problem } from './errors';
import { Line } from './exchange';
import type { LineContext } from './exchange';
import { fileNameIn, fileNameOf, mimeTypeIn } from './file-headers';
import type { ApiResponse, FileStream, RequestLimits } from './request-types';
import { attemptOfErrorCode, backoffMs } from './retry';

export interface FetchedFile {
	stream: FileStream;
	/** As the server tells it, else from the address. */
	name: string;
	/** Mime type. */
	type: string;
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
 * to another host. Throws one NodeApiError; short outages and limits are waited for. `hint`: which
 * setting of the server its addresses begin with, a sentence. `mayFetch`: for addresses out of foreign
 * data.
 */
export async function fetchFile(
	context: FetchContext,
	url: string,
	limits: RequestLimits,
	hint: string,
	mayFetch: MayFetch = anywhere,
): Promise<FetchedFile> {
	const { host, pathname } = new URL(url);
	const unreachable = (reason: string, status?: number): Problem => ({
		message: `The file could not be fetched from ${host} (${reason})`,
		description: `The address comes from the server: n8n has to be able to reach it. ${hint}`,
		status,
		reason: 'unavailable',
	});
	const answer = await new Line(context, limits).exchange({
		service: host,
		// Not the path: with some addresses whoever has it has the file.
		label: 'GET a file',
		writes: false,
		repeatable: true,
		once: async () => await redirected(context, url, limits.timeoutMs, mayFetch),
		problemIn: ({ status }) => {
			if (status < 300) return undefined;
			return status === 404 ? gone(host) : unreachable(`HTTP ${status}`, status);
		},
		limitLasts: backoffMs,
		unavailable: ({ response, code }) =>
			response
				? unreachable(`HTTP ${response.status}`, response.status)
				: unreachable(code ?? 'no answer'),
	});
	if ('problem' in answer) throw apiError(context.getNode(), answer.problem);
	const { headers, body } = answer;
	const name = fileNameIn(headers) ?? fileNameOf(pathname) ?? 'file';
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
	timeout: number,
	mayFetch: MayFetch,
): Promise<Reply> {
	let address = url;
	for (let redirects = 0; ; redirects++) {
		if (!(await mayFetch(address))) return { problem: notPublic(new URL(address).host) };
		const reply = await once(context, address, timeout);
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

async function once({ helpers }: FetchContext, url: string, timeout: number): Promise<Sent> {
	try {
		const { statusCode, headers, body } = (await helpers.httpRequest({
			url,
			method: 'GET',
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout,
		})) as Pick<ApiResponse, 'headers'> & { statusCode: number; body: FileStream };
		if (statusCode >= 300) body.destroy();
		const response = { status: statusCode, headers, body };
		return { attempt: { kind: 'answered', status: statusCode }, response };
	} catch (error) {
		return lost(error as { code?: string; cause?: { code?: string } });
	}
}

function lost({ code, cause }: { code?: string; cause?: { code?: string } }): Sent {
	const known = code ?? cause?.code;
	return { attempt: attemptOfErrorCode(known), code: known };
}
