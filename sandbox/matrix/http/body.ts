import type { Json } from '../state/json';
import { badRequest, Crash } from './errors';

export function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON object as the server reads it (matrix.md §3). */
export function readObject(bytes: Buffer, mayBeEmpty = false): Json {
	if (bytes.length === 0 && mayBeEmpty) return {};
	let value: unknown;
	try {
		const text = new TextDecoder('utf8', { fatal: true, ignoreBOM: true }).decode(bytes);
		value = JSON.parse(text);
		checkDepth(text);
	} catch {
		throw badRequest('Content not JSON.', 'M_NOT_JSON');
	}
	if (!isObject(value)) throw badRequest('Content must be a JSON object.', 'M_BAD_JSON');
	return value;
}

/** The recorded server's own parser gives up there. */
const DEEPEST = 990;

function checkDepth(text: string): void {
	let depth = 0;
	for (const bracket of text.replace(/"(?:[^"\\]|\\.)*"/g, '').match(/[[\]{}]/g) ?? []) {
		depth += bracket === '[' || bracket === '{' ? 1 : -1;
		if (depth > DEEPEST) throw new Error('nested too deep');
	}
}

/** A number of a body where the server also takes a text for one, and fails at everything else. */
export function wholeOf(value: unknown): number {
	const number = typeof value === 'boolean' ? Number(value) : value;
	if (typeof number === 'number' && Number.isFinite(number)) return Math.trunc(number);
	if (typeof number === 'string' && /^\s*[+-]?\d+\s*$/.test(number)) return Number(number);
	throw new Crash();
}

const MOST = 2 ** 53 - 1;

/** Refuses what an event cannot hold (matrix.md §3, matrix.md [151]). */
export function checkCanonical(value: unknown, depth = 0): void {
	if (typeof value === 'number') {
		if (!Number.isFinite(value)) throw new Crash();
		if (!Number.isInteger(value)) throw badRequest('Bad JSON value: float', 'M_BAD_JSON');
		if (Math.abs(value) > MOST) throw badRequest('JSON integer out of range', 'M_BAD_JSON');
	} else if (typeof value === 'string') {
		if (!isWellFormed(value)) throw new Crash();
	} else if (Array.isArray(value)) {
		for (const entry of value) checkCanonical(entry, depth + 1);
	} else if (isObject(value)) {
		for (const [key, entry] of Object.entries(value)) {
			if (!isWellFormed(key)) throw new Crash();
			checkCanonical(entry, depth + 1);
		}
	}
}

/** False for a lone surrogate, which UTF-8 cannot encode. */
function isWellFormed(text: string): boolean {
	return !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}

/** Keys sorted, no whitespace: the form whose length counts. */
export function canonical(value: unknown): string {
	return JSON.stringify(sorted(value));
}

export function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (!isObject(value)) return value;
	const keys = Object.keys(value).sort();
	return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}
