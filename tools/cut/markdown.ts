/** Whether a part of a page stays. */
type Keeps = (text: string) => boolean;

const LIST = /^(?:-|\d+\.) /;
const TABLE = /^\|/;

/**
 * A page without what does not belong: sections by how they begin, and paragraphs, items of lists,
 * rows and columns of tables by what they say; then headings that nothing stands under any more.
 */
export function withoutParts(page: string, keeps: Keeps): string {
	const sections = page.split(/^(?=#{1,6} )/m).map(sectionOf);
	let droppedAt = Infinity;
	const kept = sections.filter((section) => {
		if (section.level > droppedAt) return false;
		droppedAt = keeps(beginningOf(section)) ? Infinity : section.level;
		return droppedAt === Infinity;
	});
	const texts = kept.map((section) => ({ ...section, body: bodyOf(section.body, keeps) }));
	return `${texts
		.filter(({ level, body }, at) => body !== '' || (texts[at + 1]?.level ?? 0) > level)
		.map(({ heading, body }) => [heading, body].filter(Boolean).join('\n\n'))
		.join('\n\n')
		.trim()}\n`;
}

interface Section {
	level: number;
	heading: string;
	body: string;
}

function sectionOf(text: string): Section {
	const heading = /^#+ .*/.exec(text)?.[0] ?? '';
	const level = /^#*/.exec(heading)![0].length || 1;
	return { level, heading, body: text.slice(heading.length).trim() };
}

/** The heading and, below that of the page, the paragraph after it, which tells what the rest is about. */
function beginningOf({ level, heading, body }: Section): string {
	const [first] = body.split('\n\n');
	return level === 1 || LIST.test(first) || TABLE.test(first) ? heading : `${heading}\n${first}`;
}

/** Blocks are divided by empty lines; an item of a list, or a row of a table, is one of its own. */
function bodyOf(body: string, keeps: Keeps): string {
	const blocks = body.split(/\n\n+(?!(?:[^`]*```[^`]*```)*[^`]*```[^`]*$)/);
	return blocks
		.map((block) => {
			if (TABLE.test(block)) return tableOf(block, keeps);
			if (LIST.test(block))
				return block
					.split(/\n(?=(?:-|\d+\.) )/)
					.filter(keeps)
					.join('\n');
			return keeps(block) ? block : '';
		})
		.filter(Boolean)
		.join('\n\n');
}

function tableOf(table: string, keeps: Keeps): string {
	const [head, ...rows] = table.split('\n').map((row) => row.split(/(?<!\\)\|/).slice(1, -1));
	const isKept = head.map((cell) => keeps(cell));
	const [rule, ...kept] = rows
		.map((row) => row.filter((_cell, at) => isKept[at]))
		.filter((row) => row.some((cell) => cell.trim() !== ''))
		.filter((row) => keeps(row.join('|')));
	if (kept.length === 0) return '';
	return [head.filter(keeps), rule, ...kept].map((row) => `|${row.join('|')}|`).join('\n');
}
