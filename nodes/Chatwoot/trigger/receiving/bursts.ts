import type { IDataObject } from 'n8n-workflow';
import { clock } from '../../../shared/retry';

/** What the customer of one conversation writes without a pause; times in ms. */
interface Burst {
	firstAt: number;
	lastAt: number;
	/** By id, as they were delivered. */
	messages: Map<number, IDataObject>;
	/** Ends the wait of the message that is the newest so far. */
	overtake?: () => void;
}

export interface Pauses {
	/** So long nothing has to come, in ms. */
	silence: number;
	/** So long a burst lasts at most. */
	atMost: number;
}

/** The bursts that go on in the conversations of a trigger, each in one process. */
export class Bursts {
	private readonly going = new Map<string, Burst>();

	/**
	 * Waits until nothing has come in a conversation for a while. What came, if `id` is the newest of it;
	 * undefined when a newer message waits in its place.
	 */
	async end(
		conversation: string,
		id: number,
		message: IDataObject,
		{ silence, atMost }: Pauses,
	): Promise<IDataObject[] | undefined> {
		const now = clock.now();
		const burst: Burst = this.going.get(conversation) ?? {
			firstAt: now,
			lastAt: now,
			messages: new Map(),
		};
		this.going.set(conversation, burst);
		burst.messages.set(id, message);
		burst.lastAt = now;
		if (id < Math.max(...burst.messages.keys())) return undefined;
		// What waits keeps hold of an isolate of n8n's (n8n.md §13): one for a burst is enough.
		burst.overtake?.();
		let overtake = () => {};
		const overtaken = new Promise<void>((resolve) => (overtake = resolve));
		burst.overtake = overtake;
		for (;;) {
			if (burst.overtake !== overtake) return undefined;
			const rest = Math.min(burst.lastAt + silence, burst.firstAt + atMost) - clock.now();
			if (rest <= 0) {
				this.going.delete(conversation);
				const ids = [...burst.messages.keys()].sort((one, other) => one - other);
				return ids.map((each) => burst.messages.get(each)!);
			}
			await Promise.race([clock.sleep(rest), overtaken]);
		}
	}

	/** The customer goes on, without having sent anything yet. */
	prolong(conversation: string): void {
		const burst = this.going.get(conversation);
		if (burst) burst.lastAt = clock.now();
	}
}
