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

/**
 * What tells the server of a pasted address from that of the credential: their hosts, with the path
 * where only that differs. Undefined when both are one. The scheme does not count: people reach one
 * server by either.
 */
export function otherServer(
	address: URL,
	baseUrl: string,
): { other: string; own: string } | undefined {
	const own = new URL(baseUrl);
	const root = own.pathname.replace(/\/*$/, '/');
	if (address.host !== own.host) return { other: address.host, own: own.host };
	if (address.pathname.startsWith(root)) return undefined;
	return { other: `${address.host}${address.pathname}`, own: `${own.host}${root}` };
}
