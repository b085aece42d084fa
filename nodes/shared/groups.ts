/** How many requests are made at once where nobody chooses: more only make small servers slower. */
const AT_ONCE = 4;

/** Works on the entries of a list, a few at a time; each group with its results, in order. */
export async function* inGroups<T, R>(
	all: T[],
	work: (entry: T) => Promise<R>,
): AsyncGenerator<{ group: T[]; results: R[] }> {
	for (let index = 0; index < all.length; index += AT_ONCE) {
		const group = all.slice(index, index + AT_ONCE);
		yield { group, results: await Promise.all(group.map(work)) };
	}
}
