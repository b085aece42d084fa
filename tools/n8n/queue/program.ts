import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { toolEnvironment } from '../environment';
import { Problem } from '../problem';
import { CommandFailed, run } from '../processes';

/**
 * Finds a program in the PATH or in Debian's folders for it. If there is none, installs the Debian package
 * of it as root; elsewhere throws a Problem that says what to install.
 */
export async function systemProgram(
	name: string,
	debianPackage: string,
	folders: () => string[] = () => [],
): Promise<string> {
	const found = find(name, folders());
	if (found !== undefined) return found;
	await install(name, debianPackage);
	const installed = find(name, folders());
	if (installed !== undefined) return installed;
	throw new Problem(`The Debian package ${debianPackage} has no program ${name}: install one.`);
}

/** Debian keeps one folder for each version of PostgreSQL, outside the PATH. */
export function postgresFolders(): string[] {
	const root = '/usr/lib/postgresql';
	if (!existsSync(root)) return [];
	const versions = readdirSync(root).sort((one, other) => Number(other) - Number(one));
	return versions.map((version) => join(root, version, 'bin'));
}

function find(name: string, folders: string[]): string | undefined {
	const path = (process.env.PATH ?? '').split(delimiter);
	return [...folders, ...path].map((folder) => join(folder, name)).find(existsSync);
}

async function install(name: string, debianPackage: string): Promise<void> {
	const advice = `Queue mode needs ${name}: install it (Debian: apt-get install ${debianPackage}) and run this again.`;
	if (process.getuid?.() !== 0 || find('apt-get', []) === undefined) throw new Problem(advice);
	const folder = mkdtempSync(join(tmpdir(), 'apt-get-'));
	const options = {
		log: join(folder, 'log'),
		cwd: folder,
		env: { ...toolEnvironment(), DEBIAN_FRONTEND: 'noninteractive' },
	};
	const flags = ['install', '--yes', '--no-install-recommends', debianPackage];
	try {
		await run('apt-get', ['update'], options);
		await run('apt-get', flags, options);
	} catch (error) {
		if (!(error instanceof CommandFailed)) throw error;
		throw new Problem(`${advice} apt-get said:\n${error.message}`);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
