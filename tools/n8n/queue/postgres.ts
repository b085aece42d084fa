import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { toolEnvironment } from '../environment';
import { freePorts, run, start, stop } from '../processes';
import { ready } from '../server';
import { postgresFolders, systemProgram } from './program';
import type { Service } from './redis';

/** The role that owns the database; it needs no password, and nobody outside this machine gets in. */
export const role = 'n8n';

/** For speed, at the price of what would survive a power cut. */
const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** Starts a PostgreSQL with an empty database, in a folder of its own that goes with it. */
export async function startPostgres(log: string): Promise<Service> {
	const folder = dirname(await systemProgram('initdb', 'postgresql', postgresFolders));
	const place = mkdtempSync(join(tmpdir(), 'postgres-'));
	const [port] = await freePorts(1);
	const prefix = asOrdinaryUser(place);
	const command = (program: string, ...rest: string[]) => {
		const [first, ...others] = [...prefix, join(folder, program), ...rest];
		return [first, others] as const;
	};
	const data = join(place, 'data');
	const options = { log, cwd: place, env: toolEnvironment() };
	const locale = ['--encoding=UTF8', '--no-locale', '--auth=trust', '--no-sync'];
	await run(...command('initdb', '-D', data, '-U', role, ...locale), options);
	const flags = ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', ''];
	const tuned = [...settings, 'max_connections=200'].flatMap((each) => ['-c', each]);
	const child = start(...command('postgres', ...flags, ...tuned), { ...options, remove: place });
	await ready(child, log, async () => isReady(join(folder, 'pg_isready'), port));
	return { port, close: async () => await stop(child) };
}

/** PostgreSQL refuses to run as root: what to put before its commands, and a folder that they may use. */
function asOrdinaryUser(place: string): string[] {
	if (process.getuid?.() !== 0) return [];
	const user = idOf('postgres') ?? idOf('nobody')!;
	chownSync(place, user, user);
	chmodSync(place, 0o700);
	return ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups'];
}

function idOf(name: string): number | undefined {
	try {
		return Number(execFileSync('id', ['-u', name], { encoding: 'utf8', stdio: 'pipe' }));
	} catch {
		return undefined;
	}
}

function isReady(program: string, port: number): boolean {
	try {
		execFileSync(program, ['-h', '127.0.0.1', '-p', String(port)], { stdio: 'pipe' });
		return true;
	} catch {
		return false;
	}
}
