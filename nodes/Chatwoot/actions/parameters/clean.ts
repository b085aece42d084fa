import { cleanText } from '../../../shared/text';

/**
 * JSON with all its texts in a form that the server can store (chatwoot.md §17.3). What is no
 * plain data, such as the dates of expressions, stays as it is.
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
	// Expressions make objects of another realm, with another Object.prototype.
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}
