import { isObject } from '../http/body';
import type { Json } from '../state/types';

/** Only the requested fields of an event, by dotted path (matrix.md [325]). */
export function pickFields(event: Json, fields: string[] | undefined): Json {
	if (!fields?.length) return event;
	const out: Json = {};
	for (const field of fields) {
		const path = field.split(/(?<!\\)\./).map((part) => part.replace(/\\(.)/g, '$1'));
		copy(event, out, path);
	}
	return out;
}

function copy(from: Json, to: Json, [key, ...rest]: string[]): void {
	if (!(key in from)) return;
	if (!rest.length) {
		to[key] = from[key];
		return;
	}
	if (!isObject(from[key])) return;
	const inner = isObject(to[key]) ? to[key] : {};
	copy(from[key], inner, rest);
	if (Object.keys(inner).length) to[key] = inner;
}
