import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repository } from '../../tools/n8n';

/** Who publishes in the rehearsal. */
export const scope = '@acme';
const adopted = [
	...['--repository', 'https://git.example/acme/n8n-nodes-twake-chatwoot'],
	...['--author', 'Jane Doe <jane@acme.example>', '--scope', scope],
];

/** Runs npm as somebody types it; what it says is shown only when it fails. */
export function npm(cwd: string, ...arguments_: string[]): void {
	const { status, stdout, stderr } = spawnSync('npm', arguments_, { cwd, encoding: 'utf8' });
	if (status === 0) return;
	throw new Error(
		`npm ${arguments_.join(' ')} failed:\n${stdout.slice(-3000)}\n${stderr.slice(-3000)}`,
	);
}

/** A copy of this tree as it would be committed, adopted by somebody. */
export function adoptedCopy(folder: string): string {
	const listed = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
	const paths = execFileSync('git', listed, { cwd: repository, encoding: 'utf8' })
		.split('\0')
		.filter((path) => path !== '' && existsSync(join(repository, path)));
	for (const path of paths) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		cpSync(join(repository, path), join(folder, path));
	}
	linkInto(folder, 'node_modules');
	npm(folder, 'run', 'adopt', '--', ...adopted);
	return folder;
}

/** What is installed here, or will be, is what the lock file of the copy, and of each cut, demands. */
export function linkInto(folder: string, name: string): void {
	mkdirSync(join(repository, name), { recursive: true });
	mkdirSync(dirname(join(folder, name)), { recursive: true });
	symlinkSync(join(repository, name), join(folder, name));
}

/** Packs what is built. */
export function packed(folder: string): string {
	npm(folder, 'pack', '--ignore-scripts');
	return join(
		folder,
		readdirSync(folder).find((name) => name.endsWith('.tgz'))!,
	);
}
