import type { Problem } from './errors';
import type { ApiResponse } from './request-types';
import { quote } from './text';

/**
 * Answers that do not come from the service itself, but from a proxy, firewall or login page in
 * front of it, or from another program. They say nothing about values, tokens or rights at the
 * service.
 */

/** The most likely cause of each status, and the way out. */
const LIKELY: Record<number, string> = {
	401: 'It asks for a login of its own. Let the requests of n8n pass there without one.',
	403: 'Most often that is a firewall or a protection against bots. Let the address of n8n pass there.',
	404: 'Check the base URL in the credential.',
	407: 'The proxy that n8n goes through asks for a login of its own.',
	413: 'The request is larger than it lets through (in nginx: client_max_body_size). Raise that, or send less at once.',
	414: 'The address of the request is longer than it lets through. Ask for less at once.',
	431: 'The headers of the request are larger than it lets through.',
};

/** An error in a form that the service does not have. */
export function beforeService(service: string, { status, headers, body }: ApiResponse): Problem {
	const name = headers.server === undefined ? '' : `, it calls itself ${quote(headers.server)}`;
	const likely = LIKELY[status] ?? 'Check the base URL in the credential and what stands there.';
	return {
		message: `Something other than ${service} answered with HTTP ${status}`,
		description: `${likely} (It sent ${formOf(body)}${name}.)`,
		reason: 'otherServer',
		status,
		// With 500 and above, the request may have got through.
		nothingDone: status < 500,
	};
}

/**
 * The server redirects requests to another address. Only a new spelling of the same host is
 * suggested as base URL: any other host would be given the token.
 */
export function redirected(
	service: string,
	{ status, headers, url }: ApiResponse,
	path: string,
): Problem {
	const target = addressIn(headers.location, url);
	const address = target ? `${target.origin}${target.pathname}` : 'another address';
	const isMoved = target && isSameHost(target, url) && target.pathname.endsWith(path);
	return {
		message: `The base URL in the credential leads elsewhere: the server sends requests on to ${address}`,
		description: isMoved
			? `Enter ${address.slice(0, -path.length)} as the base URL in the credential.`
			: `Most often that is a page where people log in before they get to ${service}. Let the requests of n8n pass there. Where ${service} itself has moved, enter its new base URL in the credential.`,
		reason: 'redirected',
		status,
		nothingDone: true,
	};
}

function addressIn(location: unknown, base: string | undefined): URL | undefined {
	const text = String(location ?? '');
	return text !== '' && URL.canParse(text, base) ? new URL(text, base) : undefined;
}

function isSameHost({ hostname }: URL, asked: string | undefined): boolean {
	return asked !== undefined && new URL(asked).hostname === hostname;
}

/** Describes a body in words; a page by its title. */
function formOf(body: unknown): string {
	if (typeof body === 'object' && body !== null) return 'JSON of another form';
	// Only the beginning is searched: a title is there, and a hostile page could make the search
	// slow.
	const text = String(body ?? '')
		.trim()
		.slice(0, 10_000);
	if (text === '') return 'nothing';
	if (!text.startsWith('<')) return `the text ${quote(text)}`;
	const title = /<title[^>]*>([^<]*)<\/title>/i.exec(text)?.[1].trim();
	return title ? `the page ${quote(title)}` : 'a web page';
}
