import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { alone, cacheFolder } from './cache';
import { toolEnvironment } from './environment';
import { Problem } from './problem';
import { CommandFailed, run } from './processes';

/**
 * Installs one npm package without dependencies (`name@version`) into the cache unless it is there;
 * returns its folder. For tools that neither the package nor its tests need.
 */
export async function installTool(name: string, version: string): Promise<string> {
	const folder = join(cacheFolder(), `${name}-${version}`);
	const installed = join(folder, 'node_modules', name);
	await alone(`${folder}.lock`, async () => {
		if (existsSync(join(folder, '.complete'))) return;
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
		const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
		await runInstaller('npm', ['install', ...flags, `${name}@${version}`], folder);
		writeFileSync(join(folder, '.complete'), '');
	});
	return installed;
}

/**
 * Runs an installing command in `folder`; its output goes to install.log there, where `problemIn`
 * finds what went wrong.
 */
export async function runInstaller(
	command: string,
	arguments_: string[],
	folder: string,
	problemIn: (output: string) => string | undefined = () => undefined,
): Promise<void> {
	const log = join(folder, 'install.log');
	writeFileSync(log, '');
	try {
		await run(command, arguments_, {
			log,
			cwd: folder,
			env: { ...headers(), ...toolEnvironment() },
		});
	} catch (error) {
		throw error instanceof CommandFailed ? explain(error, problemIn(error.output)) : error;
	}
}

/** node-gyp compiles sqlite3 and would download Node's headers even if they are next to Node. */
function headers(): NodeJS.ProcessEnv {
	const prefix = resolve(dirname(process.execPath), '..');
	const present = existsSync(join(prefix, 'include', 'node', 'node_api.h'));
	return present ? { npm_config_nodedir: prefix } : {};
}

function explain(failure: CommandFailed, problem?: string): Error {
	if (failure.missing) {
		return new Problem('npm was not found: install Node.js with npm and run this again.');
	}
	if (/gyp ERR!/.test(failure.output)) {
		return new Problem(
			`n8n's sqlite3 could not be compiled: install python3, make and a C++ compiler and run this again (details: ${failure.log}).`,
		);
	}
	if (failure.offline) {
		return new Problem(
			'The npm registry cannot be reached: the first run needs it once, to install n8n.',
		);
	}
	return problem === undefined ? failure : new Problem(`The installation failed: ${problem}`);
}
