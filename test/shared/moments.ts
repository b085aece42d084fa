import { setTimeout as sleep } from 'node:timers/promises';

/** This many turns of the event loop, each at least 10 ms long. */
export async function turns(count: number): Promise<void> {
	for (let turn = 0; turn < count; turn++) await sleep(10);
}

/** Waits until something holds, however long that takes on a busy machine. */
export async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await turns(1);
}

/**
 * Whether the work ends within 250 ms as the event loop sees them: 25 turns. A busy machine makes
 * them longer, along with everything else in this process.
 */
export async function endsWithin250ms(work: Promise<unknown>): Promise<boolean> {
	const late = turns(25).then(() => false);
	return await Promise.race([work.then(() => true), late]);
}
