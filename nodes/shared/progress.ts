import type { Outcome } from './pool';

/** How many ranges of items are listed; the rest is "others". */
const MOST_STRETCHES = 10;

/**
 * One sentence on how far a run got that stops at a failure; undefined for a single item. When
 * several run at once, items after the failed one may be done too.
 */
export function progressOf(outcomes: Array<Outcome<unknown>>, failed: number): string | undefined {
	const count = outcomes.length;
	if (count < 2) return undefined;
	const withValue = indexesOf(outcomes, (outcome) => 'value' in outcome);
	const withFailure = indexesOf(outcomes, (outcome) => 'failure' in outcome);
	const others = withFailure.filter((index) => index !== failed);
	const done =
		withValue.length > 0
			? `Of ${count} items ${withValue.length} were carried out: ${stretchesIn(withValue)}.`
			: `Of ${count} items none was carried out.`;
	return others.length > 0 ? `${done} Also failed: ${stretchesIn(others)}.` : done;
}

function indexesOf(
	outcomes: Array<Outcome<unknown>>,
	test: (outcome: NonNullable<Outcome<unknown>>) => boolean,
): number[] {
	return outcomes.flatMap((outcome, index) => (outcome && test(outcome) ? [index] : []));
}

/** Writes 0, 1, 2, 5 as "0-2, 5", counted from 0 as n8n does. */
function stretchesIn(indexes: number[]): string {
	const stretches: Array<[from: number, to: number]> = [];
	for (const index of indexes) {
		const last = stretches.at(-1);
		if (last?.[1] === index - 1) last[1] = index;
		else stretches.push([index, index]);
	}
	const named = stretches
		.slice(0, MOST_STRETCHES)
		.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`));
	const more = stretches.length > named.length ? ' and others' : '';
	return `${named.join(', ')}${more}`;
}
