import type { IDataObject } from 'n8n-workflow';

/** Whether a value is a JSON object: neither a list nor null. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a table holds under a word from outside; the "constructor" of every object is no entry. */
export function entryIn<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
	return Object.hasOwn(table, word) ? table[word] : undefined;
}

/** An object without its undefined values: what was not given is not sent. */
export function withoutUndefined<T extends object>(values: T): T {
	const entries = Object.entries(values).filter(([, value]) => value !== undefined);
	return Object.fromEntries(entries) as T;
}

/** Whether two JSON values are equal, whatever the order of keys: servers change it. */
export function isSame(one: unknown, other: unknown): boolean {
	if (Array.isArray(one) && Array.isArray(other)) {
		return one.length === other.length && one.every((each, index) => isSame(each, other[index]));
	}
	if (!isObject(one) || !isObject(other)) return one === other;
	const keys = Object.keys(one);
	return (
		keys.length === Object.keys(other).length &&
		keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]))
	);
}
