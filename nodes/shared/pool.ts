export interface PoolOptions {
	/** How many items may run at once, at least 1. */
	concurrency: number;
	/** Items with the same key run one after another in order; without a key they run freely. */
	orderKey?: (index: number) => string | undefined;
	/** After a failure no further item starts; those already running are awaited. */
	stopOnFailure: boolean;
	/** Awaited after each start and after each key that was read ahead, before anything else. */
	betweenStarts?: () => Promise<void>;
	/** Aborted: no further item starts and the pool ends at once, whatever is still running. */
	signal?: AbortSignal;
}

/** How an item ended; undefined for an item that never started. */
export type Outcome<T> = { value: T } | { failure: unknown } | undefined;

/**
 * Works on the items 0 ... count-1 and returns their outcomes by index. The first item runs alone,
 * so that there is one login, and a bad credential is noticed before the others begin.
 */
export async function runPool<T>(
	count: number,
	work: (index: number) => Promise<T>,
	options: PoolOptions,
): Promise<Array<Outcome<T>>> {
	const outcomes = new Array<Outcome<T>>(count).fill(undefined);
	const queue = new OrderedQueue(count, options.orderKey);
	let stopped = false;

	/** The first item runs alone. */
	let width = 1;
	let running = 0;
	let wake = () => {};

	const runOne = async (index: number) => {
		running++;
		try {
			outcomes[index] = { value: await work(index) };
		} catch (failure) {
			outcomes[index] = { failure };
			stopped ||= options.stopOnFailure;
		}
		running--;
		width = options.concurrency;
		queue.finished(index);
		wake();
	};
	const mayStart = () => !stopped && !options.signal?.aborted;

	const runAll = async () => {
		const ready: number[] = [];
		for (;;) {
			while (mayStart() && running < width) {
				const index = ready.shift() ?? queue.next();
				if (index === undefined) break;
				void runOne(index);
				await options.betweenStarts?.();
			}
			if (running === 0) return;
			// While the running items wait for the server, the keys of the next ones are read.
			const next = mayStart() && ready.length < options.concurrency ? queue.next() : undefined;
			if (next !== undefined) {
				ready.push(next);
				await options.betweenStarts?.();
				continue;
			}
			// Not Promise.race: that would cost a promise for each running item each time one ends.
			await new Promise<void>((resolve) => (wake = resolve));
		}
	};
	await settledOrAborted(runAll(), options.signal);
	return outcomes;
}

/**
 * How many items may be held back. Reading keys is work: without a limit, ten thousand items with
 * one key would all be read before the second starts, and nothing else could happen meanwhile.
 */
const MOST_HELD = 500;

/** Hands out the indexes in order, but holds back those whose key is in use. O(1) per item. */
class OrderedQueue {
	private fresh = 0;
	private held = 0;
	private readonly released: number[] = [];
	private readonly keys = new Map<number, string>();
	private readonly waiting = new Map<string, number[]>();

	constructor(
		private readonly count: number,
		private readonly orderKey?: (index: number) => string | undefined,
	) {}

	next(): number | undefined {
		if (this.released.length > 0) return this.released.shift();
		while (this.fresh < this.count && this.held < MOST_HELD) {
			const index = this.fresh++;
			const key = this.orderKey?.(index);
			if (key === undefined) return index;
			this.keys.set(index, key);
			const queue = this.waiting.get(key);
			if (!queue) {
				this.waiting.set(key, []);
				return index;
			}
			queue.push(index);
			this.held++;
		}
		return undefined;
	}

	finished(index: number): void {
		const key = this.keys.get(index);
		if (key === undefined) return;
		const following = this.waiting.get(key)?.shift();
		this.keys.delete(index);
		if (following === undefined) return void this.waiting.delete(key);
		this.held--;
		this.released.push(following);
	}
}

/** Waits for `work`, but at most until `signal` is aborted. */
export async function settledOrAborted(work: Promise<void>, signal?: AbortSignal): Promise<void> {
	if (!signal) return await work;
	let onAbort = () => {};
	const aborted = new Promise<void>((resolve) => {
		onAbort = resolve;
		if (signal.aborted) resolve();
		else signal.addEventListener('abort', onAbort);
	});
	await Promise.race([work, aborted]);
	signal.removeEventListener('abort', onAbort);
}
