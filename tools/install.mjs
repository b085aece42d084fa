// Installs the development dependencies if what is installed differs from the lockfile.
// Runs before `npm test`, `npm run scan`, `npm run demo` and so on; needs nothing but Node and npm.
import { spawn } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');

/** What the lockfile requires, by path; packages for other platforms may be missing. */
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const demanded = Object.entries(packages).filter(([path]) => path !== '');

/**
 * Compares contents, not times: a checkout touches files that it does not change. Reads the packages
 * themselves, since npm's own record (written at the end) may describe a newer plan.
 */
function isUpToDate() {
	if (!existsSync(join(modules, '.package-lock.json'))) return false;
	return demanded.every(([path, { version, optional }]) => {
		const installed = installedVersion(path);
		return installed === version || (installed === undefined && optional);
	});
}

function installedVersion(path) {
	const manifest = join(root, path, 'package.json');
	return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : undefined;
}

/** npm deletes node_modules before installing; through a link, those would be somebody else's. */
function isLink() {
	return lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** Reports the number of packages every few seconds: npm itself is silent for minutes. */
function showProgress() {
	const expected = demanded.filter(([, { optional }]) => !optional);
	const started = Date.now();
	const timer = setInterval(() => {
		const there = expected.filter(([path]) => existsSync(join(root, path, 'package.json'))).length;
		const seconds = Math.round((Date.now() - started) / 1000);
		console.log(`  ${seconds} s: ${there} of ${expected.length} packages`);
	}, 5000);
	return () => clearInterval(timer);
}

/** Runs npm; returns what went wrong, if anything. */
async function install() {
	// One lint plugin carries an install script that refuses npm; none of our dependencies needs its script.
	const arguments_ = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	const shell = process.platform === 'win32';
	const npm = spawn('npm', arguments_, { cwd: root, stdio: 'inherit', shell });
	const end = showProgress();
	const problem = await new Promise((resolve) => {
		npm.on('error', ({ message }) => resolve(`npm could not be started: ${message}.`));
		npm.on('exit', (code) =>
			resolve(code === 0 ? undefined : 'npm ci failed. Is the npm registry reachable?'),
		);
	});
	end();
	return problem;
}

async function main() {
	if (isUpToDate()) return undefined;
	if (isLink()) {
		return `node_modules is a link to ${readlinkSync(modules)}, which does not hold what package-lock.json says. npm would delete what is there: remove the link, then run this again.`;
	}
	console.log('Installing the development dependencies (npm ci)');
	return await install();
}

const problem = await main();
if (problem) {
	console.error(problem);
	process.exitCode = 1;
}
