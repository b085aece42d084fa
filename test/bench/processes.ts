import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { dirname, join, resolve } from 'node:path';

export const root = resolve(__dirname, '..', '..');
export const tsx = join(dirname(require.resolve('tsx/package.json')), 'dist', 'cli.mjs');

/** Starts the server in its own process, which ends with this one at the latest. */
export async function startServer(): Promise<{ url: string; stop(): void }> {
	const child = spawn(process.execPath, [tsx, join(__dirname, 'server.ts')], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const lines = createInterface(child.stdout);
	const port = await new Promise<string>((resolve, reject) => {
		lines.once('line', resolve);
		child.once('exit', () => reject(new Error('The server of the benchmark ended')));
	});
	child.removeAllListeners('exit');
	return { url: `http://127.0.0.1:${port}`, stop: () => void child.stdin.end() };
}

/** A measurement of `worker.ts` in its own process. */
export async function measure<Result>(name: string, options: object = {}): Promise<Result> {
	const worker = join(__dirname, 'worker.ts');
	const flags = [tsx, '--expose-gc', worker, name, JSON.stringify(options)];
	// As in n8n, where nobody reads `debug`, it costs nothing; when silent, each line is composed.
	const env = { ...process.env, N8N_LOG_LEVEL: 'error' };
	const stdout = await new Promise<string>((resolve, reject) => {
		execFile(process.execPath, flags, { maxBuffer: 1e8, cwd: root, env }, (error, out, err) => {
			if (error) reject(new Error(`${name}: ${err || error.message}`));
			else resolve(out);
		});
	});
	return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Result;
}
