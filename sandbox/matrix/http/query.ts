import { badRequest } from './errors';

/** Percent-decodes as Python does: anything that is not an escape stays. */
export function unquote(text: string): string {
	if (!text.includes('%')) return text;
	const bytes: number[] = [];
	for (let i = 0; i < text.length; i++) {
		const hex = /^%([0-9a-fA-F]{2})/.exec(text.slice(i, i + 3));
		if (hex) {
			bytes.push(parseInt(hex[1], 16));
			i += 2;
		} else bytes.push(...Buffer.from(text[i]));
	}
	return Buffer.from(bytes).toString('utf8');
}

/** The parameters after the question mark. */
export class Query {
	private readonly values = new Map<string, string[]>();

	constructor(readonly raw: string) {
		for (const pair of raw.split('&')) {
			if (!pair) continue;
			const [key, value = ''] = pair.split(/=(.*)/s);
			const name = unquote(key.replace(/\+/g, ' '));
			this.values.set(name, [...(this.values.get(name) ?? []), value.replace(/\+/g, ' ')]);
		}
	}

	has(name: string): boolean {
		return this.values.has(name);
	}

	/** As received, not decoded. */
	undecoded(name: string): string | undefined {
		return this.values.get(name)?.[0];
	}

	string(name: string): string | undefined {
		const value = this.undecoded(name);
		return value === undefined ? undefined : unquote(value);
	}

	all(name: string): string[] {
		return (this.values.get(name) ?? []).map(unquote);
	}

	/** A whole number that must not be negative. */
	integer(name: string): number | undefined {
		const value = this.string(name);
		if (value === undefined) return undefined;
		if (!/^\s*[+-]?\d+(_\d+)*\s*$/.test(value))
			throw badRequest(`Query parameter ${name} must be an integer`, 'M_INVALID_PARAM');
		const number = Number(value.replace(/_/g, ''));
		if (number >= 0) return number;
		throw badRequest(`Query parameter ${name} must be a positive integer.`, 'M_INVALID_PARAM');
	}

	boolean(name: string): boolean | undefined {
		const value = this.string(name);
		if (value === undefined) return undefined;
		if (value === 'true' || value === 'false') return value === 'true';
		throw badRequest(
			`Boolean query parameter '${name}' must be one of ['true', 'false']`,
			'M_INVALID_PARAM',
		);
	}

	oneOf(name: string, allowed: string[]): string | undefined {
		const value = this.string(name);
		if (value === undefined || allowed.includes(value)) return value;
		const list = allowed.map((word) => `'${word}'`).join(', ');
		throw badRequest(`Query parameter '${name}' must be one of [${list}]`, 'M_INVALID_PARAM');
	}
}
