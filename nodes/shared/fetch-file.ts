import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { apiError, cancelled } from './errors';
import type { Problem } from './errors';
import type { RequestLimits } from './request';
import { attemptOfErrorCode, backoffMs, clock, retryAfterMs, verdictOn } from './retry';
import type { FileStream } from './request-types';

export interface FetchedFile {
	stream: FileStream;
	/** As the server tells it, else from the address. */
	name: string;
	/** Mime type. */
	type: string;
}

/** Executions, and webhooks, which nobody can cancel. */
export type FetchContext = Pick<IExecuteFunctions, 'getNode'> & {
	helpers: Pick<IExecuteFunctions['helpers'], 'httpRequest'>;
	getExecutionCancelSignal?(): AbortSignal | undefined;
};

const MAX_TRIES = 4;

/**
 * A file behind a public address, as a stream. Nothing of the credential is sent: redirects may lead
 * to another host. Throws one NodeApiError; short outages and limits are waited for.
 */
export async function fetchFile(
	execution: FetchContext,
	url: string,
	{ timeoutMs, maxWaitMs }: RequestLimits,
): Promise<FetchedFile> {
	const signal = execution.getExecutionCancelSignal?.();
	const node = execution.getNode();
	let waited = 0;
	for (let tries = 1; ; tries++) {
		const { status, headers, body, code } = await once(execution, url, timeoutMs);
		if (status !== undefined && status < 300) {
			const type = String(headers['content-type'] ?? 'application/octet-stream');
			const name = nameIn(String(headers['content-disposition'] ?? '')) ?? nameOf(url);
			return { stream: body!, name, type: type.replace(/;.*/s, '').trim() };
		}
		body?.destroy();
		const attempt =
			status === undefined ? attemptOfErrorCode(code) : { kind: 'answered' as const, status };
		const delay = retryAfterMs(headers['retry-after']) ?? backoffMs(tries);
		const isFinal = verdictOn(attempt, true) === 'accept' || tries === MAX_TRIES;
		if (isFinal || waited + delay > maxWaitMs) throw apiError(node, problemOf(url, status, code));
		await clock.sleep(delay, signal);
		if (signal?.aborted) throw cancelled(node);
		waited += delay;
	}
}

interface Fetched {
	status?: number;
	headers: IDataObject;
	body?: FileStream;
	code?: string;
}

async function once({ helpers }: FetchContext, url: string, timeout: number): Promise<Fetched> {
	try {
		const { statusCode, headers, body } = await helpers.httpRequest({
			url,
			method: 'GET',
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			timeout,
		});
		return { status: statusCode, headers, body };
	} catch (error) {
		const { code, cause } = error as { code?: string; cause?: { code?: string } };
		return { headers: {}, code: code ?? cause?.code };
	}
}

function problemOf(url: string, status: number | undefined, code: string | undefined): Problem {
	const { host } = new URL(url);
	const reason = status === undefined ? (code ?? 'no answer') : `HTTP ${status}`;
	if (status === 404) {
		return { message: 'The file is no longer there', description: `${host} answered 404.`, status };
	}
	return {
		message: `The file could not be fetched from ${host} (${reason})`,
		description:
			'The address comes from the server (in Chatwoot, FRONTEND_URL says what it begins with): n8n has to be able to reach it.',
		status,
		cause: 'temporarily-unavailable',
	};
}

/** The name in a Content-Disposition header: `filename*` is the real one, `filename` a fallback. */
function nameIn(disposition: string): string | undefined {
	const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(disposition) ?? [];
	if (encoded !== undefined) return decoded(encoded);
	return /filename="([^"]+)"/i.exec(disposition)?.[1];
}

function nameOf(url: string): string {
	const last = new URL(url).pathname.split('/').at(-1) ?? '';
	return decoded(last) || 'file';
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
