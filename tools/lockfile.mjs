// `npm run lockfile`: makes package-lock.json fit for plain `npm ci` and `npm install` everywhere. Run it after
// any change of the dependencies.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const path = join(root, 'package-lock.json');
const { allowScripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

function change(alter) {
	const lockfile = JSON.parse(readFileSync(path, 'utf8'));
	for (const [key, entry] of Object.entries(lockfile.packages)) {
		if (key !== '') alter(entry, key, () => delete lockfile.packages[key]);
	}
	writeFileSync(path, `${JSON.stringify(lockfile, null, '\t')}\n`);
}

// npm records no hash for packages of other platforms: it has to look them up again.
change(({ integrity }, _key, remove) => integrity ?? remove());
const flags = ['--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'];
const shell = process.platform === 'win32';
const npm = spawnSync('npm', ['install', ...flags], { cwd: root, stdio: 'inherit', shell });
change((entry, key) => {
	// The same for everybody, whatever registry they use.
	delete entry.resolved;
	if (allowScripts[key.replace(/^.*node_modules\//, '')] !== false) return;
	// npm before 11.16 does not read allowScripts: it runs the scripts that are noted here, and
	// compiles everything with a binding.gyp but no such note: for minutes, and not on every Node.
	delete entry.hasInstallScript;
	entry.gypfile = false;
});
process.exitCode = npm.status ?? 1;
