import { BoundedMap } from './bounded-map';

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
		const mine = Promise.all(before.map((each) => Promise.resolve(each))).then(work);
		const ended = mine.catch(() => {});
		for (const key of keys) this.last.set(key, ended);
		try {
			return await mine;
		} finally {
			for (const key of keys) if (this.last.get(key) === ended) this.last.delete(key);
		}
	}

	/** These turns for keys that are only told apart within one place, such as an account. */
	within(place: string): Pick<Turns, 'take'> {
		return {
			take: async (keys, work) =>
				await this.take(
					keys.map((key) => `${place} ${key}`),
					work,
				),
		};
	}
}

/** What a run has found out about a thing; it may change it while it has the turn. */
export interface Known<T> {
	value?: T;
}

/** Things whose last run is known. */
const CAPACITY = 1000;

/**
 * Turns of all executions in this process: n8n makes an execution of every event, and several run at
 * once. What a run knows about a thing from its turn before is handed to it again, unless another
 * run had a turn in between. Workers of n8n's queue mode are processes of their own.
 */
export class SharedTurns<T = never> {
	private readonly turns = new Turns();
	private readonly last = new BoundedMap<WeakRef<object>>(CAPACITY);
	/** Goes with the run. */
	private readonly knowledge = new WeakMap<object, Map<string, Known<T>>>();

	async take<Result>(
		key: string,
		run: object,
		work: (known: Known<T>) => Promise<Result>,
	): Promise<Result> {
		return await this.turns.take([key], async () => {
			const mine = this.knowledge.get(run) ?? new Map<string, Known<T>>();
			this.knowledge.set(run, mine);
			const isLast = this.last.get(key)?.deref() === run;
			const known = (isLast && mine.get(key)) || {};
			// What a failure has left is not known.
			mine.delete(key);
			this.last.set(key, new WeakRef(run));
			const result = await work(known);
			mine.set(key, known);
			return result;
		});
	}
}
