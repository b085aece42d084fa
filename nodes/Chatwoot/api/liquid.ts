/** What begins a variable or a tag. Without any, the server shows a text as it is. */
const OPENING = /\{[{%]/;

/** Every opening, and what could make one together with its neighbours. */
const MARKS = /`|\{+%|\{{2,}|\{(?=`)/g;

/**
 * Outgoing text that the server shows exactly as `text`, whatever it holds. The server renders
 * outgoing messages, private notes and the parameters of templates by Liquid: unknown variables
 * vanish, known ones are filled in (chatwoot.md §6 Liquid). It puts raw tags around each piece in
 * backquotes, out of which a text can break; so what has to be escaped holds no backquote either:
 * braces and backquotes are constants, which Liquid writes out and does not read again.
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
