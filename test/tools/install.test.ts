import { spawnSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let clone: string;
const modules = () => join(clone, 'node_modules');
/** Something in node_modules that npm would delete before it installs. */
const mark = () => join(modules(), 'mark');

function npm(...arguments_: string[]): void {
	const { status, stderr } = spawnSync('npm', arguments_, { cwd: clone, encoding: 'utf8' });
	if (status !== 0) throw new Error(stderr);
}

/** Makes the lockfile require a package of this version, as `git pull` would. */
function demand(version: string): void {
	const source = join(clone, 'source');
	mkdirSync(source, { recursive: true });
	writeFileSync(join(source, 'package.json'), JSON.stringify({ name: 'thing', version }));
	npm('pack', './source');
	const dependencies = { thing: `file:thing-${version}.tgz` };
	writeFileSync(
		join(clone, 'package.json'),
		JSON.stringify({ name: 'clone', private: true, dependencies }),
	);
	npm('install', '--package-lock-only', '--offline');
}

function install(): { status: number | null; stdout: string; stderr: string } {
	return spawnSync(process.execPath, ['tools/install.mjs'], { cwd: clone, encoding: 'utf8' });
}

const installedVersion = (): unknown =>
	(JSON.parse(readFileSync(join(modules(), 'thing/package.json'), 'utf8')) as { version: string })
		.version;

beforeEach(() => {
	clone = mkdtempSync(join(tmpdir(), 'clone-'));
	mkdirSync(join(clone, 'tools'));
	cpSync(join(__dirname, '../../tools/install.mjs'), join(clone, 'tools/install.mjs'));
	demand('1.0.0');
});

afterEach(() => rmSync(clone, { recursive: true, force: true }));

describe('the installer of the development dependencies', () => {
	it('installs what the lockfile says on a fresh clone, and says so', () => {
		const { status, stdout } = install();

		expect(status).toBe(0);
		expect(stdout).toContain('Installing the development dependencies');
		expect(installedVersion()).toBe('1.0.0');
	});

	it('leaves everything as it is when only the time of the lockfile changed', () => {
		install();
		writeFileSync(mark(), '');
		utimesSync(join(clone, 'package-lock.json'), new Date(), new Date(Date.now() + 60_000));

		expect(install()).toMatchObject({ status: 0, stdout: '' });
		expect(existsSync(mark())).toBe(true);
	});

	it('installs again when the lockfile says something else, whatever its time', () => {
		install();
		demand('2.0.0');
		utimesSync(join(clone, 'package-lock.json'), new Date(0), new Date(0));

		expect(install().status).toBe(0);
		expect(installedVersion()).toBe('2.0.0');
	});

	it('deletes nothing through a link', () => {
		install();
		const elsewhere = join(clone, 'elsewhere');
		renameSync(modules(), elsewhere);
		symlinkSync(elsewhere, modules());
		writeFileSync(mark(), '');

		expect(install()).toMatchObject({ status: 0, stderr: '' });
		demand('2.0.0');
		const { status, stderr } = install();

		expect(status).toBe(1);
		expect(stderr).toContain(`node_modules is a link to ${elsewhere}`);
		expect(stderr).toContain('remove the link');
		expect(existsSync(mark())).toBe(true);
		expect(installedVersion()).toBe('1.0.0');
	});
});
