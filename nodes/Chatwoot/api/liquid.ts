/** The beginning of a variable or tag. Text without one is shown as it is. */
const OPENING = /\{[{%]/;

/** Every opening, and every character that could form one with its neighbours. */
const MARKS = /`|\{+%|\{{2,}|\{(?=`)/g;

/**
 * Outgoing text that the server shows exactly as `text`, whatever it contains. The server renders
 * outgoing messages, private notes and template parameters with Liquid: unknown variables vanish,
 * known ones are filled in (chatwoot.md §6 Liquid). It wraps each piece in backquotes in raw tags,
 * and text can break out of those. So the escaped text must not contain backquotes either: both
 * braces and backquotes become constants, which Liquid prints and does not parse again.
 */
export function escapeLiquid(text: string): string {
	return OPENING.test(text) ? text.replace(MARKS, constant) : text;
}

function constant(mark: string): string {
	return mark === '`' ? '{{ "%60" | url_decode }}' : `{{ "${mark}" }}`;
}

/** The same for all texts in an object, such as the parameters of a template. */
export function escapeAllLiquid<T>(value: T): T {
	if (typeof value === 'string') return escapeLiquid(value) as T;
	if (Array.isArray(value)) return value.map(escapeAllLiquid) as T;
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([key, each]) => [key, escapeAllLiquid(each)] as const);
	return Object.fromEntries(entries) as T;
}
