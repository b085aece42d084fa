import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { clock } from '../retry';
import type { Mark } from './mark';
import type { TriggerAddress } from './trigger-address';

/** Something that happened at the service. */
export interface Happened {
	/** In ms. */
	at: number;
	/** As the service would have delivered it. */
	delivery: IDataObject;
}

/** A part of what happened, in order, and where the mark may stand once the trigger has it. */
export interface Stretch {
	happened: Happened[];
	mark: Mark;
}

/** Finds what happened since a mark and what a trigger wants of it, the oldest first. */
export type Find = (mark: Mark, wants: IDataObject) => AsyncIterable<Stretch>;

/** What a round did; `more` when it left something for the next one. */
export interface Outcome {
	missed: number;
	/** When the oldest of what was missed happened, in ms. */
	oldest?: number;
	more: boolean;
}

/** How long a round lasts, in ms: n8n gives up a poll after five minutes (2.40.7). */
const LONGEST_MS = 2 * 60_000;

/**
 * One round: gives a trigger what it missed, one by one and in order. It ends at the first that the
 * trigger does not take; the mark then stays behind it, and the next round asks again.
 */
export async function round(trigger: TriggerAddress, atMost: number, find: Find): Promise<Outcome> {
	const end = clock.now() + LONGEST_MS;
	const { mark, wants } = await trigger.mark();
	const outcome: Outcome = { missed: 0, more: false };
	for await (const { happened, mark: next } of find(mark, wants)) {
		const missing = new Set(await trigger.missing(happened.map(({ delivery }) => delivery)));
		for (const { at, delivery } of happened) {
			if (!missing.has(delivery)) continue;
			if (outcome.missed === atMost || clock.now() > end) return { ...outcome, more: true };
			await trigger.handOver(delivery);
			outcome.missed++;
			outcome.oldest = Math.min(outcome.oldest ?? Infinity, at);
		}
		await trigger.advance(next);
	}
	return outcome;
}

/** An item for a round that found something, or that a person has started. */
export function outcomeOutput(
	context: IPollFunctions,
	outcome: Outcome,
): INodeExecutionData[][] | null {
	if (outcome.missed === 0 && context.getMode() !== 'manual') return null;
	return [[{ json: roundOutput(outcome) }]];
}

export function roundOutput({ missed, oldest, more }: Outcome): IDataObject {
	const since = oldest === undefined ? null : new Date(oldest).toISOString();
	return { missed, oldest: since, more_to_come: more };
}
