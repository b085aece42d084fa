import { isSpecial, isUnknownToN8n } from './special-addresses';
import { isAt } from './web-address';
import type { Addresses } from './web-address';

/** Some of n8n's helpers; older versions cannot judge addresses. */
export interface AddressHelpers {
	getSecureEgressFilter?(policy: 'enforced'): {
		validateUrl(url: string): Promise<{ ok: boolean }>;
	};
}

/**
 * Whether an address found in foreign data may be fetched: on the server itself, or anywhere
 * public. Newer versions of n8n judge it by resolving the name, with the ranges that the owner has
 * allowed (N8N_SSRF_ALLOWED_IP_RANGES), and throw the resolver's error when there is no such name;
 * for older ones only the address itself is looked at.
 */
export async function isPublic(
	helpers: AddressHelpers,
	url: string,
	server: Addresses,
): Promise<boolean> {
	const { hostname, protocol } = new URL(url);
	if (!['http:', 'https:'].includes(protocol)) return false;
	if (isAt(url, server)) return true;
	const filter = helpers.getSecureEgressFilter?.('enforced');
	if (!filter) return !isSpecial(hostname);
	return !isUnknownToN8n(hostname) && (await filter.validateUrl(url)).ok;
}
