import type { IDataObject } from 'n8n-workflow';
import { forgetBefore, storedMark } from './catching-up/mark';
import { clock } from './retry';

const MINUTE_MS = 60_000;

/** How long at most keys are kept for a node that catches up and has stopped asking, in ms. */
const LONGEST_MS = 12 * 60 * MINUTE_MS;

/** How much later than it was caught up something may still be delivered, in ms. */
const LATE_MS = 60 * MINUTE_MS;

/**
 * The keys by which a trigger recognises what it has already taken, for as long as that can come
 * again, be it from the service or from a node that catches up. They are known in this process at
 * once, and after a restart from `seen` in the static data, which n8n stores with the workflow.
 */
export class Deduplication {
	/** Grouped by the minute in which the keys expire. */
	private readonly minutes = new Map<string, Minute>();

	/**
	 * Keeps at most `capacity` keys, plus those of the last minute; those that expire first go first.
	 * A key expires no earlier than `lastsMs` after what it stands for happened.
	 */
	constructor(
		private readonly capacity: number,
		private readonly lastsMs: number,
	) {}

	/**
	 * Notes that something was taken which can come again until `until` (ms); true when none of its
	 * keys was known. Keys must not contain blanks.
	 */
	isNew(staticData: IDataObject, keys: string[], until: number): boolean {
		if (this.knows(staticData, keys)) return false;
		this.minute(String(Math.floor(until / MINUTE_MS))).add(keys);
		this.store(staticData);
		return true;
	}

	/** Whether one of the keys was noted. */
	knows(staticData: IDataObject, keys: string[]): boolean {
		// Deliveries at the same moment each carry the static data of the moment before, so it is
		// merged.
		for (const [minute, text] of Object.entries(staticData.seen ?? {})) {
			if (typeof text === 'string') this.minute(minute).read(text);
		}
		this.forget(staticData);
		const all = [...this.minutes.values()];
		return keys.some((key) => all.some((minute) => minute.keys.has(key)));
	}

	/** Writes the known keys where n8n stores them. */
	store(staticData: IDataObject): void {
		staticData.seen = Object.fromEntries([...this.minutes].map(([name, { text }]) => [name, text]));
	}

	private minute(name: string): Minute {
		const minute = this.minutes.get(name) ?? new Minute();
		this.minutes.set(name, minute);
		return minute;
	}

	/** What happened since the mark stays known; where that is too much or too long, the mark moves. */
	private forget(staticData: IDataObject): void {
		const now = clock.now();
		const mark = storedMark(staticData);
		const needed = mark && Math.max(mark.since + this.lastsMs, now - LONGEST_MS);
		const end = needed === undefined ? now : Math.min(now - LATE_MS, needed);
		const expired = Math.floor(end / MINUTE_MS);
		let count = [...this.minutes.values()].reduce((sum, { keys }) => sum + keys.size, 0);
		const names = [...this.minutes.keys()].sort((one, other) => Number(one) - Number(other));
		for (const name of names) {
			const isLast = name === names.at(-1);
			if (Number(name) >= expired && (count <= this.capacity || isLast)) return;
			count -= this.minutes.get(name)!.keys.size;
			this.minutes.delete(name);
			forgetBefore(staticData, (Number(name) + 1) * MINUTE_MS - this.lastsMs);
		}
	}
}

/** The keys that expire in one minute. Kept as text too: that is small, and quick to store. */
class Minute {
	readonly keys = new Set<string>();
	text = '';

	read(text: string): void {
		if (text !== this.text) this.add(text.split(' '));
	}

	add(keys: string[]): void {
		const more = keys.filter((key) => !this.keys.has(key));
		for (const key of more) this.keys.add(key);
		this.text = [this.text, ...more].filter(Boolean).join(' ');
	}
}
