import type { Problem } from '../../shared/errors';
import { beforeService, redirected } from '../../shared/foreign-answers';
import type { ApiRequest, ApiResponse, Service } from '../../shared/request';
import { backoffMs } from '../../shared/retry';
import type { Secrets } from '../../shared/secrets';
import { publicAddressIn } from '../../shared/web-address';
import { normaliseBaseUrl } from './address';
import { LOGIN_PATH, secretsIn } from './login';
import { notTwake, ofApplication, ofLogin, ofRequest } from './problems';
import type { Refusal } from './problems';

/** Twake's application API as a service for `shared/request` (twake.md §1-4). */
export const twakeService: Service = {
	name: 'Twake',
	credential: 'twakeApi',
	baseUrl: ({ baseUrl }) => normaliseBaseUrl(String(baseUrl ?? '')),
	publicUrl: (credentials) => normaliseBaseUrl(publicAddressIn(credentials)),
	secretsIn,
	problemIn,
	limitLasts: backoffMs,
	logsIn: { token: 'accessToken' },
};

/**
 * Twake returns private keys with applications and quoted messages (twake.md §2, twake.md §5), its
 * legacy API session cookies (twake.md §11).
 */
export const secrets: Secrets = { keys: ['private_key', '_cookies'], untouchedKeys: ['context'] };

/**
 * Finds the error in an answer. Relayed calls answer 200 whatever happened: a failure has `error`
 * or `statusCode` at the top level of the body, a success has neither.
 */
export function problemIn(response: ApiResponse, request: ApiRequest): Problem | undefined {
	const { status, body } = response;
	if (status >= 300 && status < 400) return redirected('Twake', response, request.path);
	const refusal = asRefusal(body);
	if (status < 300 && !refusal) return isAnswer(body) ? undefined : notTwake(response, request);
	if (status >= 300 && !refusal && status !== 500) return notReached(response, request);
	const code = status >= 300 ? status : (refusal?.statusCode ?? 404);
	const problem =
		request.path === LOGIN_PATH
			? ofLogin(code, refusal)
			: (ofApplication(status, refusal, request) ?? ofRequest(code, refusal, request));
	return { ...problem, status: code, body: refusal && body };
}

/**
 * Something else answered; the internal routes are the ones that proxies most often hide (twake.md
 * §8).
 */
function notReached(response: ApiResponse, { path, hint }: ApiRequest): Problem {
	const problem = beforeService('Twake', response);
	if (!path.startsWith('/internal/') || hint === undefined) return problem;
	return { ...problem, description: [hint, problem.description].filter(Boolean).join(' ') };
}

function asRefusal(body: unknown): Refusal | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	return 'error' in body || 'statusCode' in body ? (body as Refusal) : undefined;
}

function isAnswer(body: unknown): boolean {
	if (typeof body !== 'object' || body === null) return false;
	return ['resource', 'resources', 'status'].some((key) => Object.hasOwn(body, key));
}
