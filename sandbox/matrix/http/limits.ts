import { setTimeout as sleep } from 'node:timers/promises';
import { MatrixError } from './errors';

export interface Limit {
	perSecond: number;
	burst: number;
}

export type Limited = 'message' | 'createRoom' | 'login';
export type Limits = Record<Limited, Limit>;

/** The defaults of an unconfigured server (matrix.md §2, matrix.md §3). */
export const DEFAULT_LIMITS: Limits = {
	message: { perSecond: 0.2, burst: 10 },
	createRoom: { perSecond: 0.016, burst: 10 },
	login: { perSecond: 0.003, burst: 5 },
};

const NO_LIMIT: Limit = { perSecond: Infinity, burst: Infinity };

/** The refusal itself takes half a second (matrix.md §3). */
const PAUSE_MS = 500;

interface Bucket {
	count: number;
	since: number;
}

/** Leaky buckets: one per kind of action and actor. */
export class Limiter {
	private readonly buckets = new Map<string, Bucket>();
	/** Limits for individual users. */
	private readonly own = new Map<string, Partial<Limits>>();

	constructor(
		public limits: Partial<Limits>,
		private readonly now: () => number,
	) {}

	reset(): void {
		this.buckets.clear();
		this.own.clear();
	}

	setFor(who: string, limits: Partial<Limits>): void {
		this.own.set(who, limits);
	}

	/** Counts actions that nobody sees. */
	spend(kind: Limited, who: string, count: number): void {
		this.buckets.set(`${kind} ${who}`, { count, since: this.now() / 1000 });
	}

	/** Counts an action or refuses it; with `peek`, it does not count. */
	async take(kind: Limited, who: string, peek = false): Promise<void> {
		const limit = this.own.get(who)?.[kind] ?? this.limits[kind] ?? NO_LIMIT;
		if (limit.burst === Infinity) return;
		const key = `${kind} ${who}`;
		const now = this.now() / 1000;
		const bucket = this.buckets.get(key) ?? { count: 0, since: now };
		const performed = bucket.count - (now - bucket.since) * limit.perSecond;
		const current = performed < 0 ? { count: 0, since: now } : bucket;
		if (Math.max(performed, 0) > limit.burst - 1) {
			const allowed = current.since + (current.count - limit.burst + 1) / limit.perSecond;
			const ms = Math.max(1, Math.round((allowed - now) * 1000));
			await sleep(PAUSE_MS);
			throw new MatrixError(
				429,
				'M_LIMIT_EXCEEDED',
				'Too Many Requests',
				{ retry_after_ms: ms },
				{ 'retry-after': String(Math.ceil(ms / 1000)) },
			);
		}
		if (!peek) this.buckets.set(key, { count: current.count + 1, since: current.since });
	}
}
