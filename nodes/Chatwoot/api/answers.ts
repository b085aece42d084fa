/**
 * An answer that has to be one record. Throws a TypeError, as the reading of a part that is missing
 * does, when it is anything else: a proxy may have put it there (chatwoot.md §2).
 */
export function recordIn<T>(answer: T): T {
	if (typeof (answer as { id?: unknown } | null)?.id === 'number') return answer;
	throw new TypeError('The answer is not the record that was asked for');
}
