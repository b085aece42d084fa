import { ID, kindOf } from './kinds';

/**
 * What a recorded id or token is called on the server under test. Numbers are kept per kind
 * (contacts, inboxes...), strings globally.
 */
export class Bindings {
	private strings = new Map<string, string>();
	private numbers = new Map<number, Array<{ kind: string; actual: number }>>();

	clone(): Bindings {
		const copy = new Bindings();
		copy.strings = new Map(this.strings);
		copy.numbers = new Map([...this.numbers].map(([n, known]) => [n, [...known]]));
		return copy;
	}

	learn(recorded: unknown, actual: unknown, kind = ''): void {
		if (typeof recorded === 'string' && typeof actual === 'string') {
			if (recorded.length > 5 && recorded !== actual) this.strings.set(recorded, actual);
		}
		if (typeof recorded !== 'number' || typeof actual !== 'number') return;
		const known = this.numbers.get(recorded) ?? [];
		if (!known.some((x) => x.kind === kind)) known.push({ kind, actual });
		this.numbers.set(recorded, known);
	}

	/** Binds an id whose counterpart on the server under test is fixed: no answer may change it. */
	fix(recorded: string, actual = recorded): void {
		this.strings.set(recorded, actual);
	}

	/** For an object that was bound to another one and is created again. */
	forget(recorded: string): void {
		this.strings.delete(recorded);
	}

	/** The value bound to exactly this text, or undefined if it was never seen. */
	bound(recorded: string): string | undefined {
		return this.strings.get(recorded);
	}

	/** The value that the server under test uses for a recorded one, or undefined if never seen. */
	number(recorded: number, kind = ''): number | undefined {
		const known = this.numbers.get(recorded);
		const exact = known?.find((x) => x.kind === kind)?.actual;
		if (exact !== undefined || !known) return exact;
		return new Set(known.map((x) => x.actual)).size === 1 ? known[0].actual : undefined;
	}

	/**
	 * What an answer has to call a recorded number: another kind's number says nothing about it, as
	 * small ones are many things at once.
	 */
	sameThing(recorded: number, kind: string): number | undefined {
		if (kind === '') return this.number(recorded);
		const known = this.numbers.get(recorded) ?? [];
		return (known.find((x) => x.kind === kind) ?? known.find((x) => x.kind === ''))?.actual;
	}

	string(text: string): string {
		const whole = this.strings.get(text);
		if (whole !== undefined) return whole;
		let out = text;
		for (const [from, to] of this.strings)
			if (from !== to && out.includes(from)) out = out.split(from).join(to);
		return out;
	}

	/** A request's body or header with recorded ids replaced. */
	apply(value: unknown, key = ''): unknown {
		if (typeof value === 'string') {
			if (!/^\d+$/.test(value) || !ID.test(key)) return this.string(value);
			return String(this.number(Number(value), kindOf(key)) ?? value);
		}
		if (typeof value === 'number')
			return ID.test(key) ? (this.number(value, kindOf(key)) ?? value) : value;
		if (Array.isArray(value)) return value.map((v) => this.apply(v, key));
		if (typeof value !== 'object' || value === null) return value;
		const row = value as Record<string, unknown>;
		const nameOf = (k: string) => {
			if (k === 'id') return key;
			// A filter row names its kind in attribute_key.
			return k === 'values' && typeof row.attribute_key === 'string' ? row.attribute_key : k;
		};
		return Object.fromEntries(Object.entries(row).map(([k, v]) => [k, this.apply(v, nameOf(k))]));
	}

	path(path: string): string {
		const [plain, query] = path.split(/\?(.*)/s);
		const parts = this.string(plain).split('/');
		for (let i = 1; i < parts.length; i++) {
			const replaced = (n: string) => String(this.number(Number(n), kindOf(parts[i - 1])) ?? n);
			parts[i] = parts[i].replace(/^\d+(?=\D*$)/, replaced);
		}
		if (query === undefined) return parts.join('/');
		return `${parts.join('/')}?${query
			.split('&')
			.map((pair) => this.pair(pair))
			.join('&')}`;
	}

	private pair(pair: string): string {
		const [key, value] = pair.split(/=(.*)/s);
		if (value === undefined) return key;
		const name = decode(key).replace(/\[.*?\]/g, '');
		if (/^\d+$/.test(value) && ID.test(name))
			return `${key}=${this.near(Number(value), kindOf(name))}`;
		return `${key}=${this.string(value)}`;
	}

	/** Also for "the one before / after id n", as in paging calls. */
	private near(n: number, kind: string): number {
		for (const distance of [0, 1, -1]) {
			const known = this.number(n + distance, kind);
			if (known !== undefined) return known - distance;
		}
		return n;
	}
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
