/**
 * Splits a text into at most `most` parts; the rest goes into the last one. Without a `length` it
 * splits at blank lines outside of code blocks; otherwise at the last blank line, sentence end or
 * blank before that many characters, or right there.
 */
export function splitText(text: string, length: number | undefined, most: number): string[] {
	const parts: string[] = [];
	let rest = text.replace(/\r\n?/g, '\n').trim();
	while (rest !== '' && parts.length < most - 1) {
		const end = length === undefined ? endOfParagraph(rest) : endWithin(rest, length);
		parts.push(rest.slice(0, end).trimEnd());
		// Blanks at the beginning of a paragraph may be its indentation, so they are kept.
		rest = rest.slice(end).replace(length === undefined ? /^\s*\n/ : /^\s+/, '');
	}
	return rest === '' ? parts : [...parts, rest];
}

function endOfParagraph(text: string): number {
	let isCode = false;
	let at = 0;
	for (const line of text.split('\n')) {
		if (/^\s*(```|~~~)/.test(line)) isCode = !isCode;
		if (!isCode && at > 0 && line.trim() === '') return at;
		at += line.length + 1;
	}
	return text.length;
}

const ENDS = [/\n[^\S\n]*\n/g, /[.!?…。！？]["'»”)]*(?=\s)|\n/g, /\s/g];

/** Never inside a surrogate pair. */
function endWithin(text: string, length: number): number {
	if (text.length <= length) return text.length;
	const head = text.slice(0, length + 1);
	for (const end of ENDS) {
		const last = [...head.matchAll(end)].findLast(
			({ index }) => index > length / 2 && index <= length,
		);
		if (last) return Math.min(last.index + last[0].trimEnd().length, length);
	}
	const code = text.charCodeAt(length);
	const isInside = code >= 0xdc00 && code <= 0xdfff;
	return isInside && length > 1 ? length - 1 : isInside ? 2 : length;
}
