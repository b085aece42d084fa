/**
 * Addresses and names outside the public internet, from IANA's registries: IPv4 and IPv6
 * Special-Purpose Address, IPv4 Multicast, Special-Use Domain Names (RFC 6890, RFC 6761).
 */

/** Ranges that n8n's own block list has too, so that its owner can allow them (2.40.3). */
const KNOWN_TO_N8N = [
	...['0.0.0.0/8', '10.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
	...['192.0.0.0/24', '192.0.2.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24'],
	...['203.0.113.0/24', '::1/128', 'fc00::/7', 'fe80::/10'],
];

/**
 * Carrier networks, relays, multicast, and all of IPv6 outside of 2000::/3, which includes NAT64,
 * site-local and embedded IPv4 addresses. Inside of it Teredo, documentation and 6to4.
 */
const OTHERS = [
	...['100.64.0.0/10', '192.88.99.0/24', '224.0.0.0/4', '240.0.0.0/4'],
	...['::/3', '4000::/2', '8000::/1', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
];

/**
 * Nothing below these names is public; the last ones are common in home and office networks (RFC
 * 6762).
 */
const NAMES = [
	...[
		'localhost',
		'localdomain',
		'local',
		'internal',
		'home.arpa',
		'test',
		'invalid',
		'onion',
		'alt',
	],
	...['intranet', 'private', 'corp', 'home', 'lan'],
];

const known = KNOWN_TO_N8N.map(prefixOf);
const others = OTHERS.map(prefixOf);

/** Whether a host, as URL writes it, is visibly not on the public internet. */
export function isSpecial(hostname: string): boolean {
	const bits = bitsOf(hostname);
	if (bits !== undefined) return isIn(known, bits) || isIn(others, bits);
	const name = hostname.toLowerCase().replace(/(?<!\.)\.+$/, '');
	// A name without a dot is local: a container's, or one from /etc/hosts.
	return !name.includes('.') || NAMES.some((special) => name.endsWith(`.${special}`));
}

/** Whether a host is a special address that n8n's own list lacks. */
export function isUnknownToN8n(hostname: string): boolean {
	const bits = bitsOf(hostname);
	return bits !== undefined && isIn(others, bits) && !isIn(known, bits);
}

function isIn(prefixes: string[], bits: string): boolean {
	return prefixes.some((prefix) => bits.startsWith(prefix));
}

function prefixOf(range: string): string {
	const [address, length] = range.split('/');
	const bits = bitsOf(address.includes(':') ? `[${address}]` : address) ?? '';
	return bits.slice(0, 1 + Number(length));
}

/** 4 or 6 and the bits of an address, which URL has already normalised; undefined for a name. */
function bitsOf(hostname: string): string | undefined {
	if (/^\d+(\.\d+){3}$/.test(hostname)) {
		return `4${hostname
			.split('.')
			.map((byte) => binary(Number(byte), 8))
			.join('')}`;
	}
	if (!hostname.startsWith('[')) return undefined;
	const [head, tail = []] = hostname
		.slice(1, -1)
		.split('::')
		.map((half) => half.split(':').filter(Boolean));
	const gap = Array.from({ length: 8 - head.length - tail.length }, () => '0');
	const groups = [...head, ...gap, ...tail];
	return `6${groups.map((group) => binary(parseInt(group, 16), 16)).join('')}`;
}

function binary(number: number, width: number): string {
	return number.toString(2).padStart(width, '0');
}
