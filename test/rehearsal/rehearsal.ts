// `npm run rehearse`: what publishing comes to, on a copy: adopt the tree, cut the packages for one
// service, check and pack each, install it by hand as its README says and run it in each n8n. With
// `--quick`, the cuts take what is installed here, their linter is the scanner's, and one file of tests stands for all.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { servicesIn } from '../../tools/cut/services';
import type { Service } from '../../tools/cut/services';
import { runToEnd } from '../../tools/demo/end';
import type { AtEnd } from '../../tools/demo/end';
import { openHouse } from '../../tools/demo/house';
import { tell } from '../../tools/demo/report';
import { n8nVersions } from '../../tools/n8n';
import type { N8nVersion } from '../../tools/n8n';
import { installedByHand } from './by-hand';
import { adoptedCopy, linkInto, npm, packed, scope } from './publisher';
import { differences, runs } from './runs';

interface Package {
	word: string;
	name: string;
	source: string;
	tarball: string;
}

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const rows: string[] = [];
let failed = 0;

/** Does one thing and keeps its seconds for the table. */
async function timed<T>(version: string, what: string, work: () => T | Promise<T>): Promise<T> {
	const began = Date.now();
	const result = await work();
	const seconds = ((Date.now() - began) / 1000).toFixed(1);
	rows.push(`| ${version} | ${what} | ${seconds} |`);
	tell(`${what}: ${seconds} s`);
	return result;
}

function judge(version: string, name: string, wrong: string[]): void {
	for (const line of wrong) console.log(`  FAIL  ${name} in n8n ${version}: ${line}`);
	failed += wrong.length;
}

async function cutPackage(
	copy: string,
	folder: string,
	{ word, name: folderName }: Service,
): Promise<Package> {
	const source = join(folder, word);
	const name = `${scope}/n8n-nodes-${word}`;
	const step = async (what: string, work: () => void) => await timed('', `${name}: ${what}`, work);
	await step('cut', () => npm(copy, 'run', 'cut', '--', word, '--out', source));
	if (values.quick) {
		linkInto(source, 'node_modules');
		const tests = ['messages', 'trigger'].map((name) =>
			join('test', folderName, `${name}.test.ts`),
		);
		const some = tests.find((path) => existsSync(join(source, path)))!;
		await step('some of the tests', () => npm(source, 'exec', '--', 'jest', '-w', '1', some));
	} else {
		await step('npm ci', () => npm(source, 'ci'));
		await step('npm test', () => npm(source, 'test'));
	}
	linkInto(source, '.cache/scan');
	// It builds, too.
	await step('scan of sources and tarball', () => npm(source, 'run', 'scan'));
	return { word, name, source, tarball: packed(source) };
}

/** Installs packages in a home of their own and runs each in n8n. */
async function runIn(version: N8nVersion, packages: Package[]): Promise<void> {
	const closers: Array<() => unknown> = [];
	const atEnd: AtEnd = (closer) => closers.push(closer);
	try {
		const house = await openHouse(atEnd, {
			version,
			nodes: async (home) => {
				for (const [index, { name, source, tarball }] of packages.entries()) {
					const there = await timed(version, `${name}: install by hand`, () =>
						installedByHand(source, tarball, home),
					);
					const wanted = packages.slice(0, index + 1).map((each) => each.name);
					judge(version, name, differences('The folder', there.sort(), wanted.sort()));
				}
			},
		});
		for (const { word, name } of packages) {
			const wrong = await timed(version, `${name}: run`, () => runs[word](house, name));
			judge(version, name, wrong);
		}
	} finally {
		for (const close of closers.reverse()) await close();
	}
}

runToEnd(async (atEnd, isEnding) => {
	const folder = mkdtempSync(join(tmpdir(), 'rehearsal-'));
	atEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
	const copy = await timed('', 'copy and adopt', () => adoptedCopy(join(folder, 'copy')));
	const cuts: Package[] = [];
	for (const service of servicesIn(copy)) cuts.push(await cutPackage(copy, folder, service));
	const name = 'n8n-nodes-twake-chatwoot';
	await timed('', `${name}: build`, () => npm(copy, 'run', 'build'));
	const all = { word: 'all', name, source: copy, tarball: packed(copy) };
	for (const version of n8nVersions) {
		for (const packages of [cuts, [all]]) {
			if (isEnding()) return 1;
			await runIn(version, packages);
		}
	}
	console.log(['| n8n | What | Seconds |', '|---|---|---|', ...rows].join('\n'));
	tell(failed > 0 ? 'Not all was as it should be.' : 'All was as it should be.');
	return failed > 0 ? 1 : 0;
});
