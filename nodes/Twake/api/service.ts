import type { Problem } from '../../shared/errors';
import type { ApiRequest, ApiResponse, Service } from '../../shared/request';
import { backoffMs } from '../../shared/retry';
import type { Secrets } from '../../shared/secrets';
import { normaliseBaseUrl } from './address';
import { LOGIN_PATH } from './login';

/** Twake's application API as a service for `shared/request` (twake-api.md §1-4). */
export const twakeService: Service = {
	name: 'Twake',
	credential: 'twakeApi',
	baseUrl: ({ baseUrl }) => normaliseBaseUrl(String(baseUrl ?? '')),
	problemIn,
	limitLasts: backoffMs,
	logsIn: true,
};

/**
 * Twake hands out private keys with applications and quoted messages (twake-api.md §2, §5), its
 * legacy API the cookies of a session (§11).
 */
export const secrets: Secrets = { keys: ['private_key', '_cookies'], notBelow: ['context'] };

/** The shape of every refusal: behind the relay the HTTP status is 200 (twake-api.md §4). */
interface Refusal {
	statusCode?: number;
	error?: string;
	message?: string;
}

/**
 * Finds the error in an answer. Relayed calls answer 200 whatever happened inside: `error` or
 * `statusCode` at the top of the body is the failure, and neither occurs in a success.
 */
export function problemIn(response: ApiResponse, request: ApiRequest): Problem | undefined {
	const { status, body } = response;
	if (status >= 300 && status < 400) return redirected(response);
	const refusal = asRefusal(body);
	if (status < 300 && !refusal) return isAnswer(body) ? undefined : notTwake(response);
	const code = status >= 300 ? status : (refusal?.statusCode ?? 404);
	return { ...describe(code, refusal, request), status: code, body: refusal && body };
}

function describe(code: number, refusal: Refusal | undefined, request: ApiRequest): Problem {
	const said = refusal?.message ?? refusal?.error;
	const quoted = said ? ` (it says: ${said})` : '';
	if (request.path === LOGIN_PATH) {
		return {
			message: `Twake refused the login of the application${quoted}`,
			description:
				'Check the application ID and the private key in the credential: both stand on the page of the application in Twake. Nothing was sent.',
			cause: 'credential-invalid',
		};
	}
	if (code === 401) {
		return {
			message: `Twake does not accept the login of the credential${quoted}`,
			description: 'Test the credential; its application may have been deleted.',
			cause: 'credential-invalid',
		};
	}
	if (code === 500) {
		return {
			message: 'Twake could not carry out the request and gives no reason',
			description: request.hint ?? 'One of the IDs may be unknown to Twake.',
		};
	}
	const reasons: Record<number, string> = {
		403: 'The application has no access. Its list of allowed IP addresses may leave out this n8n, or Twake keeps this route from applications.',
		404: 'One of the IDs is unknown, or this server does not know the route.',
		413: 'The request is larger than the server takes (1 MiB without files).',
	};
	return {
		message: `Twake refused the request${quoted}`,
		description: [reasons[code], request.hint].filter(Boolean).join(' ') || undefined,
	};
}

export function redirected({ status, headers }: ApiResponse): Problem {
	const target = String(headers.location ?? 'another address');
	return {
		message: `The base URL leads elsewhere: the server sends requests on to ${target}`,
		description: 'Enter the final address as Base URL in the Twake credential.',
		status,
		cause: 'configuration-invalid',
	};
}

export function notTwake({ status, body }: ApiResponse): Problem {
	const isPage = typeof body === 'string' && body.trimStart().startsWith('<');
	const kind = isPage ? 'a web page' : 'no JSON that Twake would send';
	return {
		message: `The server did not answer like Twake: it sent ${kind}`,
		description:
			'Check the base URL in the credential. It should be the address that people open in the browser, without a path.',
		status,
	};
}

function asRefusal(body: unknown): Refusal | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	return 'error' in body || 'statusCode' in body ? (body as Refusal) : undefined;
}

function isAnswer(body: unknown): boolean {
	if (typeof body !== 'object' || body === null) return false;
	return ['resource', 'resources', 'status'].some((key) => key in body);
}
