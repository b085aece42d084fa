import { isSpecial, isUnknownToN8n } from './special-addresses';
import { isAt } from './web-address';
import type { Addresses } from './web-address';

/** Of n8n's helpers; older versions cannot judge addresses. */
export interface AddressHelpers {
	getSecureEgressFilter?(policy: 'enforced'): {
		validateUrl(url: string): Promise<{ ok: boolean }>;
	};
}

/**
 * Whether something may be fetched that an address in foreign data names: on the server itself, or
 * anywhere in public. Where n8n can judge, by what the name leads to and by the ranges that its owner
 * has allowed (N8N_SSRF_ALLOWED_IP_RANGES); in an older n8n by what stands in the address.
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
	// What leads nowhere is no public address either.
	const nowhere = () => ({ ok: false });
	return !isUnknownToN8n(hostname) && (await filter.validateUrl(url).catch(nowhere)).ok;
}
