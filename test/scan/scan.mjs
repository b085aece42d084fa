// `npm run scan`: what n8n's reviewers check before they list a community package, on the sources and
// on the packed tarball, without exceptions: errors and warnings both count.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from './commands.mjs';
import { loadScanner, scanFolder } from './scanner.mjs';
import { contentFindings, filesBelow, loadTimes, packAndUnpack } from './tarball.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const published = ['nodes', 'credentials'];

/** Comments that switch a rule off; the scanner ignores them, so they would only mislead. */
function disableComments() {
	const files = published.flatMap((name) => filesBelow(root, name));
	return files.flatMap((name) =>
		readFileSync(join(root, name), 'utf8')
			.split('\n')
			.flatMap((line, index) =>
				/eslint-disable|@ts-(ignore|nocheck|expect-error)/.test(line)
					? [`${name}:${index + 1} ${line.trim()}`]
					: [],
			),
	);
}

function report(title, findings) {
	console.log(`${findings.length === 0 ? 'ok  ' : 'FAIL'} ${title}`);
	for (const finding of findings) console.log(`       ${finding}`);
	return findings.length;
}

async function scan(folder) {
	const scanner = await loadScanner(join(root, '.cache', 'scan'));
	const packed = packAndUnpack(root, folder);
	let count = report('no comment disables a rule', disableComments());
	const contents = `tarball: only what n8n needs, ${(packed.size / 1000).toFixed(1)} kB`;
	count += report(contents, contentFindings(packed));
	const lints = [
		['sources', root, scanner.SOURCE_FILE_PATTERNS],
		['tarball as published', packed.unpacked, ['**/*.js', 'package.json']],
		['tarball, every file', packed.unpacked, ['**/*.js', '**/*.ts', '**/*.json']],
	];
	for (const [title, where, patterns] of lints) {
		const { files, findings } = await scanFolder(scanner, where, patterns);
		const none = files === 0 ? ['no file was found'] : [];
		count += report(`n8n's scanner, ${title}: ${files} files`, [...findings, ...none]);
	}
	for (const [name, time] of loadTimes(packed.unpacked, root)) {
		console.log(`     ${name} loads in ${time.toFixed(1)} ms`);
	}
	return count;
}

const folder = mkdtempSync(join(tmpdir(), 'scan-'));
try {
	const count = await scan(folder);
	console.log(count === 0 ? 'Scan passed.' : `Scan failed: ${count} findings.`);
	process.exitCode = count === 0 ? 0 : 1;
} catch (error) {
	console.error(error instanceof Problem ? error.message : error);
	process.exitCode = 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
