import { executeNode } from '../engine';
import { faults } from './catalogue';
import { chatwootDesk } from './chatwoot-cases';
import { FaultProxy } from './fault-proxy';
import { twakeDesk } from './twake-cases';
import type { Desk } from './write-case';

/** What n8n and a busy machine need on top of the 250 ms. */
const SLACK_MS = 250;

/** States in which a run can be: all requests meet the same. */
const states = [
	'429',
	'429 with seconds',
	'503',
	'reset before it was done',
	'stall before it was done',
	'stall after it was done',
	'slow drip',
	'huge body',
	'500',
];

function suite<World>(desk: Desk<World>): void {
	let world: World & { url: string; close(): Promise<void> };
	let proxy: FaultProxy;

	beforeAll(async () => {
		world = await desk.start();
		proxy = await FaultProxy.start(world.url);
	});
	afterAll(async () => {
		await proxy.close();
		await world.close();
	});

	it.each(states)('ends a run within 250 ms and sends nothing more: %s', async (name) => {
		const [writing] = desk.cases;
		desk.reset(world);
		const items = writing.prepare(world, 5_000);
		const { resource, operation, parameters } = writing;
		const options = { concurrency: 10 };
		// The first request and the login pass, so that all workers are under way.
		proxy.begin(({ number }) => (number > 3 ? faults[name] : undefined));
		let cancelledAt = 0;
		const { execution } = await executeNode({
			...desk.run(world, proxy.url, { ...parameters, resource, operation, options }),
			items,
			onError: 'continueRegularOutput',
			whileRunning: (cancel) =>
				setTimeout(() => {
					cancelledAt = Date.now();
					cancel();
				}, 300),
		});
		expect(cancelledAt).toBeGreaterThan(0);
		expect(Date.now() - cancelledAt).toBeLessThan(250 + SLACK_MS);
		expect(execution.status).toBe('canceled');
		// What was on the wire may still arrive.
		await new Promise((resolve) => setTimeout(resolve, 300));
		const sent = proxy.met.length;
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(proxy.met).toHaveLength(sent);
	}, 20_000);
}

describe('cancelling the Twake node', () => suite(twakeDesk));
describe('cancelling the Chatwoot node', () => suite(chatwootDesk));
