import fc from 'fast-check';
import { runPool } from '../../nodes/shared/pool';
import type { Outcome } from '../../nodes/shared/pool';
import { endsWithin250ms } from './moments';

/** Every run tries the same cases; a found counterexample prints its own seed and path. */
const settings = { seed: 20_261_121, numRuns: 150 };

interface Item {
	key: string | undefined;
	fails: boolean;
}

interface Case {
	items: Item[];
	concurrency: number;
	/** Which of the running items ends next. */
	picks: number[];
}

const cases = (fails: fc.Arbitrary<boolean>): fc.Arbitrary<Case> =>
	fc.record({
		items: fc.array(
			fc.record({ key: fc.constantFrom(undefined, undefined, 'a', 'b', 'c'), fails }),
			{ minLength: 1, maxLength: 40 },
		),
		concurrency: fc.integer({ min: 1, max: 8 }),
		picks: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
	});
const rarely = fc.nat(9).map((number) => number === 0);
const never = fc.constant(false);

/** Runs a pool whose items end only when the test says so; no clock is involved. */
class Bench {
	readonly started: number[] = [];
	readonly ended: number[] = [];
	readonly running = new Map<number, () => void>();
	readonly abort = new AbortController();
	readonly done: Promise<Array<Outcome<string>>>;
	settled = false;
	/** What had started when the first item failed. */
	startedAtFailure: number[] | undefined;

	constructor(
		private readonly given: Case,
		stopOnFailure: boolean,
	) {
		const { items, concurrency } = given;
		const orderKey = (index: number) => items[index].key;
		const { signal } = this.abort;
		const options = { concurrency, stopOnFailure, orderKey, signal };
		this.done = runPool(items.length, (index) => this.work(index), options);
		void this.done.then(() => (this.settled = true));
	}

	/** Ends one running item after another, in random order, and checks the pool each time. */
	async run(look: () => void = () => {}, steps = Infinity): Promise<Array<Outcome<string>>> {
		await turn();
		for (let step = 0; this.running.size > 0 && step < steps; step++) {
			look();
			const running = [...this.running.keys()];
			const { picks } = this.given;
			this.end(running[picks[step % picks.length] % running.length]);
			await turn();
		}
		return steps === Infinity ? await this.done : [];
	}

	private async work(index: number): Promise<string> {
		this.started.push(index);
		await new Promise<void>((resolve) => this.running.set(index, resolve));
		if (this.given.items[index].fails) throw new Error(`failure ${index}`);
		return `result ${index}`;
	}

	private end(index: number): void {
		const resolve = this.running.get(index)!;
		this.running.delete(index);
		this.ended.push(index);
		if (this.given.items[index].fails) this.startedAtFailure ??= [...this.started];
		resolve();
	}
}

/** Lets everything run that can. */
async function turn(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

/** Items that could start now: not started and not behind another item of their key. */
function freeItems({ items }: Case, { started, running }: Bench): number[] {
	const taken = new Set([...running.keys()].map((index) => items[index].key));
	return items.flatMap(({ key }, index) => {
		if (started.includes(index)) return [];
		if (key === undefined) return [index];
		const free = !taken.has(key);
		taken.add(key);
		return free ? [index] : [];
	});
}

describe('the pool in continue mode', () => {
	it('runs every item exactly once and returns its outcomes in input order', async () => {
		await fc.assert(
			fc.asyncProperty(cases(rarely), async (given) => {
				const bench = new Bench(given, false);
				const outcomes = await bench.run();
				const indexes = given.items.map((_, index) => index);
				expect([...bench.started].sort((one, other) => one - other)).toEqual(indexes);
				expect(outcomes).toEqual(
					given.items.map(({ fails }, index) =>
						fails ? { failure: new Error(`failure ${index}`) } : { value: `result ${index}` },
					),
				);
			}),
			settings,
		);
	});

	it('keeps all workers busy while an item may start', async () => {
		await fc.assert(
			fc.asyncProperty(cases(rarely), async (given) => {
				const bench = new Bench(given, false);
				await bench.run(() => {
					const width = bench.ended.length === 0 ? 1 : given.concurrency;
					const idle = width - bench.running.size;
					expect(idle).toBeGreaterThanOrEqual(0);
					if (idle > 0 && bench.ended.length > 0) expect(freeItems(given, bench)).toEqual([]);
				});
			}),
			settings,
		);
	});
});

describe('the pool', () => {
	it('runs the first item alone', async () => {
		await fc.assert(
			fc.asyncProperty(cases(rarely), async (given) => {
				const bench = new Bench(given, false);
				await bench.run(() => {
					if (bench.ended.length === 0) expect([...bench.running.keys()]).toEqual([0]);
				});
				expect(bench.ended[0]).toBe(0);
			}),
			settings,
		);
	});

	it('never works on more items at once than its concurrency', async () => {
		await fc.assert(
			fc.asyncProperty(cases(never), async (given) => {
				const bench = new Bench(given, false);
				await bench.run(() => {
					expect(bench.running.size).toBeLessThanOrEqual(given.concurrency);
				});
			}),
			settings,
		);
	});

	it.each([true, false])(
		'runs items of one key one after another in the order of the input (stop: %s)',
		async (stopOnFailure) => {
			await fc.assert(
				fc.asyncProperty(cases(rarely), async (given) => {
					const bench = new Bench(given, stopOnFailure);
					const keyOf = (index: number) => given.items[index].key;
					await bench.run(() => {
						const keys = [...bench.running.keys()].map(keyOf).filter((key) => key !== undefined);
						expect(new Set(keys).size).toBe(keys.length);
					});
					for (const key of ['a', 'b', 'c']) {
						const order = bench.started.filter((index) => keyOf(index) === key);
						expect(order).toEqual([...order].sort((one, other) => one - other));
					}
				}),
				settings,
			);
		},
	);

	it('starts items without a key in the order of the input', async () => {
		await fc.assert(
			fc.asyncProperty(cases(rarely), async (given) => {
				const bench = new Bench(given, false);
				await bench.run();
				const free = bench.started.filter((index) => given.items[index].key === undefined);
				expect(free).toEqual([...free].sort((one, other) => one - other));
			}),
			settings,
		);
	});

	it('takes no items at all', async () => {
		const work = jest.fn();
		expect(await runPool(0, work, { concurrency: 5, stopOnFailure: true })).toEqual([]);
		expect(work).not.toHaveBeenCalled();
	});

	it('treats work that throws at once like work that fails later', async () => {
		const work = (): Promise<never> => {
			throw new Error('at once');
		};
		const outcomes = await runPool(2, work, { concurrency: 2, stopOnFailure: false });
		expect(outcomes).toEqual([
			{ failure: new Error('at once') },
			{ failure: new Error('at once') },
		]);
	});
});

describe('the pool in stop mode', () => {
	it('starts no item after a failure and awaits the running ones', async () => {
		await fc.assert(
			fc.asyncProperty(cases(rarely), async (given) => {
				const bench = new Bench(given, true);
				const outcomes = await bench.run(() => expect(bench.settled).toBe(false));
				const all = given.items.length;
				expect(bench.started).toHaveLength(bench.startedAtFailure?.length ?? all);
				given.items.forEach((_, index) => {
					expect(outcomes[index] !== undefined).toBe(bench.started.includes(index));
				});
			}),
			settings,
		);
	});

	it('runs nothing but the first item when that fails', async () => {
		const work = jest.fn().mockRejectedValue(new Error('bad credential'));
		await runPool(100, work, { concurrency: 50, stopOnFailure: true });
		expect(work).toHaveBeenCalledTimes(1);
	});
});

describe('an aborted pool', () => {
	it('ends at once although its items hang, and starts none after that', async () => {
		await fc.assert(
			fc.asyncProperty(cases(rarely), fc.nat(50), async (given, steps) => {
				const bench = new Bench(given, false);
				await bench.run(() => {}, steps);
				const started = [...bench.started];
				const outcomesBefore = bench.ended.length;
				bench.abort.abort();
				expect(await endsWithin250ms(bench.done)).toBe(true);
				const outcomes = await bench.done;
				expect(outcomes.filter((outcome) => outcome !== undefined)).toHaveLength(outcomesBefore);
				// What hung ends after all: that must not wake up the pool.
				await bench.run();
				expect(bench.started).toEqual(started);
			}),
			settings,
		);
	});

	it('starts nothing when it was aborted before', async () => {
		const work = jest.fn();
		const signal = AbortSignal.abort();
		const options = { concurrency: 5, stopOnFailure: false, signal };
		expect(await runPool(3, work, options)).toEqual([undefined, undefined, undefined]);
		expect(work).not.toHaveBeenCalled();
	});

	it('leaves no listener on the signal, which lives as long as the execution', async () => {
		const { signal } = new AbortController();
		const removed = jest.spyOn(signal, 'removeEventListener');
		const added = jest.spyOn(signal, 'addEventListener');
		await runPool(3, async () => 1, { concurrency: 2, stopOnFailure: false, signal });
		expect(removed.mock.calls.length).toBe(added.mock.calls.length);
	});
});

describe('many items of one key', () => {
	it('are not all read before the second one starts, and end in order', async () => {
		let read = 0;
		const readBefore: number[] = [];
		const ended: number[] = [];
		const work = async (index: number) => {
			readBefore.push(read);
			await Promise.resolve();
			ended.push(index);
		};
		const orderKey = () => {
			read++;
			return 'a';
		};
		await runPool(3_000, work, { concurrency: 5, stopOnFailure: false, orderKey });
		expect(readBefore[1]).toBeLessThan(600);
		expect(ended).toEqual(Array.from({ length: 3_000 }, (_, index) => index));
	});
});

describe('a pool with a pause between starts', () => {
	it('starts one item at most before each pause and still does all of them', async () => {
		const started: number[] = [];
		const sinceThePause: number[] = [];
		let before = 0;
		const work = async (index: number) => void started.push(index);
		const betweenStarts = async () => {
			sinceThePause.push(started.length - before);
			before = started.length;
			await turn();
		};
		await runPool(5, work, { concurrency: 5, stopOnFailure: true, betweenStarts });
		expect(started).toEqual([0, 1, 2, 3, 4]);
		expect(Math.max(...sinceThePause)).toBe(1);
	});

	it('reads the keys of the next items while it waits for the first', async () => {
		const read: number[] = [];
		const orderKey = (index: number) => String(read.push(index));
		let end = () => {};
		const work = async () => await new Promise<void>((resolve) => (end = resolve));
		const betweenStarts = turn;
		const abort = new AbortController();
		const options = { concurrency: 3, stopOnFailure: true, orderKey, betweenStarts };
		const run = runPool(9, work, { ...options, signal: abort.signal });
		for (let turns = 0; turns < 9; turns++) await turn();
		expect(read).toEqual([0, 1, 2, 3]);
		end();
		abort.abort();
		await run;
	});

	it('starts nothing more when the run is cancelled in the pause', async () => {
		const abort = new AbortController();
		const started: number[] = [];
		const work = async (index: number) => {
			started.push(index);
			if (index > 0) await new Promise(() => {});
		};
		const betweenStarts = async () => void (started.length === 3 && abort.abort());
		const { signal } = abort;
		await runPool(9, work, { concurrency: 9, stopOnFailure: true, betweenStarts, signal });
		await turn();
		expect(started).toEqual([0, 1, 2]);
	});
});
