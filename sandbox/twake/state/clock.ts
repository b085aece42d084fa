import { randomBytes } from 'node:crypto';

/** 100 ns steps from the uuid epoch (15 October 1582) to 1970. */
const UUID_EPOCH = 122_192_928_000_000_000n;
const STEPS_PER_MS = 10_000n;

/**
 * Time and time-ordered ids of a sandbox. It runs like the real clock, but may be set: a world that
 * carries times goes on from its newest one, so that what is made later is also newer.
 */
export class Clock {
	#offset = 0;
	#lastStep = 0n;
	readonly #node = randomBytes(8);

	constructor() {
		this.#node[0] = (this.#node[0] & 0x3f) | 0x80;
		this.#node[2] |= 0x01;
	}

	/** Milliseconds since 1970. */
	now(): number {
		return Date.now() + this.#offset;
	}

	set(time: number): void {
		this.#offset = time - Date.now();
		this.#lastStep = 0n;
	}

	/** Moves forward to a time, unless it has passed. */
	advance(time: number): void {
		if (time >= this.now()) this.set(time + 1);
	}

	/** A uuid v1, greater than all before it. */
	uuid(): string {
		const step = BigInt(this.now()) * STEPS_PER_MS + UUID_EPOCH;
		this.#lastStep = step > this.#lastStep ? step : this.#lastStep + 1n;
		const time = this.#lastStep.toString(16).padStart(15, '0');
		const node = this.#node.toString('hex');
		const [high, mid, low] = [time.slice(0, 3), time.slice(3, 7), time.slice(7)];
		return `${low}-${mid}-1${high}-${node.slice(0, 4)}-${node.slice(4)}`;
	}
}

/** Milliseconds since 1970 at which a uuid v1 was made; undefined for anything else. */
export function timeOfUuid(id: string): number | undefined {
	const parts = /^([0-9a-f]{8})-([0-9a-f]{4})-1([0-9a-f]{3})-/i.exec(id);
	if (!parts) return undefined;
	return Number((BigInt(`0x${parts[3]}${parts[2]}${parts[1]}`) - UUID_EPOCH) / STEPS_PER_MS);
}

/**
 * What ids are sorted by: a uuid v1 by its time. Anything that is not a uuid (the offset that the
 * server itself hands out as next_page_token) sorts before every id: twake.md §7.
 */
export function orderOfId(id: string): string {
	const [low = '', mid = '', high = '', ...rest] = id.split('-');
	return [high, mid, low, ...rest].join('-');
}
