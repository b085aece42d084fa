export interface PoolOptions {
	/** How many items may be under way at once, at least 1. */
	concurrency: number;
	/** Items with the same key run one after another in order; without a key they run freely. */
	orderKey?: (index: number) => string | undefined;
	/** After a failure no further item starts. The running ones are awaited. */
	stopOnFailure: boolean;
	/** Aborted: no further item starts and the pool ends at once, whatever is still running. */
	signal?: AbortSignal;
}

/** How an item ended; undefined stands for an item that never started. */
export type Outcome<T> = { value: T } | { failure: unknown } | undefined;

/**
 * Works on the items 0 ... count-1 and returns their outcomes by index.
 * The first item runs alone, so that a login happens once and a bad credential costs one request.
 */
export async function runPool<T>(
	count: number,
	work: (index: number) => Promise<T>,
	options: PoolOptions,
): Promise<Array<Outcome<T>>> {
	const outcomes = new Array<Outcome<T>>(count).fill(undefined);
	const queue = new OrderedQueue(count, options.orderKey);
	let stopped = false;

	const runOne = async (index: number) => {
		try {
			outcomes[index] = { value: await work(index) };
		} catch (failure) {
			outcomes[index] = { failure };
			stopped ||= options.stopOnFailure;
		}
		queue.finished(index);
	};
	const mayStart = () => !stopped && !options.signal?.aborted;

	const runAll = async () => {
		if (count > 0 && mayStart()) await runOne(queue.next()!);
		const running = new Set<Promise<void>>();
		for (;;) {
			while (mayStart() && running.size < options.concurrency) {
				const index = queue.next();
				if (index === undefined) break;
				const job: Promise<void> = runOne(index).finally(() => running.delete(job));
				running.add(job);
			}
			if (running.size === 0) return;
			await Promise.race(running);
		}
	};
	await settledOrAborted(runAll(), options.signal);
	return outcomes;
}

/** Hands out the indexes in order, holding back those whose key is under way. O(1) per item. */
class OrderedQueue {
	private fresh = 0;
	private readonly released: number[] = [];
	private readonly keys = new Map<number, string>();
	private readonly waiting = new Map<string, number[]>();

	constructor(
		private readonly count: number,
		private readonly orderKey?: (index: number) => string | undefined,
	) {}

	next(): number | undefined {
		if (this.released.length > 0) return this.released.shift();
		while (this.fresh < this.count) {
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
		}
		return undefined;
	}

	finished(index: number): void {
		const key = this.keys.get(index);
		if (key === undefined) return;
		const following = this.waiting.get(key)?.shift();
		if (following === undefined) this.waiting.delete(key);
		else this.released.push(following);
	}
}

/** Waits for `work`, but not longer than until `signal` is aborted. */
async function settledOrAborted(work: Promise<void>, signal?: AbortSignal): Promise<void> {
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
