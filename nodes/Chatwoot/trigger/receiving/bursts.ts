import type { IDataObject } from 'n8n-workflow';
import { clock } from '../../../shared/retry';

/** What a customer writes in one conversation without a pause; times in ms. */
interface Burst {
	firstAt: number;
	lastAt: number;
	/** The messages as delivered, by id. */
	messages: Map<number, IDataObject>;
	/** Ends the wait of the message that was the newest so far. */
	overtake?: () => void;
}

export interface Pauses {
	/** How long nothing must arrive, in ms. */
	silence: number;
	/** How long a burst lasts at most, in ms. */
	atMost: number;
}

/** The current bursts in the conversations of a trigger, within one process. */
export class Bursts {
	private readonly ongoing = new Map<string, Burst>();

	/**
	 * Waits until nothing has arrived in a conversation for a while. Returns what arrived, if `id` is
	 * the newest of it; undefined when a newer message waits instead.
	 */
	async end(
		conversation: string,
		id: number,
		message: IDataObject,
		{ silence, atMost }: Pauses,
	): Promise<IDataObject[] | undefined> {
		const now = clock.now();
		const burst: Burst = this.ongoing.get(conversation) ?? {
			firstAt: now,
			lastAt: now,
			messages: new Map(),
		};
		this.ongoing.set(conversation, burst);
		burst.messages.set(id, message);
		burst.lastAt = now;
		if (id < Math.max(...burst.messages.keys())) return undefined;
		// A waiting delivery holds one of n8n's isolates (n8n.md §13), so only one per burst waits.
		burst.overtake?.();
		let overtake = () => {};
		const overtaken = new Promise<void>((resolve) => (overtake = resolve));
		burst.overtake = overtake;
		for (;;) {
			if (burst.overtake !== overtake) return undefined;
			const rest = Math.min(burst.lastAt + silence, burst.firstAt + atMost) - clock.now();
			if (rest <= 0) {
				this.ongoing.delete(conversation);
				const ids = [...burst.messages.keys()].sort((one, other) => one - other);
				return ids.map((each) => burst.messages.get(each)!);
			}
			await Promise.race([clock.sleep(rest), overtaken]);
		}
	}

	/** The customer is still typing, but has not sent anything yet. */
	prolong(conversation: string): void {
		const burst = this.ongoing.get(conversation);
		if (burst) burst.lastAt = clock.now();
	}
}
