import type { Problem } from '../../shared/errors';
import type { ApiRequest, ApiResponse } from '../../shared/request';

/** The form of every refusal: through the relay, the HTTP status is 200 (twake.md §4). */
export interface Refusal {
	statusCode?: number;
	error?: string;
	message?: string;
}

/** Why the login failed; it answers with the real HTTP status (twake.md §2). */
export function ofLogin(code: number, refusal: Refusal | undefined): Problem {
	if (code === 404) {
		return {
			message: 'This server has no login for applications',
			description:
				'Check the base URL in the credential. For a Twake from before 2022, set API Generation to "Legacy" there.',
			reason: 'otherApi',
			nothingDone: true,
		};
	}
	return {
		message: `Twake refused the login of the application${quoted(refusal)}`,
		description:
			'Check the application ID and the private key in the credential: both stand on the page of the application in Twake.',
		reason: 'loginRefused',
		nothingDone: true,
	};
}

/**
 * What is wrong with the application itself; undefined when it is fine. The relay checks it before
 * passing a request on, so the HTTP status tells: 403 for its address, 500 when it was deleted
 * although its token is still valid (twake.md §2, twake.md §3).
 */
export function ofApplication(
	status: number,
	refusal: Refusal | undefined,
	{ path }: ApiRequest,
): Problem | undefined {
	const isRelayed = path.startsWith('/api/') && !path.startsWith('/api/console/');
	if (isRelayed && status === 403) {
		return {
			message: `Twake refuses requests of the application from this n8n${quoted(refusal)}`,
			description:
				'In Twake, add this address to the allowed IPs of the application, or enter * there when a proxy stands in front of Twake.',
			reason: 'notAllowedHere',
			nothingDone: true,
		};
	}
	// The relay checks the token twice: one that expires in between is refused inside a 200, unread.
	if (isRelayed && status < 300 && refusal?.statusCode === 401) {
		return {
			message: 'Twake ended the login of the credential while it was used',
			description: 'Run this item again. If that keeps happening, tokens live too short there.',
			reason: 'loginEnded',
			nothingDone: true,
		};
	}
	const isGone = isRelayed ? status === 500 : status === 404 && path === ME_PATH;
	if (!isGone || !refusal) return undefined;
	return {
		message: 'Twake does not find the application of the credential',
		description: 'It has probably been deleted in Twake. Test the credential.',
		reason: 'loginRefused',
	};
}

export const ME_PATH = '/api/console/v1/me';

/** Why one request failed, as far as Twake says; the request's hint is the likely reason. */
export function ofRequest(
	code: number,
	refusal: Refusal | undefined,
	{ hint }: ApiRequest,
): Problem {
	if (code === 401) {
		return {
			message: `Twake does not accept the login of the credential${quoted(refusal)}`,
			description: 'Test the credential; its application may have been deleted.',
			reason: 'tokenRefused',
		};
	}
	if (code === 500) {
		return {
			message: 'Twake could not carry out the request and gives no reason',
			description: hint ?? 'One of the IDs may be unknown to Twake.',
		};
	}
	// Statuses with a certain meaning, for which the request's hint would be wrong.
	const certain: Partial<Record<number, string>> = {
		403: 'The application has no access: Twake keeps this route from applications.',
		413: 'The request is larger than the server takes (1 MiB without files).',
	};
	const likely = [
		code === 404 && 'One of the IDs is unknown, or this server does not know the route.',
		hint,
	].filter(Boolean);
	return {
		message: `Twake refused the request${quoted(refusal)}`,
		// A proxy, or a server without this route, does not put the status into the body.
		...(refusal?.statusCode === 404 && { reason: 'missing' }),
		description: certain[code] ?? (likely.join(' ') || undefined),
	};
}

export function notTwake(
	{ status, body }: ApiResponse,
	{ path, hint }: Pick<ApiRequest, 'path' | 'hint'>,
): Problem {
	// If the base URL is right and only the internal routes are hidden, the web client may answer.
	const isHidden = path.startsWith('/internal/') && hint;
	const isPage = typeof body === 'string' && body.trimStart().startsWith('<');
	const kind = isPage ? 'a web page' : 'no JSON that Twake would send';
	return {
		message: `The server did not answer like Twake: it sent ${kind}`,
		description: isHidden
			? hint
			: 'Check the base URL in the credential. It should be the address that people open in the browser, without a path.',
		status,
		reason: 'otherServer',
	};
}

function quoted(refusal: Refusal | undefined): string {
	const said = refusal?.message ?? refusal?.error;
	return said ? ` (it says: ${said})` : '';
}
