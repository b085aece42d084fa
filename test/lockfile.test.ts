import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../package.json';

interface Entry {
	integrity?: string;
	resolved?: string;
	hasInstallScript?: boolean;
	gypfile?: boolean;
}

const root = join(__dirname, '..');
const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
const { packages } = read('package-lock.json') as { packages: Record<string, Entry> };
const entries = Object.entries(packages).filter(([path]) => path !== '');
const those = (is: (entry: Entry) => boolean) =>
	entries.filter(([, entry]) => is(entry)).map(([path]) => path);

/** Whether npm would run something when it installs the package. */
function wantsToRun(path: string): boolean {
	if (!existsSync(join(root, path, 'package.json'))) return false;
	if (existsSync(join(root, path, 'binding.gyp'))) return true;
	const { scripts = {} } = read(join(path, 'package.json')) as { scripts?: object };
	return ['preinstall', 'install', 'postinstall'].some((name) => name in scripts);
}

/**
 * Plain `npm ci` and `npm install` run no script of a dependency: one refuses npm, others compile for
 * minutes, and not for every Node. If one of these fails, `npm run lockfile` mends it.
 */
describe('the lockfile', () => {
	const denied = Object.keys(packageJson.allowScripts).map((name) => `node_modules/${name}`);

	it('holds a hash for every package, also for other machines', () => {
		expect(entries.length).toBeGreaterThan(500);
		expect(those(({ integrity }) => integrity === undefined)).toEqual([]);
	});

	it('names no registry', () => {
		expect(those(({ resolved }) => resolved !== undefined)).toEqual([]);
	});

	it('notes no script and nothing to compile, for npm that does not read allowScripts', () => {
		expect(those(({ hasInstallScript }) => hasInstallScript !== undefined)).toEqual([]);
		expect(those(({ gypfile }) => gypfile === false).sort()).toEqual(denied.sort());
	});

	it('holds nothing that would run and is not denied in package.json', () => {
		const running = entries.map(([path]) => path).filter(wantsToRun);
		expect(running.filter((path) => !denied.includes(path))).toEqual([]);
	});
});
