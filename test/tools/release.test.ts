import { spawnSync } from 'node:child_process';
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');
let folder: string;

const path = (name: string): string => join(folder, name);
const read = (name: string): string => readFileSync(path(name), 'utf8');
const version = (): unknown => (JSON.parse(read('package.json')) as { version: string }).version;

function run(command: string, ...arguments_: string[]) {
	return spawnSync(command, arguments_, { cwd: folder, encoding: 'utf8' });
}

const git = (...arguments_: string[]): string => run('git', ...arguments_).stdout.trim();
const release = (...arguments_: string[]) => {
	const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
	return run(process.execPath, tsx, 'tools/release/release.ts', ...arguments_);
};

/** A repository with the release programs, whose tests pass or fail as chosen. */
function repository(changelog: string, test = 'node --version'): void {
	folder = mkdtempSync(join(tmpdir(), 'release-'));
	for (const name of ['tools/release', 'tools/n8n/problem.ts']) {
		mkdirSync(path('tools/n8n'), { recursive: true });
		cpSync(join(root, name), path(name), { recursive: true });
	}
	symlinkSync(join(root, 'node_modules'), path('node_modules'));
	const name = { name: 'x', version: '0.1.0' };
	writeFileSync(path('package.json'), JSON.stringify({ ...name, scripts: { test } }, null, 1));
	const lockfile = { ...name, packages: { '': name, 'node_modules/a': { version: '0.1.0' } } };
	writeFileSync(path('package-lock.json'), JSON.stringify(lockfile, null, 1));
	writeFileSync(path('CHANGELOG.md'), changelog);
	writeFileSync(path('.gitignore'), 'node_modules\n');
	git('init', '--quiet');
	git('config', 'user.email', 'test@example.com');
	git('config', 'user.name', 'Test');
	git('add', '.');
	git('commit', '--quiet', '--message', 'Begin');
}

const CHANGELOG = '# Changelog\n\n## Unreleased\n\n- **New**: a thing.\n\n## 0.1.0\n\nFirst.\n';

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a release', () => {
	it('counts the version on, names the changes and tags them', () => {
		repository(CHANGELOG);
		expect(release('minor')).toMatchObject({ status: 0, stderr: '' });

		expect(version()).toBe('0.2.0');
		const { packages } = JSON.parse(read('package-lock.json')) as { packages: object };
		expect(packages).toEqual({
			'': { name: 'x', version: '0.2.0' },
			'node_modules/a': { version: '0.1.0' },
		});
		expect(read('CHANGELOG.md')).toBe(CHANGELOG.replace('Unreleased', '0.2.0'));
		expect(git('log', '-1', '--format=%s')).toBe('Release 0.2.0');
		expect(git('tag', '--list', '-n9', 'v0.2.0')).toContain('- **New**: a thing.');
		expect(git('status', '--porcelain')).toBe('');
	});

	it('of the version that package.json has already is a tag and nothing else', () => {
		repository(CHANGELOG);
		expect(release('0.1.0').status).toBe(0);
		expect(git('tag', '--list', '-n9')).toContain('First.');
		expect(git('log', '-1', '--format=%s')).toBe('Begin');
	});

	it('that is only tried says what it would do, and does nothing', () => {
		repository(CHANGELOG);
		const { status, stdout } = release('patch', '--dry-run');

		expect(status).toBe(0);
		expect(stdout).toContain('v0.1.1\n\n- **New**: a thing.');
		expect(version()).toBe('0.1.0');
		expect(git('tag', '--list')).toBe('');
		expect(git('status', '--porcelain')).toBe('');
	});

	it.each([
		['major', CHANGELOG, 'exit 1', 'The tests fail: nothing was released.'],
		[
			'minor',
			'# Changelog\n\n## Unreleased\n\n## 0.1.0\n\nFirst.\n',
			'exit 0',
			'says nothing under',
		],
		['minor', '# Changelog\n\n## 0.1.0\n\nFirst.\n', 'exit 0', 'says nothing under'],
		['tiny', CHANGELOG, 'exit 0', 'Say what to release'],
	])('is refused: %s of %j when the tests do "%s"', (step, changelog, test, problem) => {
		repository(changelog, test);
		const { status, stderr } = release(step);
		expect(status).toBe(1);
		expect(stderr).toContain(problem);
		expect(version()).toBe('0.1.0');
		expect(git('tag', '--list')).toBe('');
	});

	it('is refused when something is not committed, or tagged already', () => {
		repository(CHANGELOG);
		git('tag', 'v0.2.0');
		expect(release('minor').stderr).toContain('The tag v0.2.0 is there already');
		writeFileSync(path('new'), '');
		expect(release('major').stderr).toContain('Commit or stash');
	});
});
