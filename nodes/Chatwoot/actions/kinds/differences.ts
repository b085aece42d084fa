import type { IDataObject } from 'n8n-workflow';
import type { Hint } from '../../../shared/hints';
import { isSame } from '../../../shared/json';
import { quote } from '../../../shared/text';

/**
 * Says which values the server has kept in another form than they were given: it answers 200 all the
 * same. What the answer does not show, or shows in a form of its own, is not compared.
 */
export function hintDifferences(
	hint: Hint,
	what: string,
	given: IDataObject,
	answer: IDataObject,
): void {
	const changed = Object.entries(given).filter(([key, value]) => {
		const kept = answer[key];
		return isSimple(value) && isSimple(kept) && !isSame(value, kept);
	});
	if (changed.length === 0) return;
	const list = changed.map(([key]) => `${key} is ${quote(answer[key])}`).join(', ');
	hint(`Chatwoot keeps other values of ${what} than were given: ${list}`, 'warning');
}

function isSimple(value: unknown): value is string | number | boolean {
	return ['string', 'number', 'boolean'].includes(typeof value);
}
