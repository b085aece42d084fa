const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as HTML that shows it unchanged; the server sanitises nothing (matrix.md §5). */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"]/g, (letter) => ENTITIES[letter]);
}

/** HTML as plain text, for clients that do not show HTML; each block starts a line. */
export function plainOf(html: string): string {
	return html
		.replace(/<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
		.replace(/<br\s*\/?>|<\/(p|div|li|h[1-6]|blockquote|pre|tr)\s*>/gi, '\n')
		.replace(/<li\b[^>]*>/gi, '- ')
		.replace(/<\/?[a-z][^<>]*>/gi, '')
		.replace(/&(lt|gt|quot|#39|nbsp|amp);/g, (_, name: string) => LETTERS[name])
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

const LETTERS: Record<string, string> = {
	lt: '<',
	gt: '>',
	quot: '"',
	'#39': "'",
	nbsp: ' ',
	amp: '&',
};

/** A mention that clients show as a pill with the person's name. */
export function pill(user: string): string {
	return `<a href="https://matrix.to/#/${encodeURIComponent(user)}">${escapeHtml(user)}</a>`;
}
