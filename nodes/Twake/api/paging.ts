/** One page of a list: the entries from `token` on, newest or oldest first. */
export interface PageRequest {
	limit: number;
	token?: string;
}

type Fetch<T> = (page: PageRequest) => Promise<T[]>;

interface Identified {
	id: string;
}

/**
 * How many entries to request at once; the server never sends more than 100 threads (twake.md §7).
 */
export const PAGE_SIZE = 100;

/**
 * Walks the messages of a thread. The server's `next_page_token` leads in circles. Instead, the
 * next page is requested from the last message received, which is returned again and dropped
 * (twake.md §7).
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
	stats?: { last_activity: number };
}

/**
 * Walks a channel's feed back from the newest activity. Each page is sorted the other way round,
 * and the next one begins at the newest reply of its first thread: the thread's own id would skip
 * threads (twake.md §7). A thread that gets a reply meanwhile moves to the front: it is not
 * returned twice, and threads active since the walk began are checked again, so that none is
 * missed. With `since` (ms), the walk ends before threads without activity after that.
 */
export async function* walkFeed<T extends Head>(
	fetch: Fetch<T>,
	limit = PAGE_SIZE,
	since = -Infinity,
): AsyncGenerator<T> {
	const seen = new Set<string>();
	let walkedSince = NaN;
	// A page may be shorter than requested although more follow, so only the next page shows the end.
	for (let isFirstWalk = true; ; isFirstWalk = false) {
		let pages = 0;
		let foundFresh = false;
		let newest: number | undefined;
		let token: string | undefined;
		for (;;) {
			const page = await fetch({ limit, token });
			newest ??= activityOf(page.at(-1));
			const fresh = page.filter(({ id }) => !seen.has(id)).reverse();
			for (const entry of fresh) {
				seen.add(entry.id);
				if (!(activityOf(entry) <= since)) yield entry;
			}
			pages++;
			foundFresh ||= fresh.length > 0;
			const last = page.at(0);
			const next = last?.last_replies?.at(-1)?.id ?? last?.id;
			// The first walk also returns threads of which the server does not say when they were active.
			const activity = activityOf(last);
			const isWalked = isFirstWalk ? activity <= since : !(activity > walkedSince);
			if (next === undefined || next === token || isWalked) break;
			token = next;
		}
		// A single page shows a single moment, so nothing can have moved past it.
		if (seen.size === 0 || (pages === 1 && (isFirstWalk || !foundFresh))) return;
		walkedSince = newest;
	}
}

/** NaN, which is neither before nor after any time, when the server does not say. */
function activityOf(head: Head | undefined): number {
	return head?.stats?.last_activity ?? NaN;
}
