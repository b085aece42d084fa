/** One page of a list that is read by page numbers. */
export interface ListPage<T> {
	rows: T[];
	/** On the first page, changes whenever an entry comes in, moves to the front, or goes away. */
	mark: string;
	/** The counts that come with every page. */
	counts: string;
	/** True when it is sure that no page follows; a page shorter than the first one is the last. */
	isLast: boolean;
}

interface Identified {
	id: number;
}

/** How often a list that keeps changing is walked again. */
const MAX_PASSES = 5;

/**
 * Walks a list whose pages are numbered, which shifts while it is read: an entry that comes in front
 * pushes another one to the next page, one that goes away pulls one to a page that was read already.
 * No entry is given twice. After several pages the list is looked at again: has it changed meanwhile,
 * it is walked once more, until it stands still.
 *
 * `look` tells the mark of the list in the order of last activity, where every change shows; it is
 * the first page's own when the list comes in that order.
 */
export async function* walkPages<T extends Identified>(
	fetch: (page: number) => Promise<ListPage<T>>,
	look?: () => Promise<string>,
): AsyncGenerator<T> {
	const seen = new Set<number>();
	if (look) {
		// One page is often enough; the passes below begin with it again.
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
			// A server that gives the same page for every number would never come to an end.
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
		// One page shows one moment, so nothing can have moved past it.
		if (page === 1) return;
		if (!hasShifted && (look ? await look() : (await fetch(1)).mark) === mark) return;
	}
}

/** The same of a list that tells nothing about itself: a page that is not full is the last one. */
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
