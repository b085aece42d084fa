/** An uploaded part of a form. */
export class Upload {
	constructor(
		readonly name: string,
		readonly type: string,
		readonly bytes: Buffer,
	) {}
}

export type Param = string | number | boolean | null | Upload | Param[] | Params;
export interface Params {
	[key: string]: Param;
}

/** The request cannot be read: Rails answers 400 before any controller runs. */
export class BadRequest extends Error {}

export function isParams(value: unknown): value is Params {
	return (
		typeof value === 'object' &&
		value !== null &&
		!Array.isArray(value) &&
		!(value instanceof Upload)
	);
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes as text; invalid UTF-8 is a bad request (chatwoot.md [115]). */
export function utf8(bytes: Uint8Array): string {
	try {
		return decoder.decode(bytes);
	} catch {
		throw new BadRequest('invalid UTF-8');
	}
}

/** Decodes `%XX` of a path segment. */
export function decodePart(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		throw new BadRequest(`invalid %-encoding in ${text}`);
	}
}

function decodeForm(text: string) {
	return decodePart(text.replace(/\+/g, ' ').replace(/%(?![\da-f]{2})/gi, '%25'));
}

/** `a=1&b[c]=2` of a query string or a form body as Rack reads it. */
export function parseQuery(text: string): Params {
	return nest(
		text
			.split('&')
			.filter((pair) => pair !== '')
			.map((pair) => {
				const end = pair.indexOf('=');
				if (end < 0) return [decodeForm(pair), null] as const;
				return [decodeForm(pair.slice(0, end)), decodeForm(pair.slice(end + 1))] as const;
			}),
	);
}

/** No prototype: to Rack, `__proto__` is a name like any other. */
function empty(): Params {
	return Object.create(null) as Params;
}

/** Names with brackets become objects and lists, as Rack nests them. */
export function nest(pairs: Iterable<readonly [string, Param]>): Params {
	const out = empty();
	for (const [name, value] of pairs) put(out, name, value);
	return out;
}

function put(target: Params, name: string, value: Param): void {
	const parts = /^[[\]]*([^[\]]+)\]*(.*)$/s.exec(name);
	if (!parts) return;
	const [, key, rest] = parts;
	if (rest === '') {
		target[key] = value;
	} else if (rest === '[]') {
		listIn(target, key).push(value);
	} else if (rest.startsWith('[]')) {
		const list = listIn(target, key);
		const inner = rest.replace(/^\[\]\[?([^\]]*)\]?/, '$1');
		const last = list.at(-1);
		if (isParams(last) && !(inner in last)) put(last, inner, value);
		else put(pushed(list), inner, value);
	} else {
		put(objectIn(target, key), rest, value);
	}
}

function pushed(list: Param[]): Params {
	const item = empty();
	list.push(item);
	return item;
}

function listIn(target: Params, key: string): Param[] {
	const list = (target[key] ??= []);
	if (!Array.isArray(list)) throw new BadRequest(`expected a list for ${key}`);
	return list;
}

function objectIn(target: Params, key: string): Params {
	const object = (target[key] ??= empty());
	if (!isParams(object)) throw new BadRequest(`expected an object for ${key}`);
	return object;
}

const MAX_NESTING = 100; // Ruby's JSON: 100 levels pass (chatwoot.md [115])

/** A JSON body; lists and scalars yield no parameters (chatwoot.md [113, 133]). */
export function parseJson(text: string): Params {
	if (text.trim() === '') return {};
	let value: Param;
	try {
		value = JSON.parse(text) as Param;
	} catch {
		throw new BadRequest('broken JSON');
	}
	check(value, 1);
	return isParams(value) ? (compact(value) as Params) : {};
}

function check(value: Param, depth: number): void {
	if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) {
		throw new BadRequest('lone surrogate');
	}
	if (typeof value !== 'object' || value === null || value instanceof Upload) return;
	if (depth > MAX_NESTING) throw new BadRequest('nested too deep');
	for (const [key, item] of Object.entries(value)) {
		check(key, depth);
		check(item, depth + 1);
	}
}

/** Rails drops null entries of lists, at any depth (chatwoot.md [435]). */
function compact(value: Param): Param {
	if (Array.isArray(value)) return value.filter((item) => item !== null).map(compact);
	if (!isParams(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, compact(item)]));
}

/** Later sources win; nested objects of query and body are not merged, as in Rails. */
export function merge(...sources: Params[]): Params {
	return Object.assign({}, ...sources) as Params;
}
