// `npm run test:n8n-versions`: the tests that use n8n's engine, on the versions that people have.
// With `--quick`, only where they differ: errors, retries, logins and uploads.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installTool, repository } from '../../tools/n8n';

/** n8n 1.123, the last 1.x, and a 2.x that wipes the causes of errors (n8n.md §9). */
const OLDER = ['1.122.48', '2.14.1'];
const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });

const QUICK = [
	'test/shared/(download|limits|login|multipart|request|thrown-errors)',
	'test/[^/]+/(files|tokens)',
	'test/(credential-tests|untrusted-certificates)',
];

/** Where older versions of n8n cannot do what the newest can (n8n.md §9). */
const NEWEST_ONLY = {
	files: ['trigger-files'],
	cases: [
		'Download Attachments',
		'downloadAttachments',
		'files of somebody else',
		'is not answered by the address of an earlier question',
		'takes content, type and conversation from each item',
	],
};

/** The tests of the nodes and of what they share. */
function allOfNodes(): string[] {
	const folders = readdirSync(join(repository, 'nodes'));
	const tested = [...folders, 'faults', 'hostile', 'credential-tests', 'untrusted-certificates'];
	return tested.map((name) => join('test', name));
}

/** Runs the tests with n8n-core from `folder`, or with the one that is installed here. */
function passesWith(folder: string | undefined): boolean {
	const jest = join(repository, 'node_modules', 'jest', 'bin', 'jest.js');
	const { files, cases } = NEWEST_ONLY;
	const without = ['--testPathIgnorePatterns', ...files, '-t', `^(?!.*(${cases.join('|')}))`];
	const chosen = [...(values.quick ? QUICK : allOfNodes()), ...(folder ? without : [])];
	// A connection left open by an old engine must not block the run.
	const { status } = spawnSync(process.execPath, [jest, '--forceExit', ...chosen], {
		cwd: repository,
		stdio: 'inherit',
		env: { ...process.env, ...(folder && { N8N_CORE_FOLDER: folder }) },
	});
	return status === 0;
}

/** The folder in which n8n-core is installed, without anything to compile: its scripts do not run. */
async function folderOf(version: string): Promise<string> {
	return join(await installTool('n8n-core', version), '..', '..');
}

async function main(): Promise<void> {
	const failed: string[] = [];
	const began = Date.now();
	for (const version of OLDER) {
		console.log(`== n8n-core ${version}`);
		if (!passesWith(await folderOf(version))) failed.push(version);
		console.log(`== ${Math.round((Date.now() - began) / 1000)} s`);
	}
	// `npm test` has done that already.
	if (!values.quick && !passesWith(undefined)) failed.push('the one installed');
	if (failed.length > 0) console.error(`Not as it should be with n8n-core ${failed.join(', ')}`);
	process.exitCode = failed.length > 0 ? 1 : 0;
}

void main();
