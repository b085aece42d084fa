import { NodeOperationError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Problem } from '../../shared/errors';
import { unreachable } from '../../shared/connection-problems';
import { hopeless } from '../../shared/hopeless';
import { apiError } from '../../shared/errors';
import { beforeService, redirected } from '../../shared/foreign-answers';
import { isObject } from '../../shared/json';
import { ignoresSslIssues, Requester } from '../../shared/request';
import type {
	ApiRequest,
	ApiResponse,
	RequestContext,
	RequestLimits,
	Service,
} from '../../shared/request';
import { backoffMs } from '../../shared/retry';
import type { ConnectionError } from '../../shared/retry';
import type { Secrets } from '../../shared/secrets';
import { addressOf, homeserverIn } from './homeserver';
import { problemOf } from './problems';
import type { Refusal } from './problems';

export const CREDENTIAL = 'twakeChatApi';

/** A Matrix homeserver as a service for `shared/request`, at a known address (matrix.md §1-3). */
export const serviceAt = (baseUrl: string | undefined): Service => ({
	name: 'Twake Chat',
	credential: CREDENTIAL,
	baseUrl: () => baseUrl,
	publicUrl: () => baseUrl,
	secretsIn,
	problemIn,
	isRefusal,
	limitLasts: (attempt, answer) => retryAfter(answer?.body) ?? backoffMs(attempt),
	logsIn: false,
});

/**
 * Secrets that a login or a registration by Custom API Call would return, and other people's device
 * keys.
 */
export const secrets: Secrets = {
	keys: ['access_token', 'refresh_token', 'login_token'],
	untouchedKeys: ['content'],
};

export function secretsIn({ accessToken }: ICredentialDataDecryptedObject): unknown[] {
	return [accessToken];
}

export function problemIn(response: ApiResponse, request: ApiRequest): Problem | undefined {
	const { status, body } = response;
	if (status >= 300 && status < 400) return redirected('Twake Chat', response, request.path);
	if (status < 300) return isObject(body) ? undefined : notMatrix(response);
	if (!isRefusal(body)) return beforeService('Twake Chat', response);
	return { ...problemOf(body, status, request), status, body };
}

/** If the base URL is that of a client, it answers everything with its own page (matrix.md §1). */
export function notMatrix(response: ApiResponse): Problem {
	return {
		...beforeService('Twake Chat', response),
		message: 'What answers at the base URL in the credential is no Matrix homeserver',
		description:
			'Enter the address of the homeserver, not that of the web client where people read and write; or the server name, which stands behind the colon in user IDs.',
		// Something else took the request, and nobody knows what it did with it.
		nothingDone: false,
	};
}

function isRefusal(body: unknown): body is Refusal {
	return isObject(body) && typeof body.errcode === 'string';
}

/** Older servers say it only in the body (matrix.md §3). */
function retryAfter(body: unknown): number | undefined {
	const ms = isObject(body) ? body.retry_after_ms : undefined;
	return typeof ms === 'number' && ms >= 0 ? ms : undefined;
}

/**
 * Opens the line to the credential's homeserver; if a server name was entered, looks up its
 * address.
 */
export async function openRequester(
	context: RequestContext,
	limits: RequestLimits,
): Promise<Requester> {
	const credentials = await context.getCredentials(CREDENTIAL);
	const entered = homeserverIn(credentials);
	if (!entered || 'baseUrl' in entered) {
		return await Requester.open(context, serviceAt(entered?.baseUrl), limits);
	}
	const { serverName } = entered;
	const baseUrl = await addressOf(serverName, async (url) => {
		return await asked(context, url, limits, ignoresSslIssues(credentials));
	});
	if (baseUrl !== undefined) return await Requester.open(context, serviceAt(baseUrl), limits);
	throw new NodeOperationError(
		context.getNode(),
		`${serverName} does not say where its homeserver is`,
		{
			description: 'Enter the address of the homeserver as the base URL in the credential.',
		},
	);
}

/** Sends nothing of the credential. */
async function asked(
	context: RequestContext,
	url: string,
	{ timeoutMs }: RequestLimits,
	skipSslCertificateValidation: boolean,
): Promise<{ status: number; body: unknown }> {
	try {
		const answer = (await context.helpers.httpRequest({
			url,
			method: 'GET',
			headers: { Accept: 'application/json' },
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			timeout: Math.min(timeoutMs, 20_000),
			skipSslCertificateValidation,
		})) as { statusCode: number; body: unknown };
		return { status: answer.statusCode, body: parsed(answer.body) };
	} catch (error) {
		const { code = 'no answer', cause } = error as ConnectionError;
		const reason = (cause as ConnectionError | undefined)?.code ?? code;
		const { origin } = new URL(url);
		throw apiError(
			context.getNode(),
			hopeless('Twake Chat', origin, reason) ?? unreachable('Twake Chat', origin, reason),
		);
	}
}

/** Servers send it with any text type. */
export function parsed(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}
