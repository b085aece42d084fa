/** NUL and unpaired surrogates: servers answer them with 400, 422 or 500 (design.md §7). */
const BREAKING = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** A value for an error text: short, on one line. */
export function quote(value: unknown): string {
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return `"${shortened(text.replace(/\s+/g, ' '), 60)}"`;
}

/** At most `most` characters, with dots for the rest. */
export function shortened(text: string, most: number): string {
	return text.length > most ? `${text.slice(0, most)}...` : text;
}

/** Text that any server can store. */
export function cleanText(text: string): string {
	return text.replace(BREAKING, '');
}

/** Text, true, false or a number; not NaN or Infinity from a failed calculation. */
export function isWritable(value: unknown): boolean {
	if (typeof value === 'number') return Number.isFinite(value);
	return value !== undefined && typeof value !== 'object';
}

/** The list in a JSON text; language models write lists like that. */
export function listIn(text: string): unknown[] | undefined {
	if (!text.trim().startsWith('[')) return undefined;
	try {
		const value: unknown = JSON.parse(text);
		return Array.isArray(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** The text with its first letter in upper case. */
export function capitalised(text: string): string {
	return text[0].toUpperCase() + text.slice(1);
}
