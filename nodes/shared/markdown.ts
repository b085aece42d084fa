import { webAddress } from './web-address';

/** From the beginning of a web address up to a letter that no address holds unless it is encoded. */
const RUN = /(?<![\p{L}\p{N}])https?:\/\/[^\s<>"`|\\[\]]+/giu;
const MARKUP = /[\\`*_~[\]<>|]/g;
/** Ends an address for those who look for one, and is hardly seen. */
const HAIR_SPACE = '\u200a';

/**
 * A text from outside, escaped so that Markdown shows it unchanged: no markup, no links hidden behind
 * other words. A text that is one web address stays one, also as the target of a link; so do addresses
 * in a text. `more`: what else has to be escaped, outside of addresses.
 */
export function escapeMarkdown(
	text: string,
	more: (words: string) => string = (words) => words,
): string {
	if (webAddress(text)) return escapeAddress(text);
	let escaped = '';
	let done = 0;
	for (const { 0: run, index } of text.matchAll(RUN)) {
		const address = withoutPunctuation(run);
		if (!webAddress(address)) continue;
		escaped += wordsFrom(text.slice(done, index), done, more) + escapeAddress(address);
		done = index + address.length;
	}
	return escaped + wordsFrom(text.slice(done), done, more);
}

/** Renderers look for addresses in the text as written, where a backslash would belong to them. */
function wordsFrom(words: string, start: number, more: (words: string) => string): string {
	if (start === 0) return more(escapeWords(words));
	// They follow an address, for which the x stands: so they do not begin a line.
	const escaped = more(escapeWords(`x${words}`)).slice(1);
	return escaped.startsWith('\\') ? HAIR_SPACE + escaped : escaped;
}

function escapeWords(words: string): string {
	return (
		words
			.replace(MARKUP, '\\$&')
			.replace(/&(?=#?\w+;)/g, '\\&')
			// Headings, quotes, lists and rules start at the beginning of a line.
			.replace(/^([^\S\n\r\u2028\u2029]*)([#+=-])/gm, '$1\\$2')
			.replace(/^([^\S\n\r\u2028\u2029]*\d+)([.)])/gm, '$1\\$2')
	);
}

/** What stands around addresses in a sentence; closing brackets only if they are not opened inside. */
function withoutPunctuation(run: string): string {
	let open = run.split('(').length - run.split(')').length;
	let end = run.length;
	for (; end > 0; end--) {
		const last = run[end - 1];
		if (last === ')' && open < 0) open++;
		else if (!/[.,:;!?'*_~(]/.test(last)) break;
	}
	return run.slice(0, end);
}

function escapeAddress(address: string): string {
	return address.replace(/[()*_~`[\]<>|\\]/g, asPercent);
}

function asPercent(letter: string): string {
	return `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
}
