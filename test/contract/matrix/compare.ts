import type { Bindings } from './bindings';
import { isMadeUp, MEASURED, SECRET, UNORDERED } from './kinds';

export interface Difference {
	path: string;
	recorded: string;
	actual: string;
}

type Json = Record<string, unknown>;

export interface CompareOptions {
	/** The root is a list without an order. */
	isUnordered?: boolean;
	/** Only what was recorded is compared: the rest was not kept. */
	isPartial?: boolean;
	/** Texts that a request named: they must come back unchanged. */
	given?: (text: string) => boolean;
}

/**
 * Differences between a recorded answer and one of the server under test. What a server makes up is
 * bound where it appears first, and has to stay the same wherever it appears again.
 */
export function compare(
	recorded: unknown,
	actual: unknown,
	bindings: Bindings,
	options: CompareOptions = {},
): Difference[] {
	const found: Difference[] = [];
	walk(recorded, actual, '', '');
	return found;

	function note(path: string, r: unknown, a: unknown): void {
		found.push({ path: path || '(body)', recorded: short(r), actual: short(a) });
	}

	function walk(r: unknown, a: unknown, path: string, key: string): void {
		if (Array.isArray(r)) return list(r, a, path, key);
		if (typeof r === 'object' && r !== null) return object(r as Json, a, path);
		if (typeof r !== typeof a) return note(path, r, a);
		if (typeof r === 'string') return text(r, a as string, path, key);
		if (r === a) return;
		if (typeof r === 'number' && MEASURED.test(key) && !options.given?.(String(r))) return;
		note(path, r, a);
	}

	function text(r: string, a: string, path: string, key: string): void {
		if (SECRET.test(key)) return bindings.learn(r, a);
		const bound = bindings.bound(r);
		if (bound !== undefined) return bound === a ? undefined : note(path, `${r} (= ${bound})`, a);
		if (isMadeUp(key, r) && !options.given?.(r)) {
			const meaning = bindings.meaning(a);
			const isPlace = /^[st]\d/.test(r);
			if (meaning !== undefined && meaning !== r && !isPlace)
				return note(path, r, `${a} (= ${meaning})`);
			return bindings.learn(r, a);
		}
		if (bindings.text(r) !== a) note(path, r, a);
	}

	function object(r: Json, a: unknown, path: string): void {
		if (typeof a !== 'object' || a === null || Array.isArray(a)) return note(path, r, a);
		const given = a as Json;
		const wanted = new Map(
			Object.entries(r).map(([key, value]) => [bindings.text(key), { key, value }]),
		);
		for (const [name, { value }] of wanted)
			if (!(name in given)) note(`${path}.${name}`, value, '(no such key)');
		if (!options.isPartial)
			for (const name of Object.keys(given))
				if (!wanted.has(name)) note(`${path}.${name}`, '(no such key)', given[name]);
		for (const [name, { key, value }] of wanted)
			if (name in given) walk(value, given[name], `${path}.${key}`, key);
	}

	function list(r: unknown[], a: unknown, path: string, key: string): void {
		if (!Array.isArray(a)) return note(path, r, a);
		if (r.length !== a.length)
			return note(path, `${r.length}: ${short(r)}`, `${a.length}: ${short(a)}`);
		const isUnordered = UNORDERED.test(path) || (path === '' && options.isUnordered);
		if (isUnordered && r.length > 1) return pairs(r, a, path, key);
		r.forEach((entry, i) => walk(entry, a[i], `${path}[${i}]`, key));
	}

	function pairs(r: unknown[], a: unknown[], path: string, key: string): void {
		const rest = [...a];
		r.forEach((entry, i) => {
			const trials = rest.map(
				(other) => compare({ [key]: entry }, { [key]: other }, bindings.clone(), options).length,
			);
			const [best] = rest.splice(trials.indexOf(Math.min(...trials)), 1);
			walk(entry, best, `${path}[${i}]`, key);
		});
	}
}

function short(value: unknown): string {
	const text = typeof value === 'string' ? value : String(JSON.stringify(value));
	return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
