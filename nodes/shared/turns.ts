/**
 * Lets pieces of work that touch the same thing run one after another, in the order in which they
 * asked. The key of an item's order (design.md §5) has to be known from its parameters alone; this
 * is for what is known only after a look-up, such as that two items mean the same person.
 */
export class Turns {
	private readonly last = new Map<string, Promise<unknown>>();

	/** Does `work` when everything asked for earlier under any of the keys has ended. */
	async take<T>(keys: string[], work: () => Promise<T>): Promise<T> {
		const before = keys.map((key) => this.last.get(key));
		// All keys at once, without a pause between them: no two pieces can wait for each other.
		const mine = Promise.all(before).then(work);
		const ended = mine.catch(() => {});
		for (const key of keys) this.last.set(key, ended);
		try {
			return await mine;
		} finally {
			for (const key of keys) if (this.last.get(key) === ended) this.last.delete(key);
		}
	}
}
