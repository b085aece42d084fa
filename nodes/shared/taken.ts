import type { IDataObject } from 'n8n-workflow';
import { later, pauseMark, storedMark } from './catching-up/mark';
import type { Mark } from './catching-up/mark';
import { clock } from './retry';

const MINUTE_MS = 60_000;

/** How long at most keys are kept for a node that catches up and has stopped asking, in ms. */
const LONGEST_MS = 12 * 60 * MINUTE_MS;

/** How much later than it was caught up something may still be delivered, in ms. */
const LATE_MS = 60 * MINUTE_MS;

/**
 * What a trigger has taken: the keys by which it recognises that, for as long as it can come again,
 * be it from the service or from a node that catches up, and the mark of such a node. Both are known
 * in this process at once, and after a restart from the static data, which n8n stores with the
 * workflow.
 */
export class Taken {
	/** Grouped by the minute in which the keys expire. */
	private readonly minutes = new Map<string, Set<string>>();
	/**
	 * The same as text: that is small, and quick to store. All deliveries at the same moment share it
	 * as their `seen`, so that what n8n stores last of them is as new as what it has stored before.
	 */
	private readonly texts: Record<string, string> = {};
	/** Shared in the same way. */
	private mark?: Mark;

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

	/** How far a node that catches up has come; this begins with its first question. */
	markFor(staticData: IDataObject): Mark {
		this.read(staticData);
		const mark = this.mark ?? this.move({ since: clock.now() });
		this.write(staticData);
		return mark;
	}

	/** Moves the mark, but neither back nor into the future. */
	advance(staticData: IDataObject, mark: Mark): Mark {
		this.read(staticData);
		const now = clock.now();
		const moved = this.move(mark.since > now ? { since: now } : mark);
		this.write(staticData);
		return moved;
	}

	/** For a trigger that is taken out. */
	end(staticData: IDataObject): void {
		this.read(staticData);
		this.write(staticData);
		pauseMark(staticData);
	}

	/** Another process may have stored it, or this one before a restart. */
	private read(staticData: IDataObject): void {
		for (const [minute, text] of Object.entries(staticData.seen ?? {})) {
			if (typeof text === 'string' && text !== this.texts[minute])
				this.add(minute, text.split(' '));
		}
		const stored = storedMark(staticData);
		if (stored) this.move(stored);
		this.forget();
	}

	/** All of it: of calls at the same moment, n8n keeps what the last one stores. */
	private write(staticData: IDataObject): void {
		staticData.seen = this.texts;
		if (this.mark) staticData.catchUp = this.mark;
	}

	private move(to: Mark): Mark {
		const from = this.mark;
		if (!from) return (this.mark = { ...to });
		if (later(from, to) === to) {
			delete from.reached;
			Object.assign(from, to);
		}
		return from;
	}

	private add(name: string, keys: string[]): void {
		const minute = this.minutes.get(name) ?? new Set();
		this.minutes.set(name, minute);
		const more = keys.filter((key) => !minute.has(key));
		for (const key of more) minute.add(key);
		this.texts[name] = [this.texts[name], ...more].filter(Boolean).join(' ');
	}

	/** What happened since the mark stays known; where that is too much or too long, the mark moves. */
	private forget(): void {
		const now = clock.now();
		const needed = this.mark && Math.max(this.mark.since + this.lastsMs, now - LONGEST_MS);
		const end = needed === undefined ? now : Math.min(now - LATE_MS, needed);
		const expired = Math.floor(end / MINUTE_MS);
		let count = [...this.minutes.values()].reduce((sum, { size }) => sum + size, 0);
		const names = [...this.minutes.keys()];
		// Most often there is nothing to do, and a trigger may be asked about hundreds of events at once.
		if (count <= this.capacity && names.every((name) => Number(name) >= expired)) return;
		names.sort((one, other) => Number(one) - Number(other));
		for (const name of names) {
			const isLast = name === names.at(-1);
			if (Number(name) >= expired && (count <= this.capacity || isLast)) return;
			count -= this.minutes.get(name)!.size;
			this.minutes.delete(name);
			delete this.texts[name];
			if (this.mark) this.move({ since: (Number(name) + 1) * MINUTE_MS - this.lastsMs });
		}
	}
}
