import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Problem } from './problem';

export interface StartOptions {
	/** The file for the command's output. */
	log: string;
	cwd: string;
	env: NodeJS.ProcessEnv;
	/** A folder that must not outlive the command. */
	remove?: string;
	/** How long it has to end by itself when it is stopped, in ms; 6000 unless told. */
	patience?: number;
}

/** Starts a command under the guard: it and its children end when this process does, however. */
export function start(command: string, arguments_: string[], options: StartOptions): ChildProcess {
	const guard = [join(__dirname, 'guard.mjs')];
	if (options.remove !== undefined) guard.push('--remove', options.remove);
	if (options.patience !== undefined) guard.push('--patience', String(options.patience));
	const output = openSync(options.log, 'a');
	const child = spawn(process.execPath, [...guard, command, ...arguments_], {
		cwd: options.cwd,
		env: options.env,
		stdio: ['pipe', output, output],
		detached: true,
	});
	closeSync(output);
	child.once('exit', () => killGroup(child));
	return child;
}

/**
 * Ends a command started by `start`, with everything it started; returns when it is gone. Its
 * folder can be kept for the next one.
 */
export async function stop(child: ChildProcess, { keepFolder = false } = {}): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = once(child, 'exit');
	if (keepFolder) child.kill('SIGUSR2');
	child.stdin?.end();
	await gone;
}

/** Ends a command started by `start` and everything it started without a warning, as a crash does. */
export async function crash(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = once(child, 'exit');
	killGroup(child);
	await gone;
}

/** Runs a command to its end. If it fails, throws an error with the output. */
export async function run(command: string, arguments_: string[], options: StartOptions) {
	const child = start(command, arguments_, options);
	const [code] = (await once(child, 'exit')) as [number | null];
	if (code !== 0) throw new CommandFailed(command, readFileSync(options.log, 'utf8'), options.log);
}

export class CommandFailed extends Problem {
	constructor(
		command: string,
		readonly output: string,
		readonly log: string,
	) {
		super(`${command} failed:\n${lastLines(output, 15)}`);
	}

	/** Whether the command failed because it could not reach a server. */
	get offline(): boolean {
		return /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|ENOTCACHED|META_FETCH_FAIL|NO_OFFLINE/.test(
			this.output,
		);
	}

	/** Whether the command itself is not installed. */
	get missing(): boolean {
		return /^spawn \S+ ENOENT$/m.test(this.output);
	}
}

export function lastLines(text: string, count: number): string {
	return text.trimEnd().split('\n').slice(-count).join('\n');
}

/** Finds distinct loopback ports that are free now. */
export async function freePorts(count: number): Promise<number[]> {
	const servers = await Promise.all(Array.from({ length: count }, listen));
	const ports = servers.map((server) => {
		const address = server.address();
		if (address === null || typeof address === 'string') throw new Problem('No free port found.');
		return address.port;
	});
	await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
	return ports;
}

async function listen() {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	return server;
}

/** The guard ends its group itself; otherwise this does. */
function killGroup(child: ChildProcess): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, 'SIGKILL');
	} catch {
		// The group is empty, as it should be.
	}
}
