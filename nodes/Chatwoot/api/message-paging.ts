interface Identified {
	id: number;
}

/**
 * How many messages a page has: of those newer than an id, and of those older (chatwoot.md §6
 * Others).
 */
const NEWER = 100;
const OLDER = 20;

/**
 * Pages are selected by id but cut by time: near the cut, a message may be missing although its id
 * is in the range (chatwoot.md §16 Order of messages). So each page starts some messages earlier.
 */
const OVERLAP_UP = 20;
const OVERLAP_DOWN = 5;

/** Walks the messages after `start`, each once; `fetch` returns the first ones with a higher id. */
export async function* walkUp<T extends Identified>(
	fetch: (after: number) => Promise<T[]>,
	start: number,
): AsyncGenerator<T> {
	const seen = new Set<number>();
	for (let after = start; ;) {
		const page = await fetch(after);
		yield* fresh(page, seen);
		if (page.length < NEWER) return;
		after = idsOf(page)[page.length - 1 - OVERLAP_UP];
	}
}

/**
 * Walks messages from the newest back, each once; `fetch` returns the last ones with a lower id.
 */
export async function* walkDown<T extends Identified>(
	fetch: (before?: number) => Promise<T[]>,
): AsyncGenerator<T> {
	const seen = new Set<number>();
	for (let before: number | undefined; ;) {
		const page = await fetch(before);
		yield* fresh([...page].reverse(), seen);
		if (page.length < OLDER) return;
		before = idsOf(page)[OVERLAP_DOWN];
	}
}

function* fresh<T extends Identified>(page: T[], seen: Set<number>): Generator<T> {
	for (const message of page) {
		if (seen.has(message.id)) continue;
		seen.add(message.id);
		yield message;
	}
}

function idsOf(page: Identified[]): number[] {
	return page.map(({ id }) => id).sort((one, other) => one - other);
}
