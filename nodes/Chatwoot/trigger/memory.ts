import { Taken } from '../../shared/taken';
import { TriggerMemories } from '../../shared/trigger-memory';
import type { DeliverySecret } from './address';
import { Bursts } from './receiving/bursts';
import { Order } from './receiving/order';
import { TOLERANCE_MS } from './receiving/tolerance';

/** The server's last answer about the secret of a trigger's deliveries. */
export interface Reading {
	at: number;
	/** A fingerprint of the registration that it replaces. */
	instead: string;
	secret: Promise<DeliverySecret | undefined>;
}

/** More keys than arrive within the five minutes for which a signature is valid. */
const MOST_SEEN = 20_000;

/** What a trigger remembers in this process. */
class TriggerMemory {
	readonly taken = new Taken(MOST_SEEN, TOLERANCE_MS);
	readonly order = new Order();
	readonly bursts = new Bursts();
	reading?: Reading;
}

export const memories = new TriggerMemories(() => new TriggerMemory());
