import { spawnSync } from 'node:child_process';

/** What the person at the keyboard can fix: shown as one sentence. */
export class Problem extends Error {}

/** Runs a command and returns what it prints; throws with its output when it fails. */
export function run(command, arguments_, options = {}) {
	const shell = process.platform === 'win32';
	const result = spawnSync(command, arguments_, { encoding: 'utf8', shell, ...options });
	if (result.error) throw new Problem(`${command} could not be started: ${result.error.message}.`);
	if (result.status === 0) return result.stdout;
	const output = `${result.stdout}${result.stderr}`;
	if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT/.test(output)) {
		throw new Problem('The npm registry cannot be reached: the first scan needs it once.');
	}
	throw new Error(`${command} ${arguments_.join(' ')} failed:\n${output.trim()}`);
}
