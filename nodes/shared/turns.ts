import { BoundedMap } from './bounded-map';

/**
 * Runs pieces of work that touch the same thing one after another, in the order in which they
 * asked. An item's order key (design.md §5) has to be known from its parameters alone; turns are
 * for what only a look-up shows, such as that two items mean the same person.
 */
export class Turns {
	private readonly last = new Map<string, Promise<unknown>>();

	/** Does `work` once everything asked for earlier under any of the keys has ended. */
	async take<T>(keys: string[], work: () => Promise<T>): Promise<T> {
		const before = keys.map((key) => this.last.get(key));
		// Takes all keys at once, without an await in between, so no two pieces can deadlock.
		const mine = Promise.all(before.map((each) => Promise.resolve(each))).then(work);
		const ended = mine.catch(() => {});
		for (const key of keys) this.last.set(key, ended);
		try {
			return await mine;
		} finally {
			for (const key of keys) if (this.last.get(key) === ended) this.last.delete(key);
		}
	}

	/** These turns, for keys that are unique only within one place, such as an account. */
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

/** What a run has learned about a thing; the run may change it while it has the turn. */
export interface Knowledge<T> {
	value?: T;
}

/** How many things have a known last run. */
const CAPACITY = 1000;

/**
 * Turns shared by all executions in this process: n8n starts an execution for every event, and
 * several run at once. What a run learned about a thing in an earlier turn is given to it again,
 * unless another run had a turn in between. Workers of n8n's queue mode are separate processes.
 */
export class SharedTurns<T = never> {
	private readonly turns = new Turns();
	private readonly last = new BoundedMap<WeakRef<object>>(CAPACITY);
	/** Garbage-collected with its run. */
	private readonly knowledge = new WeakMap<object, Map<string, Knowledge<T>>>();

	async take<Result>(
		key: string,
		run: object,
		work: (known: Knowledge<T>) => Promise<Result>,
	): Promise<Result> {
		return await this.turns.take([key], async () => {
			const mine = this.knowledge.get(run) ?? new Map<string, Knowledge<T>>();
			this.knowledge.set(run, mine);
			const isLast = this.last.get(key)?.deref() === run;
			const known = (isLast && mine.get(key)) || {};
			// After a failure, what was learned is no longer certain.
			mine.delete(key);
			this.last.set(key, new WeakRef(run));
			const result = await work(known);
			mine.set(key, known);
			return result;
		});
	}
}
