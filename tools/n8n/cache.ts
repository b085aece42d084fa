import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const repository = resolve(__dirname, '..', '..');

/** Where n8n is installed: next to the sources, never in them; N8N_SANDBOX_CACHE moves it. */
export function cacheFolder(): string {
	return resolve(process.env.N8N_SANDBOX_CACHE ?? join(repository, '.cache', 'n8n'));
}

/** What every clone on this machine shares: pnpm's store, so that a second clone installs in seconds. */
export function sharedCacheFolder(): string {
	return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'n8n-nodes-twake-chatwoot');
}

/** Runs `work` while no other process does so under the same `lock` file; waits for its turn. */
export async function alone<T>(lock: string, work: () => Promise<T>): Promise<T> {
	mkdirSync(dirname(lock), { recursive: true });
	while (!take(lock)) {
		if (!isAlive(holder(lock))) rmSync(lock, { force: true });
		else await sleep(300);
	}
	try {
		return await work();
	} finally {
		rmSync(lock, { force: true });
	}
}

function take(lock: string): boolean {
	try {
		writeFileSync(lock, String(process.pid), { flag: 'wx' });
		return true;
	} catch {
		return false;
	}
}

function holder(lock: string): number {
	try {
		return Number(readFileSync(lock, 'utf8'));
	} catch {
		return 0;
	}
}

function isAlive(pid: number): boolean {
	if (!pid) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
