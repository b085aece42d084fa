import type { Page } from './answers';

/** How many entries to request per page; the server's defaults are 5 and 10 (matrix.md §8). */
export const PAGE = 100;

/** The entries of a list, page by page. A page may be empty; a repeated token ends the list. */
export async function* walk<T>(
	page: (token: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<T> {
	let token: string | undefined;
	for (;;) {
		const { things, next } = await page(token);
		yield* things;
		if (next === undefined || next === token) return;
		token = next;
	}
}
