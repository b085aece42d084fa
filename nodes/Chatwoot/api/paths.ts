import { isPlainPath } from '../../shared/api-path';
import type { Addresses } from '../../shared/web-address';

/** The path families of Chatwoot's APIs (chatwoot.md §1). */
const FAMILY = /^\/((platform|public|enterprise)\/)?api(\/|$)/;

/** `{account}`; the API's documentation writes `{account_id}`. */
const ACCOUNT = /\{account(_id)?\}/g;

/**
 * A path of the API, from a path or from a whole address on the server. It is only ever appended to
 * the base URL, so it cannot lead to another server; dot segments, which could leave the API, are
 * refused however they are encoded. Undefined when it is not a path of the API.
 */
export function parseApiPath(text: string, { baseUrl, publicUrl }: Addresses): string | undefined {
	const begin = [baseUrl, publicUrl].find((url) => text.startsWith(`${url}/`)) ?? '';
	const path = text.slice(begin.length);
	return FAMILY.test(path) && isPlainPath(path) ? path : undefined;
}

export function namesAccount(path: string): boolean {
	return path.search(ACCOUNT) >= 0;
}

export function withAccount(path: string, account: number): string {
	return path.replace(ACCOUNT, String(account));
}
