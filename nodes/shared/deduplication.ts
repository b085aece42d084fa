import type { IDataObject } from 'n8n-workflow';
import { clock } from './retry';

const MINUTE_MS = 60_000;

/**
 * By what a trigger recognises what it has taken already, for as long as that can come again: in this
 * process at once, and after a restart by `seen` in the static data, which n8n stores with the workflow.
 */
export class Deduplication {
	/** By the minute in which the keys end. */
	private readonly minutes = new Map<string, Minute>();

	/** Keeps `capacity` keys at most, and those of the last minute: those that end first go first. */
	constructor(private readonly capacity: number) {}

	/**
	 * Notes that something has been taken that can come again until `until` (ms); true when none of its
	 * keys was known. Keys hold no blanks.
	 */
	isNew(staticData: IDataObject, keys: string[], until: number): boolean {
		// Deliveries at the same moment each bring what was stored in the moment before.
		for (const [minute, text] of Object.entries(staticData.seen ?? {})) {
			if (typeof text === 'string') this.minute(minute).read(text);
		}
		this.forget();
		const all = [...this.minutes.values()];
		if (keys.some((key) => all.some((minute) => minute.keys.has(key)))) return false;
		this.minute(String(Math.floor(until / MINUTE_MS))).add(keys);
		this.store(staticData);
		return true;
	}

	/** Puts what is known by now where n8n stores it. */
	store(staticData: IDataObject): void {
		staticData.seen = Object.fromEntries([...this.minutes].map(([name, { text }]) => [name, text]));
	}

	private minute(name: string): Minute {
		const minute = this.minutes.get(name) ?? new Minute();
		this.minutes.set(name, minute);
		return minute;
	}

	private forget(): void {
		const now = Math.floor(clock.now() / MINUTE_MS);
		let count = [...this.minutes.values()].reduce((sum, { keys }) => sum + keys.size, 0);
		const names = [...this.minutes.keys()].sort((one, other) => Number(one) - Number(other));
		for (const name of names) {
			const isLast = name === names.at(-1);
			if (Number(name) >= now && (count <= this.capacity || isLast)) return;
			count -= this.minutes.get(name)!.keys.size;
			this.minutes.delete(name);
		}
	}
}

/** The keys that end in one minute, and the same as text: so they are small, and quickly stored. */
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
