/** What stands in backquotes is left alone by the server, the shortest pairs first. */
const CODE = /(`[^`]*`)/;

/**
 * Outgoing text with everything that the server would interpret as Liquid written so that it comes
 * out as typed. The server renders outgoing messages and private notes: unknown variables vanish
 * (chatwoot.md §6, recordings 480 and 481). It first puts raw tags around each piece in
 * backquotes, so a brace that touches such a piece needs care as well.
 */
export function escapeLiquid(text: string): string {
	// A closing raw tag in backquotes breaks the template: then the server leaves all as typed.
	const parts = text.split(CODE);
	if (parts.some((part, index) => isCode(index) && END_OF_RAW.test(part))) return text;
	return parts
		.map((part, index) => {
			if (isCode(index)) return part;
			const marks = index < parts.length - 1 ? /\{\{|\{%|\{$/g : /\{\{|\{%/g;
			const escaped = part.replace(marks, literal);
			return index > 0 && OPEN.test(parts[index - 1])
				? escaped.replace(/^\}/, `${NOTHING}}`)
				: escaped;
		})
		.join('');
}

const END_OF_RAW = /\{%-?\s*endraw\b[\s\S]*?%\}/;

/** A variable opened inside backquotes would take a brace right after them for its end. */
const NOTHING = '{{ "" }}';
const OPEN = /\{\{(?!.*\}).*`$/s;

function isCode(index: number): boolean {
	return index % 2 === 1;
}

function literal(mark: string): string {
	return `{{ "${mark}" }}`;
}
