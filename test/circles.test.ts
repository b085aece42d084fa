import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { preProcessFile } from 'typescript';

/**
 * No file leads back to itself by its imports, those of types included: then each can be read with
 * what it stands on and nothing else.
 */
const root = join(__dirname, '..');
const rooms = ['nodes', 'credentials', 'sandbox', 'tools'];
/** The files that a file imports, by its path. */
type Imports = Map<string, string[]>;

function importsUnder(folders: string[]): Imports {
	const files = folders.flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((path) => path.endsWith('.ts'))
			.map((path) => join(folder, path)),
	);
	return new Map(files.map((file) => [file, importsOf(file)]));
}

function importsOf(file: string): string[] {
	const { importedFiles } = preProcessFile(readFileSync(join(root, file), 'utf8'), true, true);
	return importedFiles
		.filter(({ fileName }) => fileName.startsWith('.'))
		.map(({ fileName }) => resolved(join(dirname(file), fileName)));
}

function resolved(path: string): string {
	const found = [`${path}.ts`, join(path, 'index.ts')].find((each) => existsSync(join(root, each)));
	return found ?? path;
}

/** A shortest way from a file back to itself for every file that is on one, each circle once. */
function circlesIn(imports: Imports): string[] {
	const found = new Map<string, string>();
	for (const start of imports.keys()) {
		const way = wayBack(start, imports);
		const key = way?.toSorted().join() ?? '';
		if (way && !found.has(key)) found.set(key, [...way, start].join(' -> '));
	}
	return [...found.values()];
}

function wayBack(start: string, imports: Imports): string[] | undefined {
	const seen = new Set<string>();
	const ways = [[start]];
	for (const way of ways) {
		for (const next of imports.get(way.at(-1) ?? '') ?? []) {
			if (next === start) return way;
			if (!seen.has(next)) ways.push([...way, next]);
			seen.add(next);
		}
	}
	return undefined;
}

describe('the imports', () => {
	it('have no cycles', () => {
		const imports = importsUnder(rooms);
		expect(imports.size).toBeGreaterThan(400);
		expect(circlesIn(imports)).toEqual([]);
	});

	it('with cycles are listed file by file', () => {
		const imports = new Map([
			['a', ['b', 'e']],
			['b', ['c', 'd']],
			['c', ['a']],
			['d', []],
			['e', ['e']],
		]);
		expect(circlesIn(imports)).toEqual(['a -> b -> c -> a', 'e -> e']);
	});
});
