import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { startChatwoot } from '../../sandbox/chatwoot';
import { startMatrix } from '../../sandbox/matrix';
import { startTwake } from '../../sandbox/twake';
import type { ChatwootCase } from './chatwoot/recording';
import type { Patience } from './chatwoot/replay';
import { HASTY, PATIENT, replayChatwoot, SLOW } from './chatwoot/replay';
import { reasonToSkip } from './chatwoot/skipped';
import type { Problem, Result } from './judge/cases';
import { failure, numberOf, readCases, readJson } from './judge/cases';
import { Receiver } from './judge/receiver';
import type { MatrixCase } from './matrix/recording';
import { replayMatrix } from './matrix/replay';
import { RECORDINGS } from './options';
import { RELEASES } from './twake/releases';
import { merge, readRecordings, replayTwake } from './twake/replay';

export interface Run {
	results: Result[];
	/** Cases that differ even when replayed on the recorded server, and were not tried. */
	skipped: Skipped[];
}

interface Skipped {
	number: string;
	title: string;
	reason?: string;
}

/** Cases are independent there, and mostly wait. */
const WORKERS = 8;

export async function runChatwoot(
	folder: string,
	only: string | undefined,
	isExpected: (number: string) => boolean,
	patient: boolean,
): Promise<Run> {
	const unsteady = readJson<{ cases: object }>(folder, 'unsteady.json')?.cases ?? {};
	const all = readCases<ChatwootCase>(folder, only);
	// unsteady cases run if they held before, or on request
	const cases = all.filter(
		(file) => !(file.case in unsteady) || only !== undefined || isExpected(numberOf(file)),
	);
	const results: Result[] = [];
	const queue = [...cases];
	await Promise.all(
		Array.from({ length: Math.min(WORKERS, cases.length) }, async () => {
			const [sandbox, receiver] = await Promise.all([
				// A recording that counts up to a limit must not run across the start of a minute.
				startChatwoot({ limits: { window: Infinity } }),
				new Receiver().open(),
			]);
			for (let file = queue.shift(); file; file = queue.shift()) {
				const isPatient = patient || isExpected(numberOf(file));
				results.push(await judge(file, sandbox, receiver, isPatient, file.case in unsteady));
			}
			receiver.close();
			await sandbox.close();
		}),
	);
	results.sort((a, b) => (a.number < b.number ? -1 : 1));
	const skipped = all
		.filter((file) => !cases.includes(file))
		.map((file) => ({
			number: numberOf(file),
			title: file.title,
			reason: reasonToSkip(numberOf(file)),
		}));
	return { results, skipped };
}

async function judge(
	file: ChatwootCase,
	{ url }: ChatwootSandbox,
	receiver: Receiver,
	patient: boolean,
	isUnsteady: boolean,
): Promise<Result> {
	const replay = (patience: Patience, isLoose: boolean) =>
		replayChatwoot(file, url, receiver, patience, isLoose).catch((error) => [
			failure('replay', error),
		]);
	let problems = await replay(patient ? PATIENT : HASTY, isUnsteady);
	if (problems.length && patient) problems = await replay(SLOW, false);
	return { number: numberOf(file), title: file.title, problems };
}

/**
 * Cases build on each other there: all of them are replayed, even if only some are asked for, and
 * other recordings together with ours, and each release of the server on its own.
 */
export async function runTwake(folder: string, only: string | undefined): Promise<Run> {
	const wanted = new Set(readCases(folder, only).map(numberOf));
	const results: Result[] = [];
	for (const release of RELEASES) {
		const ours = readRecordings(RECORDINGS.twake, release);
		const recordings = merge(ours, readRecordings(folder, release));
		const [sandbox, receiver] = await Promise.all([startTwake({ release }), new Receiver().open()]);
		results.push(...(await replayTwake(recordings, sandbox.url, receiver)));
		receiver.close();
		await sandbox.close();
	}
	return { results: results.filter(({ number }) => wanted.has(number)), skipped: [] };
}

/** Tokens last four seconds there, syncs one: on a machine that stalls, a case gets further chances alone. */
const CHANCES = 3;

/** Every case is independent there, and some wait for seconds. */
export async function runMatrix(folder: string, only: string | undefined): Promise<Run> {
	const queue = readCases<MatrixCase>(folder, only);
	const results: Result[] = [];
	const failed: MatrixCase[] = [];
	const workers = Array.from({ length: Math.min(WORKERS, queue.length) }, async () => {
		for (let file = queue.shift(); file; file = queue.shift()) {
			const problems = await replayAlone(file);
			if (problems.length > 0) failed.push(file);
			else results.push({ number: numberOf(file), title: file.title, problems });
		}
	});
	await Promise.all(workers);
	for (const file of failed) {
		let problems: Problem[] = [];
		for (let chance = 0; chance < CHANCES; chance++) {
			problems = await replayAlone(file);
			if (problems.length === 0) break;
		}
		results.push({ number: numberOf(file), title: file.title, problems });
	}
	results.sort((a, b) => (a.number < b.number ? -1 : 1));
	return { results, skipped: [] };
}

/** In a server of its own: what an earlier case left to be delivered must not arrive in this one. */
async function replayAlone(file: MatrixCase): Promise<Problem[]> {
	const [sandbox, receiver] = await Promise.all([startMatrix(), new Receiver().open()]);
	try {
		return await replayMatrix(file, sandbox, receiver);
	} catch (error) {
		return [failure('replay', error)];
	} finally {
		receiver.close();
		await sandbox.close();
	}
}
