import type { INodeParameters } from 'n8n-workflow';
import { executeNode } from '../engine';
import { shrinkTime } from '../shared/fast-clock';
import { faults, isSlow } from './catalogue';
import { chance } from './chance';
import { chatwootDesk } from './chatwoot-cases';
import { FaultProxy } from './fault-proxy';
import type { Fault, Met } from './fault-proxy';
import { faultsIn } from './judge';
import { twakeDesk } from './twake-cases';
import type { Desk, WriteCase } from './write-case';

/** More of both by the environment: `FAULT_SEEDS=200 FAULT_ITEMS=200 npx jest test/faults`. */
const SEEDS = Number(process.env.FAULT_SEEDS ?? 1);
const ITEMS = Number(process.env.FAULT_ITEMS ?? 20);
const FIRST_SEED = Number(process.env.FAULT_SEED ?? 1);
const CONCURRENCY = 10;
const seeds = Array.from({ length: SEEDS }, (_, index) => FIRST_SEED + index);

const stdout = jest.spyOn(process.stdout, 'write');
const stderr = jest.spyOn(process.stderr, 'write');

/** A fault for every third request or so; the same for the same request of the same seed. */
function every(fault: Fault, share: number, seed: number) {
	return ({ method, path, body, attempt }: Met) => {
		const words = [seed, method, path, body.toString('latin1'), attempt];
		return chance(...words) < share ? fault : undefined;
	};
}

/** A login has a timeout of its own, which is too long for a test. */
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

function suite<World>(desk: Desk<World>): void {
	let world: World & { url: string; close(): Promise<void> };
	let proxy: FaultProxy;

	beforeAll(async () => {
		world = await desk.start();
		proxy = await FaultProxy.start(world.url);
	});
	beforeEach(() => shrinkTime(2_000));
	afterEach(() => jest.restoreAllMocks());
	afterAll(async () => {
		await proxy.close();
		await world.close();
		expect(desk.mistakes(world)).toEqual([]);
		const printed = [...stdout.mock.calls, ...stderr.mock.calls].join();
		for (const secret of desk.secrets) expect(printed).not.toContain(secret);
	});

	async function run(writing: WriteCase<World>, count: number, plan: FaultProxy['plan']) {
		desk.reset(world);
		const items = writing.prepare(world, count);
		const { resource, operation, parameters } = writing;
		const options = { concurrency: CONCURRENCY, timeout: 1 };
		const all: INodeParameters = { ...parameters, resource, operation, options };
		proxy.begin(plan);
		const given = { ...desk.run(world, proxy.url, all), items };
		const result = await executeNode({ ...given, onError: 'continueRegularOutput' });
		return faultsIn(world, desk, writing, items, result);
	}

	/** Every third one of the faults, or all when more than one seed is asked for. */
	const chosen = (writing: WriteCase<World>) =>
		Object.keys(faults).filter(
			(_, index) => SEEDS > 1 || (index + desk.cases.indexOf(writing)) % 3 === FIRST_SEED % 3,
		);
	const named = desk.cases.map(
		(writing) => [`${writing.resource} > ${writing.operation}`, writing] as const,
	);
	describe.each(named)('%s', (_name, writing) => {
		it.each(chosen(writing))('loses and doubles nothing: %s', async (name) => {
			const count = isSlow(name) ? 12 : ITEMS;
			const plan = every(faults[name], isSlow(name) ? 0.15 : 0.3, FIRST_SEED);
			expect(await run(writing, count, isSlow(name) ? notForLogins(plan) : plan)).toEqual([]);
		}, 60_000);

		it.each(seeds)('loses and doubles nothing, with faults of all kinds (seed %i)', async (seed) => {
			expect(await run(writing, 200, mixed(0.15, seed))).toEqual([]);
		}, 60_000);
	});
}

describe('Twake', () => suite(twakeDesk));
describe('Chatwoot', () => suite(chatwootDesk));
