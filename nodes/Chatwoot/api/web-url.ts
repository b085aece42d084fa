/** Characters that browsers leave in an address and Ruby does not take for one. */
const NOT_FOR_RUBY = /[|^[\]\\{}"<>`]/g;

/** The longest address that Chatwoot stores (chatwoot.md §9). */
export const MAX_URL = 2048;

/**
 * A web address as the server can call it: http or https with a host, what stands behind it encoded.
 * The server stores any text, and then fails to call it (chatwoot.md §9, chatwoot.md §10, chatwoot.md §17.29). User,
 * password and query stay. Undefined when it is no address.
 */
export function parseWebUrl(text: string): string | undefined {
	const trimmed = text.trim();
	if (!/^https?:\/\/[^/\s]/i.test(trimmed) || !URL.canParse(trimmed)) return undefined;
	const { href } = new URL(trimmed);
	if (href.length > MAX_URL) return undefined;
	const end = href.indexOf('/', 'https://'.length);
	const path = href.slice(end).replace(NOT_FOR_RUBY, encodeURIComponent);
	// The slash that comes with a bare host makes another webhook of it.
	const isBare = path === '/' && !trimmed.endsWith('/');
	return `${href.slice(0, end)}${isBare ? '' : path}`;
}

/** A website as people name it: an address or a bare domain. Undefined when it is neither. */
export function parseWebsite(text: string): string | undefined {
	const trimmed = text.trim();
	const isDomain = /^[^\s/:@.]+(\.[^\s/:@.]+)+$/.test(trimmed);
	return isDomain && URL.canParse(`https://${trimmed}`) ? trimmed : parseWebUrl(trimmed);
}
