import type { Bindings } from './bindings';
import { blur, ID, ISO, kindOf, LATE, MADE_UP, pathOf, TEXT, TIME, UUID, VOLATILE } from './kinds';

export interface Difference {
	path: string;
	recorded: string;
	actual: string;
	/** Worth knowing, but not a failure. */
	soft: boolean;
}

export interface CompareOptions {
	/** What the answer's root is about. */
	kind?: string;
	/** False allows lists of objects in any order: there is none unless requested. */
	ordered?: boolean;
	/** A time that is there on one side only is soft: a delivery shows the moment it was built. */
	looseTimes?: boolean;
	/**
	 * A uuid that is bound must stay what it is bound to. Chatwoot's numbers are always held to
	 * that; ids that are uuids were only ever learned, so an answer with the wrong id passed.
	 */
	strictIds?: boolean;
}

type Json = Record<string, unknown>;

const ENVELOPES = ['payload', 'data', 'resource', 'resources', 'meta'];

/**
 * Differences between a recorded answer and one of a server under test. Ids, times and tokens may
 * differ, but must be of the same kind and stay consistent; all else must be equal.
 */
export function compare(
	recorded: unknown,
	actual: unknown,
	bindings: Bindings,
	{ kind = '', ordered = true, looseTimes = false, strictIds = false }: CompareOptions = {},
): Difference[] {
	const found: Difference[] = [];
	const note = (path: string, r: unknown, a: unknown, soft = false) => {
		found.push({ path: path || '(body)', recorded: short(r), actual: short(a), soft });
	};
	walk(recorded, actual, '', '', kind);
	for (const d of found) if (LATE.test(d.path.split('.').at(-1) ?? '')) d.soft = true;
	return found;

	function walk(r: unknown, a: unknown, path: string, key: string, owner: string): void {
		if (isNothing(r) || isNothing(a)) {
			const late = looseTimes && (TIME.test(key) || key === 'waiting_since');
			if (r !== a) note(path, r, a, late);
			return;
		}
		if (Array.isArray(r)) return list(r, a, path, key, owner);
		if (typeof r === 'object') return object(r as Json, a, path, key, owner);
		if (typeof r !== typeof a) return note(path, r, a);
		if (r === a) {
			if (ID.test(key)) bindings.learn(r, a, kindOfId(key, owner));
			return;
		}
		if (TIME.test(key)) return time(r, a, path);
		if (typeof r === 'number' && ID.test(key)) return numericId(r, a as number, path, key, owner);
		if (typeof r === 'string') return text(r, a as string, path, key);
		note(path, r, a);
	}

	function object(r: Json, a: unknown, path: string, key: string, owner: string): void {
		if (typeof a !== 'object' || a === null || Array.isArray(a)) return note(path, r, a);
		const given = a as Json;
		const who = r.type === 'user' || r.type === 'contact' ? r.type : owner;
		for (const k of Object.keys(r)) if (!(k in given)) note(`${path}.${k}`, r[k], '(no such key)');
		for (const k of Object.keys(given))
			if (!(k in r)) note(`${path}.${k}`, '(no such key)', given[k]);
		for (const k of Object.keys(r)) {
			if (!(k in given)) continue;
			const name = /^(current|previous)_value$/.test(k) ? key : k;
			const inherits = ID.test(k) || k === 'type' || ENVELOPES.includes(k);
			walk(r[k], given[k], `${path}.${k}`, name, inherits ? who : kindOf(k));
		}
	}

	function time(r: unknown, a: unknown, path: string): void {
		const differs =
			typeof r === 'string'
				? ISO.test(r) !== ISO.test(a as string) || r.length !== (a as string).length
				: (r === 0) !== (a === 0) || Number.isInteger(r) !== Number.isInteger(a);
		if (differs) note(path, r, a, looseTimes);
	}

	function numericId(r: number, a: number, path: string, key: string, owner: string): void {
		const id = kindOfId(key, owner);
		// A person or a contact: the number alone does not show which.
		if (id === 'sender') return;
		const known = bindings.sameThing(r, id);
		if (known === undefined) bindings.learn(r, a, id);
		else if (known !== a) note(path, `${r} (= ${known})`, a);
	}

	function text(r: string, a: string, path: string, key: string): void {
		if (VOLATILE.test(key) || ID.test(key)) {
			const known = strictIds && UUID.test(r) ? bindings.bound(r) : undefined;
			if ((r === '') !== (a === '')) return note(path, r, a);
			if (known !== undefined && known !== a) return note(path, `${r} (= ${known})`, a);
			bindings.learn(pathOf(r), pathOf(a));
			// An address can come back without its query, or with one (422: `?disposition=inline`).
			if (r.includes('?')) bindings.learn(withoutQuery(pathOf(r)), withoutQuery(pathOf(a)));
			return;
		}
		if (MADE_UP.test(r) && MADE_UP.test(a) && bindings.bound(r) === undefined)
			return bindings.learn(r, a);
		if (bindings.string(r) === a || blur(r) === blur(a)) return;
		note(path, r, a, TEXT.test(key));
	}

	function list(r: unknown[], a: unknown, path: string, key: string, owner: string): void {
		if (!Array.isArray(a)) return note(path, r, a);
		if (r.length !== a.length) return note(path, `${r.length} entries`, `${a.length} entries`);
		if (![...r, ...a].some((x) => typeof x === 'object') && !ID.test(key))
			return plainList(r, a, path);
		const own = ID.test(key) || ['payload', 'resource'].includes(kindOf(key)) || key === '';
		const who = own ? owner : kindOf(key);
		const pairs = r.every((x) => x && typeof x === 'object') && r.length > 1;
		if ((!ordered || key === 'attachments') && pairs) return unordered(r, a, path, key, who);
		r.forEach((x, i) => walk(x, a[i], `${path}[${i}]`, key, who));
	}

	function plainList(r: unknown[], a: unknown[], path: string): void {
		const known = r.map((x) => (typeof x === 'string' ? bindings.string(x) : x));
		if (JSON.stringify(known) === JSON.stringify(a)) return;
		note(path, r, a, [...known].sort().join() === [...a].sort().join());
	}

	function unordered(r: unknown[], a: unknown[], path: string, key: string, who: string): void {
		const rest = [...a];
		r.forEach((x, i) => {
			const hard = rest.map((y) => {
				const options = { kind: who, ordered: false, strictIds };
				const trial = compare(x, y, bindings.clone(), options);
				return trial.filter((d) => !d.soft).length;
			});
			const [best] = rest.splice(hard.indexOf(Math.min(...hard)), 1);
			walk(x, best, `${path}[${i}]`, key, who);
		});
	}
}

function withoutQuery(address: string) {
	return address.replace(/\?.*$/s, '');
}

function isNothing(value: unknown) {
	return value === null || value === undefined;
}

function kindOfId(key: string, owner: string) {
	return key === 'id' || key === 'ids' ? owner : kindOf(key);
}

function short(value: unknown): string {
	const text = typeof value === 'string' ? value : String(JSON.stringify(value));
	return text.length > 160 ? `${text.slice(0, 160)}...` : text;
}
