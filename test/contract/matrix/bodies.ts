import type { Bindings } from './bindings';
import type { RecordedRequest } from './recording';

/** The bytes of a recorded request, with the ids that the server under test uses. */
export function bodyOf({ body }: RecordedRequest, bindings: Bindings): Buffer | undefined {
	if (!body) return undefined;
	if (body.json !== undefined) return Buffer.from(JSON.stringify(bindings.apply(body.json)));
	if (body.raw !== undefined) return Buffer.from(bindings.text(body.raw));
	if (body.base64 !== undefined) return Buffer.from(body.base64, 'base64');
	if (body.zeros !== undefined) return Buffer.alloc(body.zeros);
	if (body.long !== undefined)
		return Buffer.from(JSON.stringify(bindings.apply(inFull(body.long))));
	return undefined;
}

/** Long texts repeat one letter, long lists count. */
function inFull(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(inFull);
	const entry = value as Record<string, unknown>;
	if (typeof entry.repeated === 'string' && typeof entry.length === 'number') {
		const [letter] = [...entry.repeated];
		return letter.repeat(entry.length).slice(0, entry.length);
	}
	if (typeof entry.count === 'number' && typeof entry.first === 'string')
		return Array.from({ length: entry.count }, (_, i) => counted(String(entry.first), i));
	return Object.fromEntries(Object.entries(entry).map(([key, inner]) => [key, inFull(inner)]));
}

/** `!xxx0:server` and its followers have the same length. */
function counted(first: string, i: number): string {
	const number = String(i);
	return first.replace(/x(x*)0/, (all) => all.slice(0, all.length - number.length) + number);
}

/** A shortened address, filled up to its length. */
export function pathInFull(path: string): string {
	const shortened = /^(.*)…\((\d+)\)$/s.exec(path);
	if (!shortened) return path;
	const end = '%5D%7D%7D';
	const begin = shortened[1].replace(/%5B.*$/, '%5B');
	const room = '%22!xxxxxxxxxxxxxxxxx0%3Amatrix.test%22';
	const length = Number(shortened[2]) - begin.length - end.length;
	const count = Math.max(1, Math.floor((length + 3) / (room.length + 3)));
	return begin + Array.from({ length: count }, () => room).join('%2C') + end;
}
