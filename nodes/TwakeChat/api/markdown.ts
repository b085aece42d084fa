import { escapeHtml } from './html';

/**
 * Markdown as HTML that all Matrix clients show: the server does not know Markdown (matrix.md §5).
 * HTML in it is shown as text, and links lead only to the web, to mail or to Matrix. `depth`: in how
 * many quotations it stands.
 */
export function htmlOf(markdown: string, depth = 0): string {
	const blocks: string[] = [];
	const lines = markdown.replace(/\r\n?/g, '\n').split('\n');
	while (lines.length > 0) blocks.push(nextBlock(lines, depth));
	return blocks.filter((block) => block !== '').join('\n');
}

/** How deep quotations may be nested: clients show no deeper HTML (the specification). */
const DEEPEST = 100;

const FENCE = /^\s*```\s*([\w+-]*)\s*$/;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*\s*$/;
const RULE = /^\s*([-*_])(\s*\1){2,}\s*$/;
const QUOTE = /^\s*>\s?/;
const BULLET = /^\s*[-*+]\s+/;
const NUMBER = /^\s*\d{1,9}[.)]\s+/;

/** Removes the lines of one block and returns its HTML. */
function nextBlock(lines: string[], depth: number): string {
	const [line] = lines;
	if (line.trim() === '') {
		takeLines(lines, (each) => each.trim() === '');
		return '';
	}
	const fence = FENCE.exec(line);
	if (fence) return codeBlock(lines, fence[1]);
	const heading = HEADING.exec(line);
	if (heading) {
		lines.shift();
		return `<h${heading[1].length}>${inline(heading[2])}</h${heading[1].length}>`;
	}
	if (RULE.test(line)) {
		lines.shift();
		return '<hr>';
	}
	if (QUOTE.test(line) && depth < DEEPEST) {
		const quoted = takeLines(lines, (each) => QUOTE.test(each));
		const inner = quoted.map((each) => each.replace(QUOTE, '')).join('\n');
		return `<blockquote>${htmlOf(inner, depth + 1)}</blockquote>`;
	}
	if (BULLET.test(line)) return listOf('ul', BULLET, lines);
	if (NUMBER.test(line)) return listOf('ol', NUMBER, lines);
	const text = takeLines(lines, (each, index) => index === 0 || isText(each));
	return `<p>${text.map((each) => inline(each.trimEnd())).join('<br>')}</p>`;
}

function isText(line: string): boolean {
	const begins = [FENCE, HEADING, RULE, QUOTE, BULLET, NUMBER];
	return line.trim() !== '' && !begins.some((begin) => begin.test(line));
}

function takeLines(lines: string[], belongs: (line: string, index: number) => boolean): string[] {
	const end = lines.findIndex((line, index) => !belongs(line, index));
	return lines.splice(0, end < 0 ? lines.length : end);
}

function codeBlock(lines: string[], language: string): string {
	lines.shift();
	const code = takeLines(lines, (line) => !FENCE.test(line));
	lines.shift();
	const about = language === '' ? '' : ` class="language-${language}"`;
	return `<pre><code${about}>${escapeHtml(code.join('\n'))}\n</code></pre>`;
}

function listOf(tag: 'ul' | 'ol', begin: RegExp, lines: string[]): string {
	const items = takeLines(lines, (line) => begin.test(line));
	const content = items.map((item) => `<li>${inline(item.replace(begin, ''))}</li>`).join('');
	return `<${tag}>${content}</${tag}>`;
}

/**
 * The content of a line. Code and links are set aside, so that nothing in them is read as markup.
 */
function inline(text: string): string {
	const aside: string[] = [];
	const setAside = (html: string) => `\0${aside.push(html) - 1}\0`;
	const marked = text
		.replace(/\0/g, '')
		.replace(/\\([!-/:-@[-`{-~])/g, (_, letter: string) => setAside(escapeHtml(letter)))
		.replace(/(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/g, (_, _ticks, code: string) =>
			setAside(`<code>${escapeHtml(code.trim())}</code>`),
		)
		.replace(
			/\[([^[\]]{1,2000})\]\(([^\s()]{1,2000})\)/g,
			(whole, label: string, target: string) =>
				isLink(target)
					? setAside(`<a href="${escapeHtml(target)}">${emphasised(label)}</a>`)
					: whole,
		)
		.replace(/https?:\/\/[^\s<>"\0]+/g, (address) => setAside(escapeHtml(address)));
	return restored(emphasised(marked), aside);
}

const isLink = (target: string): boolean => /^(https?:\/\/|mailto:|matrix:)/i.test(target);

function emphasised(text: string): string {
	return escapeHtml(text)
		.replace(/\*\*(?=\S)([^*]+?)(?<=\S)\*\*/g, '<strong>$1</strong>')
		.replace(
			/(?<![\p{L}\p{N}_])__(?=\S)([^_]+?)(?<=\S)__(?![\p{L}\p{N}_])/gu,
			'<strong>$1</strong>',
		)
		.replace(/\*(?=\S)([^*]+?)(?<=\S)\*/g, '<em>$1</em>')
		.replace(/(?<![\p{L}\p{N}_])_(?=\S)([^_]+?)(?<=\S)_(?![\p{L}\p{N}_])/gu, '<em>$1</em>')
		.replace(/~~(?=\S)([^~]+?)(?<=\S)~~/g, '<del>$1</del>');
}

/** A link may contain code, and code an escape. */
function restored(text: string, aside: string[]): string {
	const next = text.replace(/\0(\d+)\0/g, (_, index: string) => aside[Number(index)] ?? '');
	return next === text ? text : restored(next, aside);
}
