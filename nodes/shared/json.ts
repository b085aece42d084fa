import type { IDataObject } from 'n8n-workflow';

/** Whether a value is an object of JSON: no list, not null. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object without the keys whose value is undefined: what nobody gave is not sent. */
export function given<T extends object>(values: T): T {
	const entries = Object.entries(values).filter(([, value]) => value !== undefined);
	return Object.fromEntries(entries) as T;
}

/** Whether two JSON values hold the same, whatever the order of keys: servers change it. */
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
