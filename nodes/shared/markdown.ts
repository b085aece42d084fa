import { webAddress } from './web-address';

/**
 * A text from outside, escaped so that Markdown shows it unchanged: no markup, no links hidden behind
 * other words. A text that is one web address stays one, also as the target of a link.
 */
export function escapeMarkdown(text: string): string {
	if (webAddress(text)) return text.replace(/[()*_~`[\]<>|\\]/g, asPercent);
	return (
		text
			.replace(/[\\`*_~[\]<>|]/g, '\\$&')
			.replace(/&(?=#?\w+;)/g, '\\&')
			// Headings, quotes, lists and rules start at the beginning of a line.
			.replace(/^([^\S\n\r\u2028\u2029]*)([#+=-])/gm, '$1\\$2')
			.replace(/^([^\S\n\r\u2028\u2029]*\d+)([.)])/gm, '$1\\$2')
	);
}

function asPercent(letter: string): string {
	return `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
}
