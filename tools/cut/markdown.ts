/** Whether a part of a page stays. */
type Keeps = (text: string) => boolean;

/**
 * A page without what does not belong: sections by their headings, and paragraphs, items of lists and
 * rows of tables by what they say; then headings that nothing stands under any more.
 */
export function withoutParts(page: string, keeps: Keeps): string {
	const sections = page.split(/^(?=#{1,6} )/m).map(sectionOf);
	let droppedAt = Infinity;
	const kept = sections.filter((section) => {
		if (section.level > droppedAt) return false;
		droppedAt = keeps(section.heading) ? Infinity : section.level;
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

/** Blocks are divided by empty lines; an item of a list, or a row of a table, is one of its own. */
function bodyOf(body: string, keeps: Keeps): string {
	const blocks = body.split(/\n\n+(?!(?:[^`]*```[^`]*```)*[^`]*```[^`]*$)/);
	return blocks
		.map((block) => {
			if (block.startsWith('|')) return tableOf(block.split('\n'), keeps);
			if (/^(?:-|\d+\.) /.test(block))
				return block
					.split(/\n(?=(?:-|\d+\.) )/)
					.filter(keeps)
					.join('\n');
			return keeps(block) ? block : '';
		})
		.filter(Boolean)
		.join('\n\n');
}

function tableOf([head, rule, ...rows]: string[], keeps: Keeps): string {
	const kept = rows.filter(keeps);
	return keeps(head) && kept.length > 0 ? [head, rule, ...kept].join('\n') : '';
}
