/** The families of paths that Chatwoot answers programs on (chatwoot-api.md §1). */
const FAMILY = /^\/((platform|public|enterprise)\/)?api(\/|$)/;

/** `{account}`, as the documentation of the API writes it as well. */
const ACCOUNT = /\{account(_id)?\}/g;

/** How often text may be encoded upon itself; a proxy decodes once more than the server. */
const DECODINGS = 3;

/**
 * A path of the API, as it is or as an address below `baseUrl`. It is only ever appended to the base
 * URL, so it cannot lead to another server; dot segments, which could lead out of the API, are
 * refused however they are encoded. Undefined when it is no path of the API.
 */
export function parseApiPath(text: string, baseUrl: string): string | undefined {
	const path = text.startsWith(`${baseUrl}/`) ? text.slice(baseUrl.length) : text;
	if (!FAMILY.test(path) || /[\s?#]/.test(path)) return undefined;
	let decoded = path;
	for (let round = 0; round <= DECODINGS; round++) {
		if (/[\\\0-\x1f\x7f]|(^|\/)\.\.?([;/]|$)/.test(decoded)) return undefined;
		const next = decodedOnce(decoded);
		if (next === undefined || next === decoded) return next && path;
		decoded = next;
	}
	return undefined;
}

export function namesAccount(path: string): boolean {
	return path.search(ACCOUNT) >= 0;
}

export function withAccount(path: string, account: number): string {
	return path.replace(ACCOUNT, String(account));
}

function decodedOnce(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}
