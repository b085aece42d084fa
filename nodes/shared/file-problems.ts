import type { Problem } from './errors';
import { certificateWayOut } from './hopeless';
import { quote } from './text';
import { isAt } from './web-address';
import type { Addresses } from './web-address';

/** Who runs n8n decides which networks its workflows may reach. */
const ALLOW =
	'Where n8n knows N8N_SSRF_ALLOWED_IP_RANGES and N8N_SSRF_ALLOWED_HOSTNAMES, its owner can allow more.';

export function noAddress(address: string): Problem {
	return { message: `The address of the file is not a web address: ${quote(address)}` };
}

/** `hint`: which setting of the service its addresses come from. */
export function notFetched(host: string, hint: string, reason: string, status?: number): Problem {
	return {
		message: `The file could not be fetched from ${host} (${reason})`,
		description: `The address comes from the server: n8n has to be able to reach it. ${hint}`,
		status,
		reason: 'unavailable',
	};
}

/** The problem for an error code after which repeating is useless. */
export function neverFetched(url: string, server: Addresses, hint: string, code: string): Problem {
	const problem = notFetched(new URL(url).host, hint, code);
	const description = certificateWayOut(code, isAt(url, server)) ?? problem.description;
	return { ...problem, description, reason: 'noConnection' };
}

export function gone(host: string): Problem {
	return {
		message: 'The file is no longer there',
		description: `${host} answered 404.`,
		status: 404,
		reason: 'missing',
	};
}

export function notPublic(host: string, hint: string): Problem {
	return {
		message: `The file is not fetched from ${host}, which is not a public address`,
		description: `The address comes from the server. ${hint} Files are fetched from the server in the credential and from public addresses. ${ALLOW}`,
	};
}

/**
 * n8n's own SSRF protection refused the address, where it is on; it also applies to the server in
 * the credential.
 */
export function notAllowed(host: string, { message }: Error): Problem {
	return {
		message: `n8n does not fetch the file from ${host}: ${message}`,
		description: ALLOW,
	};
}
