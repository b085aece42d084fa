/** Something took too long. Its code appears in errors where a connection's code would. */
export class TimeLimitError extends Error {
	readonly code: string;

	constructor(ms: number) {
		const time = `${Math.round(ms / 1000)} s`;
		super(`Nothing more came from the server within ${time}`);
		this.code = `no whole answer within ${time}`;
	}
}

/** How long a request may show no sign of life, in ms; and the way to end it. */
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

	/** A sign of life: the time starts again. */
	renew(): void {
		this.began = Date.now();
	}

	/** The result of `work`; rejects with a TimeLimitError when the time is over. */
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
	 * When the time is over, calls `onOver` and ends the request, unless it has ended before.
	 * `isBusy`: whether the silence is our own doing. Does not keep the process alive.
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
