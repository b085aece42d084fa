// `npm run release -- minor`: version, changelog, commit and tag; `--dry-run` only says what it would do.
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Problem } from '../n8n/problem';
import { planned, write } from './plan';

const root = resolve(__dirname, '..', '..');

function git(...arguments_: string[]): string {
	return execFileSync('git', arguments_, { cwd: root, encoding: 'utf8' }).trim();
}

function main(): void {
	const { values, positionals } = parseArgs({
		options: { 'dry-run': { type: 'boolean', default: false } },
		allowPositionals: true,
	});
	const plan = planned(root, positionals[0] ?? '');
	if (git('status', '--porcelain') !== '') throw new Problem('Commit or stash your changes first.');
	const tag = `v${plan.version}`;
	if (git('tag', '--list', tag) !== '') throw new Problem(`The tag ${tag} is there already.`);
	console.log(`Testing, for ${tag}`);
	try {
		execFileSync('npm', ['test'], { cwd: root, stdio: 'inherit' });
	} catch {
		throw new Problem('The tests fail: nothing was released.');
	}
	console.log(`${tag}\n\n${plan.notes}\n`);
	if (values['dry-run']) {
		console.log('Nothing was changed: this was a dry run.');
		return;
	}
	const files = write(root, plan);
	if (git('status', '--porcelain') !== '') {
		git('add', ...files);
		git('commit', '--message', `Release ${plan.version}`);
	}
	git('tag', '--annotate', tag, '--message', plan.notes);
	console.log(`Tagged. To publish: git push --follow-tags`);
}

try {
	main();
} catch (error) {
	console.error(error instanceof Problem ? error.message : error);
	process.exitCode = 1;
}
