import { RubyError, serverError } from '../http/errors';
import type { Param } from '../http/params';
import { isParams } from '../http/params';
import { dayOf } from './day';

/** What the database refuses: only when the whole query is built, whichever row it came from. */
export class DatabaseError extends RubyError {}

/**
 * `values[0]` in Ruby: of a list its first entry, of a text the first letter, of a number its lowest
 * bit, of an object nothing (chatwoot.md §4.1).
 */
export function firstOf(values: Param | undefined): Param {
	if (Array.isArray(values)) return values[0] ?? null;
	if (typeof values === 'string') return values.charAt(0);
	if (typeof values === 'number' && Number.isInteger(values)) return Math.abs(values % 2);
	if (isParams(values)) return null;
	throw serverError("undefined method '[]'");
}

/** What can be written into a query: no lists, no objects. */
function bound(values: Param[]): Param[] {
	if (values.some((value) => typeof value === 'object' && value !== null)) {
		throw new DatabaseError("can't quote");
	}
	return values;
}

/** A number does not compare with a text column (chatwoot.md [153, 154]). */
export function texts(values: Param[]): Array<string | null> {
	return bound(values).map((value) => {
		if (value !== null && typeof value !== 'string') {
			throw new DatabaseError('operator does not exist: text = integer');
		}
		return value;
	});
}

export const DECIMAL = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

export function numbers(values: Param[]): Array<number | null> {
	return bound(values).map((value) => {
		if (value === null) return null;
		if (typeof value === 'boolean' || !DECIMAL.test(String(value))) {
			throw new DatabaseError('invalid input syntax for type numeric');
		}
		return Number(value);
	});
}

const TRUE = ['true', 't', 'tr', 'tru', 'yes', 'ye', 'y', 'on', '1'];
const FALSE = ['false', 'f', 'fa', 'fal', 'fals', 'no', 'n', 'off', 'of', '0'];

/** Words are read as booleans, numbers are not compared with them (chatwoot.md [158]). */
export function booleans(values: Param[]): Array<boolean | null> {
	return bound(values).map((value) => {
		if (value === null) return null;
		const word = typeof value === 'number' ? '' : String(value).trim().toLowerCase();
		if (!TRUE.includes(word) && !FALSE.includes(word)) {
			throw new DatabaseError('invalid input for boolean');
		}
		return TRUE.includes(word);
	});
}

export function days(values: Param[]): Array<number | null> {
	return bound(values).map((value) => {
		if (value === null) return null;
		const day = typeof value === 'string' ? dayOf(value) : undefined;
		if (day === undefined) throw new DatabaseError('invalid input syntax for type date');
		return day;
	});
}
