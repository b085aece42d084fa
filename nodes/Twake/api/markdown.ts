import { webAddress } from '../../shared/web-address';

/** Holds a mention apart from its @ without being seen: a word joiner. */
const JOINER = '\u2060';

/**
 * A text from outside in the form in which Twake shows it as it is: without markup, without links
 * under other words, without mentions of people or of everybody (twake.md §5). A web address that is
 * the whole text stays one, also as the target of a link.
 */
export function escapeMarkdown(text: string): string {
	if (webAddress(text)) return text.replace(/[()*_~`[\]<>|\\]/g, asPercent);
	return (
		text
			.replace(/[\\`*_~[\]<>|]/g, '\\$&')
			.replace(/&(?=#?\w+;)/g, '\\&')
			// Headings, quotes, lists and lines begin a line.
			.replace(/^([^\S\n\r\u2028\u2029]*)([#+=-])/gm, '$1\\$2')
			.replace(/^([^\S\n\r\u2028\u2029]*\d+)([.)])/gm, '$1\\$2')
			.replace(/(?<![\p{L}\p{N}])@(?=[\w.-])/gu, `@${JOINER}`)
	);
}

function asPercent(letter: string): string {
	return `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
}
