/** One page of a list with numbered pages. */
export interface ListPage<T> {
	rows: T[];
	/** On the first page: changes whenever an entry is added, moves to the front, or goes away. */
	mark: string;
	/** The counts that come with every page. */
	counts: string;
	/** True when certainly no page follows; a page shorter than the first is also the last. */
	isLast: boolean;
}

interface Identified {
	id: number;
}

/** How often a list that keeps changing is walked again. */
const MAX_PASSES = 5;

/**
 * Walks a list with numbered pages that shifts while it is read: an entry added in front pushes
 * another to the next page, a removed one pulls one to a page already read. No entry is returned
 * twice. After reading several pages, the list is checked: if it has changed meanwhile it is walked
 * again, until it is stable.
 *
 * `look` returns the mark of the list in the order of last activity, where every change shows; the
 * first page's own mark is used when the list itself has that order.
 */
export async function* walkPages<T extends Identified>(
	fetch: (page: number) => Promise<ListPage<T>>,
	look?: () => Promise<string>,
): AsyncGenerator<T> {
	const seen = new Set<number>();
	if (look) {
		// Often one page is all; otherwise the passes below start with it again.
		const { rows, isLast } = await fetch(1);
		for (const row of rows) {
			seen.add(row.id);
			yield row;
		}
		if (isLast) return;
	}
	for (let pass = 1; pass <= MAX_PASSES; pass++) {
		let mark = look && (await look());
		let counts: string | undefined;
		let hasShifted = false;
		const inPass = new Set<number>();
		let page = 1;
		for (let size = 0; ; page++) {
			const answer = await fetch(page);
			const { rows } = answer;
			mark ??= answer.mark;
			counts ??= answer.counts;
			// If a server returned the same page for every number, this would never end.
			const isRepeated = rows.every(({ id }) => inPass.has(id));
			hasShifted ||= counts !== answer.counts || rows.some(({ id }) => inPass.has(id));
			for (const row of rows) {
				inPass.add(row.id);
				if (seen.has(row.id)) continue;
				seen.add(row.id);
				yield row;
			}
			if (answer.isLast || isRepeated || rows.length < size) break;
			size = rows.length;
		}
		// A single page shows a single moment, so nothing can have moved past it.
		if (page === 1) return;
		if (!hasShifted && (look ? await look() : (await fetch(1)).mark) === mark) return;
	}
}

/** The same for a list without marks or counts: the first page that is not full is the last one. */
export function walkRows<T extends Identified>(
	fetch: (page: number) => Promise<T[]>,
	size: number,
): AsyncGenerator<T> {
	return walkPages(async (page) => {
		const rows = await fetch(page);
		const mark = rows.map(({ id }) => id).join();
		return { rows, mark, counts: '', isLast: rows.length < size };
	});
}
