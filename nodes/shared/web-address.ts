import type { IDataObject } from 'n8n-workflow';

/** More than any server needs; a longer text would fill every error that names it. */
const LONGEST = 2_000;

/**
 * A web address that requests can be sent to. Undefined for anything else, and for one with a user
 * name: nobody means to send that, and before an @ a host can look like another.
 */
export function webAddress(text: string): URL | undefined {
	if (text.length > LONGEST || !/^https?:\/\/\S+$/i.test(text) || !URL.canParse(text))
		return undefined;
	const url = new URL(text);
	return url.username === '' && url.password === '' ? url : undefined;
}

/** An address as people paste it, perhaps without the scheme, which some browsers hide. */
export function pastedAddress(text: string): URL | undefined {
	const trimmed = text.trim();
	return webAddress(trimmed.includes('://') ? trimmed : `https://${trimmed.replace(/^\/\//, '')}`);
}

/** The addresses of a service. Both without trailing slash. */
export interface Addresses {
	/** Requests go here and nowhere else: no secret is ever sent to another address. */
	baseUrl: string;
	/** Where people open it: addresses that they paste, and links in outputs, begin with it. */
	publicUrl: string;
}

/** The address for people that a credential gives; if it gives none, the one for requests. */
export function publicAddressIn({ baseUrl, publicAddress }: IDataObject): string {
	return String(publicAddress ?? '').trim() || String(baseUrl ?? '');
}

/**
 * What distinguishes the server of a pasted address from that of the credential: their hosts, with
 * the path where only that differs. Undefined when they are the same. Scheme and default ports do
 * not count, because people reach one server by either.
 */
export function otherServer(
	address: URL,
	{ baseUrl, publicUrl }: Addresses,
): { other: string; own: string } | undefined {
	const isInside = baseUrl !== publicUrl && !differenceTo(address, baseUrl);
	return isInside ? undefined : differenceTo(address, publicUrl);
}

function differenceTo(address: URL, url: string): { other: string; own: string } | undefined {
	const own = new URL(url);
	const [here, there] = [hostOf(own), hostOf(address)];
	const root = own.pathname.replace(/\/*$/, '/');
	if (there !== here) return { other: there, own: here };
	if (`${address.pathname}/`.startsWith(root)) return undefined;
	return { other: `${there}${address.pathname}`, own: `${here}${root}` };
}

/** Whether an address leads to the server, by either of its addresses and with any path. */
export function isAt(address: string, { baseUrl, publicUrl }: Addresses): boolean {
	const host = hostOf(new URL(address));
	return [baseUrl, publicUrl].some((url) => hostOf(new URL(url)) === host);
}

/** The host for comparing: a name may end with a dot. */
function hostOf({ hostname, port }: URL): string {
	const name = hostname.replace(/\.$/, '');
	return ['', '80', '443'].includes(port) ? name : `${name}:${port}`;
}
