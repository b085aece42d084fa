import { execFileSync } from 'node:child_process';
import {
	cpSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './processes';
import { spreadOf } from './statistics';

const LOAD = `
	require('n8n-workflow');
	const files = JSON.parse(process.argv[1]);
	const start = process.hrtime.bigint();
	for (const file of files) require(file);
	process.stdout.write(String(Number(process.hrtime.bigint() - start) / 1e6));`;

/** Builds a copy of the package, packs it, and loads from it what n8n loads. */
export function packageSize(rounds: number) {
	const folder = mkdtempSync(join(tmpdir(), 'bench-'));
	try {
		const manifests = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
		const texts = ['README.md', 'LICENSE', 'CHANGELOG.md'];
		const build = 'gulpfile.js';
		for (const name of ['nodes', 'credentials', 'tools', build, ...manifests, ...texts]) {
			cpSync(join(root, name), join(folder, name), { recursive: true });
		}
		symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
		const run = (command: string, ...given: string[]) =>
			execFileSync(command, given, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
		run('npm', 'run', 'build');
		const name = run('npm', 'pack', '--ignore-scripts', '--silent').trim().split('\n').at(-1)!;
		const { n8n } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
		const listed: string[] = [...n8n.nodes, ...n8n.credentials];
		const files = JSON.stringify(listed.map((file) => join(folder, file)));
		const load = () => Number(run(process.execPath, '-e', LOAD, files));
		return {
			tarballKb: statSync(join(folder, name)).size / 1000,
			files: readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' }).filter(
				(path) => path.endsWith('.js'),
			).length,
			listed: listed.length,
			loadMs: spreadOf(Array.from({ length: rounds }, load)),
		};
	} finally {
		rmSync(folder, { recursive: true });
	}
}
