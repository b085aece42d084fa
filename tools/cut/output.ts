import { spawnSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Problem } from '../n8n/problem';

/** What belongs to whoever works in the folder. */
const KEPT = ['.git', 'node_modules'];

/** The folder without its last cut; one that holds anything else is refused. */
export function emptied(folder: string, plainName: string): string {
	const there = existsSync(folder) ? readdirSync(folder) : [];
	const others = there.filter((name) => !KEPT.includes(name));
	if (others.length > 0 && !isCut(folder, plainName)) {
		throw new Problem(`${folder} holds something else: give --out a folder that is empty.`);
	}
	for (const name of others) rmSync(join(folder, name), { recursive: true });
	return folder;
}

function isCut(folder: string, plainName: string): boolean {
	const path = join(folder, 'package.json');
	if (!existsSync(path)) return false;
	const { name } = JSON.parse(readFileSync(path, 'utf8')) as { name?: string };
	return name?.split('/').at(-1) === plainName;
}

/** Programs stay programs. */
export function writeAll(root: string, folder: string, files: Map<string, Buffer | string>): void {
	for (const [path, content] of files) {
		const source = join(root, path);
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		const mode = existsSync(source) ? statSync(source).mode : undefined;
		writeFileSync(join(folder, path), content, { mode });
	}
}

/** Other names have other lengths, so some lines are broken elsewhere. */
export function formatted(root: string, folder: string, paths: string[]): void {
	const prettier = join(root, 'node_modules/prettier/bin/prettier.cjs');
	const changed = paths.filter(
		(path) =>
			/\.(ts|mjs|js|json|yml)$/.test(path) &&
			existsSync(join(root, path)) &&
			!readFileSync(join(root, path)).equals(readFileSync(join(folder, path))),
	);
	const flags = ['--write', '--log-level', 'error', '--', ...changed];
	const { status, stderr } = spawnSync(process.execPath, [prettier, ...flags], {
		cwd: folder,
		encoding: 'utf8',
	});
	if (status !== 0) throw new Error(stderr);
}
