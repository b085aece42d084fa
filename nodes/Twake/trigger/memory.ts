import { Taken } from '../../shared/taken';
import { TriggerMemories } from '../../shared/trigger-memory';

/**
 * Twake's signatures contain no time, so they never expire: the most recent deliveries are
 * remembered this long.
 */
export const REMEMBERED_MS = 365 * 24 * 60 * 60_000;
const MOST_REMEMBERED = 5_000;

/** What the triggers have already taken. */
export const memories = new TriggerMemories(() => new Taken(MOST_REMEMBERED, REMEMBERED_MS));
