import { cleanText } from '../../../shared/text';

/**
 * JSON in which the server can store all texts (chatwoot.md §17.3). Values other than plain data,
 * such as dates from expressions, stay as they are.
 */
export function cleanJson(value: unknown): unknown {
	if (typeof value === 'string') return cleanText(value);
	if (Array.isArray(value)) return value.map(cleanJson);
	if (!isPlain(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, each]) => [cleanText(key), cleanJson(each)]),
	);
}

function isPlain(value: unknown): value is object {
	if (typeof value !== 'object' || value === null) return false;
	// Objects from expressions come from another realm, with another Object.prototype.
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}
