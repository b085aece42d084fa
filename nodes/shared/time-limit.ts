/** Something took longer than it may. Its code stands in errors where a connection's code would. */
export class TimeLimitError extends Error {
	readonly code: string;

	constructor(ms: number) {
		const time = `${Math.round(ms / 1000)} s`;
		super(`Nothing more came from the server within ${time}`);
		this.code = `no whole answer within ${time}`;
	}
}

/** How long a request may show no sign of life, in ms; and the means to end it. */
export class TimeLimit {
	/** Aborted when the time is over or the execution is cancelled. */
	readonly signal: AbortSignal;
	private readonly own = new AbortController();
	private began = Date.now();

	constructor(
		private readonly ms: number,
		cancelled?: AbortSignal,
	) {
		this.signal = cancelled ? AbortSignal.any([cancelled, this.own.signal]) : this.own.signal;
	}

	/** There was a sign of life: the time begins anew. */
	renew(): void {
		this.began = Date.now();
	}

	/** What `work` brings; rejects with a TimeLimitError when the time is over. */
	async hold<T>(work: Promise<T>): Promise<T> {
		let end = () => {};
		const over = new Promise<never>((_, reject) => {
			end = this.watch(reject);
		});
		try {
			return await Promise.race([work, over]);
		} finally {
			end();
		}
	}

	/**
	 * Calls `onOver` once the time is over and ends the request, unless it is ended before. `isBusy`:
	 * whether there is a reason of ours for the silence. Holds no process alive.
	 */
	watch(onOver: (error: TimeLimitError) => void, isBusy = () => false): () => void {
		let timer: AbortSignal | undefined;
		const look = () => {
			if (isBusy()) this.renew();
			const rest = this.began + this.ms - Date.now();
			if (rest <= 0) {
				onOver(new TimeLimitError(this.ms));
				this.abort();
				return;
			}
			timer = AbortSignal.timeout(rest);
			timer.addEventListener('abort', look);
		};
		look();
		return () => timer?.removeEventListener('abort', look);
	}

	abort(): void {
		this.own.abort();
	}
}
