import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

const IMPORT = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*'(\.[^']*)'/g;
const ENDINGS = ['', '.ts', '/index.ts', '.mjs'];

/** The files that these files need, by what they import, with themselves; all paths from `root`. */
export function neededBy(root: string, paths: string[]): Set<string> {
	const needed = new Set<string>();
	const waiting = [...paths];
	for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
		if (needed.has(path)) continue;
		needed.add(path);
		if (/\.m?[jt]s$/.test(path)) waiting.push(...importsOf(root, path));
	}
	return needed;
}

const known = new Map<string, string[]>();

/** Read once: the tests share most of what they need. */
export function importsOf(root: string, path: string): string[] {
	const file = join(root, path);
	const imports = known.get(file) ?? read(root, path);
	known.set(file, imports);
	return imports;
}

/** Text that only looks like an import leads to no file. */
function read(root: string, path: string): string[] {
	const text = readFileSync(join(root, path), 'utf8');
	return [...text.matchAll(IMPORT)].flatMap(([, target]) => {
		const base = posix.join(posix.dirname(path), target);
		return ENDINGS.map((ending) => base + ending)
			.filter((each) => existsSync(join(root, each)) && statSync(join(root, each)).isFile())
			.slice(0, 1);
	});
}
