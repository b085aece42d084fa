import type { Param, Params } from './params';
import { isParams, Upload } from './params';

/**
 * The value of a permitted scalar; lists and objects are dropped by strong parameters
 * (chatwoot.md [133]).
 */
export function scalar(value: Param | undefined): string | number | boolean | null | undefined {
	return typeof value === 'object' && value !== null ? undefined : value;
}

/**
 * How a text column stores a value: numbers as digits, booleans as "t" and "f"
 * (chatwoot.md [133, 407]).
 */
export function text(value: Param | undefined): string | null {
	if (value === undefined || value === null) return null;
	if (typeof value === 'boolean') return value ? 't' : 'f';
	return typeof value === 'object' ? inspect(value) : String(value);
}

const FALSE = new Set(['false', '0', 'f', 'off', 'F', 'FALSE', 'OFF']);

/** How a boolean column reads a value: "" is null, every unknown word is true. */
export function bool(value: Param | undefined): boolean | null {
	if (value === undefined || value === null || value === '') return null;
	if (typeof value === 'number') return value !== 0;
	return typeof value === 'string' ? !FALSE.has(value) : value !== false;
}

const MAX_INT = 2 ** 31 - 1;

/**
 * An id as a number: leading digits count, words are 0 (chatwoot.md [116, 308]).
 */
export function int(value: Param | undefined): number | null {
	if (typeof value === 'number') return Math.trunc(value);
	if (typeof value !== 'string' || value === '') return null;
	return Number(/^\s*([+-]?\d+)/.exec(value)?.[1] ?? 0);
}

/** An id that can exist: above 0 and within the column. */
export function id(value: Param | undefined): number | undefined {
	const number = int(value);
	return number !== null && number > 0 && number <= MAX_INT ? number : undefined;
}

export function isBlank(value: Param | undefined): boolean {
	if (value === undefined || value === null || value === false) return true;
	if (typeof value === 'string') return value.trim() === '';
	if (Array.isArray(value)) return value.length === 0;
	return isParams(value) && Object.keys(value).length === 0;
}

/** `params[key]` when it is an object, as `permit(key: {})` takes it. */
export function object(value: Param | undefined): Params | undefined {
	return isParams(value) ? value : undefined;
}

export function list(value: Param | undefined): Param[] | undefined {
	return Array.isArray(value) ? value : undefined;
}

/**
 * Ruby's `inspect` of a list or a hash (Ruby 3.3: with `=>`), which ends up as text
 * (chatwoot.md [407, 435]).
 */
export function inspect(value: Param): string {
	if (value === null) return 'nil';
	if (typeof value === 'string') return JSON.stringify(value).replace(/#(?=[{$@])/g, '\\#');
	if (typeof value !== 'object') return String(value);
	if (value instanceof Upload) return '#<ActionDispatch::Http::UploadedFile>';
	if (Array.isArray(value)) return `[${value.map(inspect).join(', ')}]`;
	const pairs = Object.entries(value).map(([key, item]) => `${inspect(key)}=>${inspect(item)}`);
	return `{${pairs.join(', ')}}`;
}

/** Whether a text in it has a NUL character, which the database refuses (chatwoot.md [136]). */
export function hasNul(value: Param | undefined): boolean {
	if (typeof value === 'string') return value.includes('\0');
	if (typeof value !== 'object' || value === null || value instanceof Upload) return false;
	return Object.entries(value).some(([key, item]) => key.includes('\0') || hasNul(item));
}
