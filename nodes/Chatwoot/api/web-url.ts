/** Characters that browsers accept in an address and Ruby does not. */
const NOT_FOR_RUBY = /[|^[\]\\{}"<>`]/g;

/** The longest address that Chatwoot stores (chatwoot.md §9). */
export const MAX_URL = 2048;

/**
 * A web address that the server can call: http or https with a host, the rest encoded. The server
 * stores any text, and then fails to call it (chatwoot.md §9, chatwoot.md §10, chatwoot.md §17.29).
 * User, password and query are kept. Undefined when it is not an address.
 */
export function parseWebUrl(text: string): string | undefined {
	const trimmed = text.trim();
	if (!/^https?:\/\/[^/\s]/i.test(trimmed) || !URL.canParse(trimmed)) return undefined;
	const { href } = new URL(trimmed);
	if (href.length > MAX_URL) return undefined;
	const end = href.indexOf('/', 'https://'.length);
	const path = href.slice(end).replace(NOT_FOR_RUBY, encodeURIComponent);
	// The slash that URL adds to a bare host would make it another webhook.
	const isBare = path === '/' && !trimmed.endsWith('/');
	return `${href.slice(0, end)}${isBare ? '' : path}`;
}

/** A website as people write it: an address or a bare domain. Undefined when it is neither. */
export function parseWebsite(text: string): string | undefined {
	const trimmed = text.trim();
	const isDomain = /^[^\s/:@.]+(\.[^\s/:@.]+)+$/.test(trimmed);
	return isDomain && URL.canParse(`https://${trimmed}`) ? trimmed : parseWebUrl(trimmed);
}
