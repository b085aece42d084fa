import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/json';

/** The object under a key; undefined when there is none. */
export function objectIn(parent: IDataObject | undefined, key: string): IDataObject | undefined {
	const value = parent?.[key];
	return isObject(value) ? value : undefined;
}

/** The objects in a list under a key; empty when there is no list. */
export function objectsIn(parent: IDataObject | undefined, key: string): IDataObject[] {
	const value = parent?.[key];
	return Array.isArray(value) ? (value as unknown[]).filter(isObject) : [];
}

export function pick(thing: IDataObject, keys: string[]): IDataObject {
	return Object.fromEntries(
		keys.filter((key) => Object.hasOwn(thing, key)).map((key) => [key, thing[key]]),
	);
}
