/** One page of a list: the entries from `token` on, the newest first or the oldest first. */
export interface PageRequest {
	limit: number;
	token?: string;
}

type Fetch<T> = (page: PageRequest) => Promise<T[]>;

interface Identified {
	id: string;
}

/** Entries asked for at once; the server never sends more than 100 threads (twake-api.md §7). */
export const PAGE_SIZE = 100;

/**
 * Walks the messages of a thread. The server's `next_page_token` leads in circles: the next page
 * begins with the id of the last message got, which comes again and is dropped (twake-api.md §7).
 */
export async function* walkMessages<T extends Identified>(
	fetch: Fetch<T>,
	limit = PAGE_SIZE,
): AsyncGenerator<T> {
	const seen = new Set<string>();
	let token: string | undefined;
	for (;;) {
		const page = await fetch({ limit, token });
		const fresh = page.filter(({ id }) => !seen.has(id));
		for (const entry of fresh) {
			seen.add(entry.id);
			yield entry;
		}
		if (fresh.length === 0 || page.length < limit) return;
		token = page[page.length - 1].id;
	}
}

interface Head extends Identified {
	last_replies?: Identified[];
}

/**
 * Walks a channel's feed from the newest activity back. A page of it is sorted the other way round,
 * and the next one begins with the newest reply of its first thread: the thread's own id would skip
 * threads (twake-api.md §7). A thread that gets a reply meanwhile moves to the front and is not
 * given twice.
 */
export async function* walkFeed<T extends Head>(
	fetch: Fetch<T>,
	limit = PAGE_SIZE,
): AsyncGenerator<T> {
	const seen = new Set<string>();
	let token: string | undefined;
	for (;;) {
		const page = await fetch({ limit, token });
		const fresh = page.filter(({ id }) => !seen.has(id)).reverse();
		for (const entry of fresh) {
			seen.add(entry.id);
			yield entry;
		}
		if (page.length === 0) return;
		const next = page[0].last_replies?.at(-1)?.id ?? page[0].id;
		if (next === token) return;
		token = next;
	}
}
