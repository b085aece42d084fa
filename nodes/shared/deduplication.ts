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
	private readonly minutes = new Map<string, Set<string>>();
	/**
	 * The same as text: that is small, and quick to store. All deliveries at the same moment share it
	 * as their `seen`, so that what n8n stores last of them is as new as what n8n has stored before.
	 */
	private readonly texts: Record<string, string> = {};
	/** What was taken before this time is no longer known, in ms. */
	private unknownBefore = 0;

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
		this.add(String(Math.floor(until / MINUTE_MS)), keys);
		this.write(staticData);
		return true;
	}

	/** Whether one of the keys was noted. */
	knows(staticData: IDataObject, keys: string[]): boolean {
		this.read(staticData);
		return keys.some((key) => [...this.minutes.values()].some((minute) => minute.has(key)));
	}

	/** Has n8n store what is known here: of processes that store at the same moment, the last wins. */
	share(staticData: IDataObject): void {
		this.read(staticData);
		this.write(staticData);
	}

	/** Another process may have stored it, or this one before a restart. */
	private read(staticData: IDataObject): void {
		for (const [minute, text] of Object.entries(staticData.seen ?? {})) {
			if (typeof text === 'string' && text !== this.texts[minute])
				this.add(minute, text.split(' '));
		}
		this.forget(staticData);
	}

	private write(staticData: IDataObject): void {
		staticData.seen = this.texts;
		forgetBefore(staticData, this.unknownBefore);
	}

	private add(name: string, keys: string[]): void {
		const minute = this.minutes.get(name) ?? new Set();
		this.minutes.set(name, minute);
		const more = keys.filter((key) => !minute.has(key));
		for (const key of more) minute.add(key);
		this.texts[name] = [this.texts[name], ...more].filter(Boolean).join(' ');
	}

	/** What happened since the mark stays known; where that is too much or too long, the mark moves. */
	private forget(staticData: IDataObject): void {
		const now = clock.now();
		const mark = storedMark(staticData);
		const needed = mark && Math.max(mark.since + this.lastsMs, now - LONGEST_MS);
		const end = needed === undefined ? now : Math.min(now - LATE_MS, needed);
		const expired = Math.floor(end / MINUTE_MS);
		let count = [...this.minutes.values()].reduce((sum, { size }) => sum + size, 0);
		const names = [...this.minutes.keys()].sort((one, other) => Number(one) - Number(other));
		for (const name of names) {
			const isLast = name === names.at(-1);
			if (Number(name) >= expired && (count <= this.capacity || isLast)) return;
			count -= this.minutes.get(name)!.size;
			this.minutes.delete(name);
			delete this.texts[name];
			this.unknownBefore = (Number(name) + 1) * MINUTE_MS - this.lastsMs;
			forgetBefore(staticData, this.unknownBefore);
		}
	}
}
