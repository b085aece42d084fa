import type { Result } from './judge/cases';
import { failure } from './judge/cases';
import type { Options } from './options';
import { readOptions } from './options';
import type { Passing, Service } from './passing';
import { readPassing, updatePassing, writePassing } from './passing';
import type { Run } from './run';
import { runChatwoot, runMatrix, runTwake } from './run';
import { show } from './show';

/**
 * Replays the recordings of the real servers on the sandboxes. Fails when a case that held does not
 * hold any more; with other recordings (--chatwoot DIR, --twake DIR, --matrix DIR) when any case does not hold.
 */
async function main(): Promise<void> {
	const options = readOptions();
	const passing = readPassing();
	let lost = 0;
	for (const service of ['chatwoot', 'twake', 'matrix'] as const) {
		const folder = options.folders[service];
		if (!folder) continue;
		if (options.show) show(folder, options.only);
		const outcome = await run(service, folder, options, passing);
		lost += report(service, outcome, options, passing);
	}
	if (options.update) writePassing(passing);
	process.exit(lost ? 1 : 0);
}

function run(
	service: Service,
	folder: string,
	{ only, patient }: Options,
	passing: Passing,
): Promise<Run> {
	if (service === 'twake') return runTwake(folder, only);
	if (service === 'matrix') return runMatrix(folder, only);
	const expected = new Set(passing.chatwoot);
	return runChatwoot(folder, only, (number) => expected.has(number), patient);
}

/** Prints the results and returns how many cases fail that should not. */
function report(
	service: Service,
	{ results, skipped }: Run,
	{ foreign, only, verbose, showSkipped, update, allowLoss }: Options,
	passing: Passing,
): number {
	const expected = new Set(passing[service]);
	if (!foreign && !only) results.push(...missing(expected, results));
	const failed = results.filter(({ problems }) => problems.length);
	const lost = failed.filter(({ number }) => foreign || expected.has(number));
	const open = failed.length - lost.length;
	const unexplained = foreign ? [] : skipped.filter(({ reason }) => reason === undefined);
	const counts = [
		`${results.length - failed.length} passed`,
		`${lost.length} failed`,
		`${open} not covered yet`,
		...(skipped.length > 0 ? [`${skipped.length} skipped`] : []),
	];
	console.log(`${service}: ${counts.join(', ')}`);
	for (const result of verbose ? failed : lost) print(result, verbose ? Infinity : 3);
	for (const { number, title, reason } of showSkipped ? skipped : unexplained) {
		console.log(`  SKIPPED ${number} ${title}: ${reason ?? 'nobody has said why'}`);
	}
	if (update) {
		const numbers = (list: Result[]) => list.map(({ number }) => number);
		const passed = numbers(results.filter(({ problems }) => !problems.length));
		updatePassing(passing, service, { passed, failed: numbers(failed) }, allowLoss);
	}
	return update && allowLoss ? 0 : lost.length + unexplained.length;
}

/** A case that should hold but no longer exists counts as lost too. */
function missing(expected: Set<string>, results: Result[]): Result[] {
	const there = new Set(results.map(({ number }) => number));
	const gone = [...expected].filter((number) => !there.has(number));
	const problem = failure('recordings', 'no such case, or it is skipped');
	return gone.map((number) => ({ number, title: '', problems: [problem] }));
}

function print({ number, title, problems }: Result, most: number): void {
	console.log(`  FAIL ${number} ${title}`);
	for (const { where, path, recorded, actual } of problems.slice(0, most))
		console.log(`       ${where} ${path}: recorded ${recorded}, got ${actual}`);
}

void main();
