import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { run } from './commands.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const manifests = ['package.json', 'package-lock.json'];

/** Installs n8n's package scanner into `cache` unless it is there; returns its module and its ESLint. */
export async function loadScanner(cache) {
	const hash = createHash('sha256');
	for (const name of manifests) hash.update(readFileSync(join(here, name)));
	const folder = join(cache, hash.digest('hex').slice(0, 12));
	const done = join(folder, '.complete');
	if (!existsSync(done)) {
		console.log("Installing n8n's package scanner, once for this clone");
		mkdirSync(folder, { recursive: true });
		for (const name of manifests) copyFileSync(join(here, name), join(folder, name));
		// One lint plugin carries an install script that refuses npm.
		const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
		run('npm', ['ci', ...flags], { cwd: folder });
		writeFileSync(done, '');
	}
	const path = join(folder, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs');
	const scanner = await import(pathToFileURL(path).href);
	const load = createRequire(path);
	return { ...scanner, ESLint: load('eslint').ESLint, glob: load('fast-glob') };
}

/**
 * Returns what the scanner finds in the files of `folder` that match `patterns`: its own verdict and,
 * since that ignores warnings, every message of the same rules as a line of text.
 */
export async function scanFolder(scanner, folder, patterns) {
	const verdict = await scanner.analyzePackage(folder, patterns);
	const eslint = new scanner.ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await scanner.buildScanConfig(),
	});
	const ignore = ['node_modules/**', '**/package-lock.json'];
	const files = scanner.glob.sync(patterns, { cwd: folder, absolute: true, ignore });
	const results = await eslint.lintFiles(files);
	const findings = results.flatMap(({ filePath, messages }) =>
		messages.map(
			({ line, severity, message, ruleId }) =>
				`${filePath.slice(folder.length + 1)}:${line} ${severity === 2 ? 'error' : 'warning'} ${message} (${ruleId})`,
		),
	);
	if (!verdict.passed && findings.length === 0) findings.push(verdict.message);
	return { files: files.length, findings };
}
