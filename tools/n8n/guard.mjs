// `node guard.mjs [--remove <folder>] [--patience <ms>] <command> [arguments]` runs a command and everything
// it starts as one process group (the caller spawns it detached). The group ends when standard input closes,
// and that happens however the caller ends, even when it is killed. Then the folder is removed too,
// unless SIGUSR2 came before.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

let words = process.argv.slice(2);
let folder = option('--remove');
/** How long the group has to end by itself. */
const patience = Number(option('--patience') ?? 6000);
const [command, ...arguments_] = words;

const child = spawn(command, arguments_, { stdio: ['ignore', 'inherit', 'inherit'] });
let ending = false;

function option(name) {
	if (words[0] !== name) return undefined;
	const [, value, ...rest] = words;
	words = rest;
	return value;
}

function signalGroup(signal) {
	process.kill(-process.pid, signal);
}

function end() {
	if (ending) return;
	ending = true;
	signalGroup('SIGTERM');
	setTimeout(close, patience, 143);
}

function close(code) {
	if (folder !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	process.exitCode = code;
	if (ending) signalGroup('SIGKILL');
	process.exit();
}

process.on('SIGUSR2', () => (folder = undefined));
process.on('SIGTERM', end).on('SIGINT', end).on('SIGHUP', end);
process.stdin.on('end', end).on('error', end).resume();
child.on('error', (error) => {
	console.error(error.message);
	close(127);
});
child.on('exit', (code) => close(code ?? 1));
