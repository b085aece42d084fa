import type { IDataObject } from 'n8n-workflow';

/** Whether a value is an object of JSON, not a list. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object without the keys that have no value. */
export function withoutUndefined<T extends object>(object: T): T {
	const entries = Object.entries(object).filter(([, value]) => value !== undefined);
	return Object.fromEntries(entries) as T;
}
