import type { NodeResult } from '../engine';
import { shrinkTime } from '../shared/fast-clock';
import { caseRun, executeCase } from './case-run';
import { faults, impostors, isSlow } from './catalogue';
import { chance } from './chance';
import { FaultProxy } from './fault-proxy';
import type { Fault, Met } from './fault-proxy';
import { TrueForms } from './true-forms';
import { faultsIn } from './judge';
import { numbers } from './write-case';
import type { Desk, WriteCase } from './write-case';

/**
 * More through the environment: with `FAULT_SEEDS=200`, every operation meets every fault, and
 * mixtures of them from 200 seeds on; `FAULT_ITEMS` is the number of items of such a run.
 */
const SEEDS = Number(process.env.FAULT_SEEDS ?? 1);
const IS_FULL = SEEDS > 1;
const ITEMS = Number(process.env.FAULT_ITEMS ?? (IS_FULL ? 200 : 20));
const MIXED_ITEMS = Number(process.env.FAULT_ITEMS ?? (IS_FULL ? 200 : 60));
const FIRST_SEED = Number(process.env.FAULT_SEED ?? 1);
const CONCURRENCY = 10;
const seeds = Array.from({ length: SEEDS }, (_, index) => FIRST_SEED + index);

/** A fault that holds for the whole timeout is tried with fewer items. */
const SLOW_ITEMS = 12;

/** How many of the faults each operation meets on its own by default. */
const SAMPLE = 5;

/** By default, one operation in this many meets the faults that cost a timeout each. */
const SLOW_SHARE = 15;

/** A fault for every third request or so; the same for the same request of the same seed. */
function every(fault: Fault, share: number, seed: number) {
	return ({ method, path, body, attempt }: Met) => {
		const words = [seed, method, path, body.toString('latin1'), attempt];
		return chance(...words) < share ? fault : undefined;
	};
}

/** A login has its own timeout, which is too long for a test. */
const notForLogins = (plan: FaultProxy['plan']) => (met: Met) =>
	met.path.endsWith('/login') ? undefined : plan(met);

/** Faults of all kinds in one run. */
function mixed(share: number, seed: number) {
	const quick = Object.keys(faults).filter((name) => !isSlow(name));
	return ({ method, path, body, attempt }: Met) => {
		const words = [seed, method, path, body.toString('latin1'), attempt];
		if (chance(...words) >= share) return undefined;
		return faults[quick[Math.floor(chance('which', ...words) * quick.length)]];
	};
}

/** The faults that an operation meets: all, or a few that differ from operation to operation. */
function chosen(place: number): string[] {
	const names = Object.keys(faults);
	if (IS_FULL) return names;
	const quick = names.filter((name) => !isSlow(name));
	const first = place * SAMPLE + FIRST_SEED;
	const sample = numbers(SAMPLE).map((index) => quick[(first + index) % quick.length]);
	const isLong = place % SLOW_SHARE === FIRST_SEED % SLOW_SHARE;
	return isLong ? [...sample, ...names.filter(isSlow)] : sample;
}

/** Every operation of a node that writes, under every fault. */
export function faultSuite<World>(desk: Desk<World>): void {
	const stdout = jest.spyOn(process.stdout, 'write');
	const stderr = jest.spyOn(process.stderr, 'write');
	let world: World & { url: string; close(): Promise<void> };
	let proxy: FaultProxy;
	/** How the last run ended, item by item. */
	let last: NodeResult;
	const forms = new TrueForms(
		Object.entries(impostors).map(([name, body]) => [faults[name], body]),
	);

	beforeAll(async () => {
		world = await desk.start();
		proxy = await FaultProxy.start(world.url);
	});
	beforeEach(() => shrinkTime(2_000));
	afterAll(async () => {
		const printed = [...stdout.mock.calls, ...stderr.mock.calls].join();
		jest.restoreAllMocks();
		await proxy.close();
		await world.close();
		expect(desk.mistakes(world)).toEqual([]);
		for (const secret of desk.secrets) expect(printed).not.toContain(secret);
	});

	async function faultsAmong(
		writing: WriteCase<World>,
		count: number,
		plan: FaultProxy['plan'],
		timeout = 60,
	) {
		desk.reset(world);
		const options = { concurrency: CONCURRENCY, timeout };
		const { prepared, run } = caseRun(desk, world, proxy.url, writing, { count, options });
		const isFooled = writing.takesAnyAnswer === true;
		proxy.begin((met) => forms.unlessTrue(met, plan(met), isFooled));
		last = await executeCase(writing, run);
		await proxy.settled();
		forms.learn(proxy.forwarded);
		return faultsIn(world, desk, writing, prepared, proxy, last);
	}

	const named = desk.cases.map(
		(writing, place) =>
			[
				`${writing.resource} > ${writing.operation}${writing.variant ? ` ${writing.variant}` : ''}`,
				writing,
				place,
			] as const,
	);
	describe.each(named)('%s', (_name, writing, place) => {
		it('is done once for each item when nothing happens', async () => {
			expect(await faultsAmong(writing, 5, () => undefined)).toEqual([]);
			expect(proxy.forwarded.length).toBeGreaterThan(0);
			const failed = last.outputs[0]?.flatMap(({ error }) => (error ? [error.message] : []));
			expect(failed).toEqual([]);
		});

		it('says that it may be done when all fails after the first thing that was written', async () => {
			const isWrite = ({ method, path, answer }: FaultProxy['forwarded'][number]) =>
				method !== 'GET' && !desk.isHarmless(path) && desk.isDone(answer);
			const plan = () => (proxy.forwarded.some(isWrite) ? faults['500'] : undefined);
			expect(await faultsAmong(writing, 1, plan)).toEqual([]);
		});

		it('does no harm when all that it reads is empty', async () => {
			const plan = ({ method }: Met) => (method === 'GET' ? faults['empty object'] : undefined);
			expect(await faultsAmong(writing, 2, plan)).toEqual([]);
		});

		it.each(chosen(place))('loses and doubles nothing: %s', async (name) => {
			if (!isSlow(name)) {
				const plan = every(faults[name], 0.3, FIRST_SEED);
				return expect(await faultsAmong(writing, ITEMS, plan)).toEqual([]);
			}
			const plan = notForLogins(every(faults[name], 0.15, FIRST_SEED));
			expect(await faultsAmong(writing, SLOW_ITEMS, plan, 1)).toEqual([]);
		});

		it.each(seeds)(
			'loses and doubles nothing, with faults of all kinds (seed %i)',
			async (seed) => {
				expect(await faultsAmong(writing, MIXED_ITEMS, mixed(0.15, seed))).toEqual([]);
			},
		);
	});
}
