/** How many times over a path may be encoded; a proxy may decode once more than the server. */
const DECODINGS = 3;

/**
 * Whether a path that is appended to a base URL stays below it: without dot segments, backslashes,
 * control characters, query and fragment, however often they are encoded.
 */
export function isPlainPath(path: string): boolean {
	if (/[\s?#]/.test(path)) return false;
	let decoded = path;
	for (let round = 0; round <= DECODINGS; round++) {
		if (/[\\\0-\x1f\x7f]|(^|\/)\.\.?([;/]|$)/.test(decoded)) return false;
		const next = decodedOnce(decoded);
		if (next === undefined || next === decoded) return next !== undefined;
		decoded = next;
	}
	return false;
}

function decodedOnce(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}
