import type { Page } from './answers';

/** What the server puts into one page; its own defaults are 5 and 10 (matrix.md §8). */
export const PAGE = 100;

/** The things of a list, page by page. A page may be empty; a token that comes again ends it. */
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
