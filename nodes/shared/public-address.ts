/** Of n8n's helpers; older versions cannot judge addresses. */
interface Helpers {
	getSecureEgressFilter?(policy: 'enforced'): {
		validateUrl(url: string): Promise<{ ok: boolean }>;
	};
}

/** Names and addresses of this machine and of networks that are nobody else's. */
const NOT_PUBLIC = new RegExp(
	[
		String.raw`(.+\.)?localhost\.?`,
		String.raw`(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|22[4-9]|2[345]\d)(\.\d+)+`,
		String.raw`100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])(\.\d+)+`,
		String.raw`\[(::|f[cdf]|fe[89ab]).*\]`,
	]
		.map((range) => `^${range}$`)
		.join('|'),
);

/** What n8n's own ranges leave out: IPv4 written as IPv6, and no address at all. */
const NEVER = /^\[::/;

/**
 * Whether something may be fetched that an address in foreign data names: on the server itself, or
 * anywhere in public. Where n8n can judge, by what the name leads to and by the ranges that its owner
 * has allowed (N8N_SSRF_ALLOWED_IP_RANGES); in an older n8n by what stands in the address.
 */
export async function isPublic(helpers: Helpers, url: string, server: string): Promise<boolean> {
	const { hostname, origin, protocol } = new URL(url);
	if (!['http:', 'https:'].includes(protocol)) return false;
	if (origin === new URL(server).origin) return true;
	const filter = helpers.getSecureEgressFilter?.('enforced');
	if (!filter) return !NOT_PUBLIC.test(hostname);
	// What leads nowhere is no public address either.
	const nowhere = () => ({ ok: false });
	return !NEVER.test(hostname) && (await filter.validateUrl(url).catch(nowhere)).ok;
}
