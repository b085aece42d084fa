import type { IDataObject } from 'n8n-workflow';

/** More than any server has; a longer text would fill every error that names it. */
const LONGEST = 2_000;

/**
 * A web address that requests can be sent to. Undefined for anything else, also for one with a user
 * in it: nobody would send that, and in front of an @ a host can look like another one.
 */
export function webAddress(text: string): URL | undefined {
	if (text.length > LONGEST || !/^https?:\/\/\S+$/i.test(text) || !URL.canParse(text))
		return undefined;
	const url = new URL(text);
	return url.username === '' && url.password === '' ? url : undefined;
}

/** An address as people paste it, perhaps without the scheme that some browsers hide. */
export function pastedAddress(text: string): URL | undefined {
	const trimmed = text.trim();
	return webAddress(trimmed.includes('://') ? trimmed : `https://${trimmed.replace(/^\/\//, '')}`);
}

/** Where a service is. Both without trailing slash. */
export interface Addresses {
	/** Requests go there, and nowhere else: nothing secret is ever sent to another one. */
	baseUrl: string;
	/** Where people open it: what they paste begins with it, and what is put out for them to open. */
	publicUrl: string;
}

/** What a credential says about the address for people; that for requests where it says nothing. */
export function publicAddressIn({ baseUrl, publicAddress }: IDataObject): string {
	return String(publicAddress ?? '').trim() || String(baseUrl ?? '');
}

/**
 * What tells the server of a pasted address from that of the credential: their hosts, with the path
 * where only that differs. Undefined when both are one. The scheme does not count, nor the ports of
 * both: people reach one server by either.
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

/** Whether an address leads to a server, by whichever of its addresses and to whatever of its paths. */
export function isAt(address: string, { baseUrl, publicUrl }: Addresses): boolean {
	const host = hostOf(new URL(address));
	return [baseUrl, publicUrl].some((url) => hostOf(new URL(url)) === host);
}

/** The host as it is compared: a name may end with a dot. */
function hostOf({ hostname, port }: URL): string {
	const name = hostname.replace(/\.$/, '');
	return ['', '80', '443'].includes(port) ? name : `${name}:${port}`;
}
