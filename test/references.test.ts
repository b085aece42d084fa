import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = join(__dirname, '..');
const CODE = ['credentials', 'nodes', 'sandbox', 'test', 'tools', 'eslint.config.mjs'];
const SECTION = '\u00a7';
const CITED = String.raw`\[(\d{3}(?:-\d{3})?(?:, \d{3}(?:-\d{3})?)*)\]`;

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

function filesIn(path: string, ending: RegExp): string[] {
	if (ending.test(path)) return [path];
	if (!existsSync(join(ROOT, path))) return [];
	return readdirSync(join(ROOT, path), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && ending.test(entry.name))
		.map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

const code = CODE.flatMap((path) => filesIn(path, /\.m?[jt]s$/));
const documents = filesIn('docs', /\.md$/);
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...documents].filter((path) =>
	existsSync(join(ROOT, path)),
);

/** The text with every comment on one line, so that a reference may be broken between lines. */
const joined = (text: string): string => text.replace(/\n\s*(?:\*(?!\/)|\/\/)[ \t]?/g, ' ');

const comments = (text: string): string[] =>
	text.match(/(?<=^|\s)(?:\/\*[\s\S]*?\*\/|\/\/.*)/gm) ?? [];

const titles = (text: string): string[] =>
	[...text.matchAll(/\b(?:describe|it|test)(?:\.each\(.*\))?\(\s*(['"`])(.*?)\1/g)].map(
		([, , title]) => title,
	);

/** The lines of a numbered section, without its own heading; undefined when there is none. */
function section(document: string, number: string): string[] | undefined {
	const lines = document.split('\n');
	const start = lines.findIndex((line) =>
		new RegExp(`^##+ ${number.replace('.', '\\.')}\\.? `).test(line),
	);
	if (start < 0) return undefined;
	const level = /^#+/.exec(lines[start])![0].length;
	const length = lines
		.slice(start + 1)
		.findIndex((line) => /^#/.test(line) && /^#+/.exec(line)![0].length <= level);
	return lines.slice(start + 1, length < 0 ? undefined : start + 1 + length);
}

const hasSection = (document: string, number: string): boolean => {
	if (section(document, number)) return true;
	const [outer, item] = number.split('.');
	return (
		item !== undefined &&
		(section(document, outer) ?? []).some((line) => line.startsWith(`${item}. `))
	);
};

/** A word that begins a heading, an item of a list or a row of a table. */
const hasHeading = (lines: string[], word: string): boolean =>
	lines.some((line) => new RegExp(`^(?:#+|-|\\||\\d+\\.) \\**${word}\\b`, 'i').test(line));

const recorded = (name: string, number: string): boolean =>
	readdirSync(join(ROOT, 'test/recordings', name)).some((file) => file.startsWith(`${number}-`));

function unresolved(text: string): string[] {
	const wrong: string[] = [];
	const named = new RegExp(
		`([\\w-]+)\\.md (?:${SECTION}([\\d.]*\\d)(?:-(\\d+))?(?: ([A-Z]\\w*))?|${CITED})`,
		'g',
	);
	for (const [reference, name, from, to, word, cases] of joined(text).matchAll(named)) {
		const path = `docs/${name}.md`;
		if (!documents.includes(path)) wrong.push(`${reference}: there is no ${path}`);
		else if (cases) {
			for (const number of cases.split(/[-,] ?/)) {
				if (!recorded(name, number)) wrong.push(`${reference}: there is no recording ${number}`);
			}
		} else {
			const document = read(path);
			for (const number of to ? [from, to] : [from]) {
				if (!hasSection(document, number))
					wrong.push(`${reference}: ${path} has no section ${number}`);
			}
			if (word && !hasHeading(section(document, from) ?? [], word)) {
				wrong.push(`${reference}: section ${from} of ${path} has no heading "${word} ..."`);
			}
		}
	}
	return wrong;
}

/** The anchors of a page's headings, as code hosts make them. */
const anchorsOf = (file: string): string[] =>
	[...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.trim()
			.replace(/ /g, '-'),
	);

/** What is wrong in which file; empty when nothing is. */
const wrongIn = (paths: string[], check: (text: string, path: string) => string[]): object =>
	Object.fromEntries(
		paths.map((path) => [path, check(read(path), path)]).filter(([, wrong]) => wrong.length > 0),
	);

describe('References', () => {
	it('in code and tests lead to a heading or a recording', () => {
		expect(code.length).toBeGreaterThan(500);
		expect(wrongIn(code, unresolved)).toEqual({});
	});

	it('in code and tests name their document', () => {
		const nameless = new RegExp(`.{0,20}(?<!\\w\\.md )${SECTION}.{0,8}`, 'g');
		const numberOnly = new RegExp(`.{0,20}(?<!\\.md )${CITED}`, 'g');
		expect(
			wrongIn(code, (text) => [
				...(joined(text).match(nameless) ?? []),
				...[...comments(text), ...titles(text)].flatMap(
					(part) => joined(part).match(numberOnly) ?? [],
				),
			]),
		).toEqual({});
	});

	it.each(['chatwoot', 'twake'])('of docs/%s.md to recordings lead to one', (name) => {
		const numbers = [...read(`docs/${name}.md`).matchAll(new RegExp(CITED, 'g'))].flatMap(
			([, cases]) => cases.split(/[-,] ?/),
		);
		expect(numbers.length).toBeGreaterThan(100);
		expect(numbers.filter((number) => !recorded(name, number))).toEqual([]);
	});

	it('between pages lead to a file and its heading', () => {
		const broken = (text: string, path: string): string[] =>
			[...text.matchAll(/\]\((?!\w+:)([^)\s#]*)(?:#([^)\s]*))?\)/g)]
				.filter(([, target, heading]) => {
					const file = target ? resolve(ROOT, dirname(path), target) : join(ROOT, path);
					return !existsSync(file) || (heading && !anchorsOf(file).includes(heading));
				})
				.map(([link]) => link);
		expect(wrongIn(pages, broken)).toEqual({});
	});
});
