/** NUL and unpaired surrogates: servers answer them with 400, 422 or 500 (design.md §7). */
const BREAKING = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** A value for an error text: short, on one line. */
export function quote(value: unknown): string {
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return `"${shortened(text.replace(/\s+/g, ' '), 60)}"`;
}

/** How many characters servers count: one for an emoji, which is two for JavaScript. */
export function lengthOf(text: string): number {
	return text.length - (text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g) ?? []).length;
}

/** The first `most` characters, never half of one. */
export function beginningOf(text: string, most: number): string {
	return text.length > most ? [...text.slice(0, 2 * most)].slice(0, most).join('') : text;
}

/** At most `most` characters, with dots for the rest. */
export function shortened(text: string, most: number): string {
	const beginning = beginningOf(text, most);
	return beginning.length < text.length ? `${beginning}...` : text;
}

/** The beginning of a text on one line, for an entry of a list. */
export function onOneLine(text: string, most: number): string {
	return beginningOf(text.replace(/\s+/g, ' ').trim(), most);
}

/**
 * Marks of the direction of writing, blanks without width, soft hyphens. Joiners stay, because scripts
 * need them.
 */
const INVISIBLE = /(?![\u200C\u200D])\p{Cf}/gu;

/** Without what nobody sees: people copy it along from messengers, tables and websites. */
export function visible(text: string): string {
	return text.replace(INVISIBLE, '').trim();
}

/** Text that any server can store. */
export function cleanText(text: string): string {
	return text.replace(BREAKING, '');
}

/**
 * A whole number so long that JavaScript has rounded it: as somebody's ID, it would be another
 * person's.
 */
export function isRounded(value: unknown): boolean {
	return Number.isInteger(value) && !Number.isSafeInteger(value);
}

/** Text, true, false or an exact number; not NaN or Infinity from a failed calculation. */
export function isWritable(value: unknown): boolean {
	if (typeof value === 'number') return Number.isFinite(value) && !isRounded(value);
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
