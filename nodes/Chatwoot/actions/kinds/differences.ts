import type { IDataObject } from 'n8n-workflow';
import type { Hint } from '../../../shared/hints';
import { isObject } from '../../../shared/json';
import { quote } from '../../../shared/text';

/**
 * Reports which values the server has stored in another form than given, or not at all: it answers
 * 200 all the same. Values that the answer lacks, or shows in a form of its own, are not compared.
 */
export function hintDifferences(
	hint: Hint,
	what: string,
	given: IDataObject,
	answer: IDataObject,
): void {
	const changed = differencesIn(given, answer);
	if (changed.length === 0) return;
	hint(`Chatwoot keeps other values of ${what} than were given: ${changed.join(', ')}`, 'warning');
}

function differencesIn(given: IDataObject, answer: IDataObject): string[] {
	return Object.entries(given).flatMap(([key, value]) => {
		const kept = answer[key];
		if (isObject(value)) {
			if (isObject(kept)) return differencesIn(value, kept);
			// In answers, the channel's fields are beside the others (chatwoot.md §9).
			return kept === undefined ? differencesIn(value, answer) : [];
		}
		const [wanted, found] = [comparable(value), comparable(kept)];
		if (wanted === undefined || found === undefined || wanted === found) return [];
		// Some dates come back as unix seconds (chatwoot.md §13).
		if (typeof kept === 'number' && Date.parse(wanted) === kept * 1000) return [];
		return [`${key} is ${shown(kept)}, not ${shown(value)}`];
	});
}

/** To the server null, false and empty text are the same; lists are compared in any order. */
function comparable(value: unknown): string | undefined {
	if (value === null || value === false) return '';
	if (Array.isArray(value)) {
		const parts = value.map(comparable);
		return parts.includes(undefined) ? undefined : JSON.stringify([...new Set(parts)].sort());
	}
	return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}

function shown(value: unknown): string {
	return value === null || value === '' ? 'empty' : quote(value);
}
