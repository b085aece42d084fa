// Installs the development dependencies when they are missing or older than the lockfile.
// Runs before `npm test`, `npm run scan`, `npm run demo` and so on; needs nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lockfile = join(root, 'package-lock.json');
const marker = join(root, 'node_modules', '.package-lock.json');

const upToDate = existsSync(marker) && statSync(marker).mtimeMs >= statSync(lockfile).mtimeMs;
if (!upToDate) {
	console.log('Installing the development dependencies (npm ci)...');
	// One lint plugin carries an install script that refuses npm; none of our dependencies needs its script.
	const arguments_ = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	const { status, error } = spawnSync('npm', arguments_, {
		cwd: root,
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	if (status !== 0) {
		console.error(
			`npm ci failed${error ? `: ${error.message}` : ''}. Is the npm registry reachable?`,
		);
		process.exit(1);
	}
}
