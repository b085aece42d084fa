import fc from 'fast-check';
import { clock } from '../../nodes/shared/retry';
import { Transport } from '../../nodes/shared/transport';
import { executeNode } from '../engine';
import { faults } from './catalogue';
import { chatwootDesk } from './chatwoot/desk';
import { FaultProxy } from './fault-proxy';
import type { Fault, Met } from './fault-proxy';
import { twakeDesk } from './twake/desk';
import { twakeChatDesk } from './twake-chat/desk';
import type { Desk } from './write-case';

/** A server that limits or is away for ever: a run stops waiting for it at some point. */
const ITEMS = 3;

/** How long the last run waited, in seconds. */
let waited = 0;

beforeEach(passTimeByWaiting);
afterEach(() => jest.restoreAllMocks());

/** Time passes by waits alone: those that nothing else is under way beside. */
function passTimeByWaiting(): void {
	let now = Date.now();
	let underWay = 0;
	let sleepers: Array<{ end: number; wake: () => void }> = [];
	const passOn = () => {
		if (underWay > 0 || sleepers.length === 0) return;
		now = Math.min(...sleepers.map(({ end }) => end));
		const due = sleepers.filter(({ end }) => end <= now);
		sleepers = sleepers.filter(({ end }) => end > now);
		for (const { wake } of due) wake();
	};
	jest.spyOn(clock, 'now').mockImplementation(() => now);
	jest.spyOn(clock, 'sleep').mockImplementation(async (ms) => {
		// What has just been answered may start to wait as well.
		setImmediate(passOn);
		await new Promise<void>((wake) => sleepers.push({ end: now + ms, wake }));
	});
	const { once } = Transport.prototype;
	jest.spyOn(Transport.prototype, 'once').mockImplementation(async function (
		this: Transport,
		request,
	) {
		underWay++;
		try {
			return await once.call(this, request);
		} finally {
			underWay--;
			setImmediate(passOn);
		}
	});
}

function suite<World>(desk: Desk<World>, creating: string, changing: string): void {
	const service = desk.name === 'TwakeChat' ? 'Twake Chat' : desk.name;
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

	/** The errors of the items, with all requests that `meets` meeting the fault. */
	async function errorsOf(
		name: string,
		fault: Fault,
		options: { maxWait?: number },
		meets: (met: Met) => boolean = ({ path }) => !path.endsWith('/login'),
	): Promise<string[]> {
		const writing = desk.cases.find((each) => `${each.resource} > ${each.operation}` === name)!;
		desk.reset(world);
		const { resource, operation, parameters } = writing;
		const items = writing.prepare(world, ITEMS);
		proxy.begin((met) => (meets(met) ? fault : undefined));
		const began = clock.now();
		const { error, outputs } = await executeNode({
			...desk.run(world, proxy.url, {
				...parameters,
				resource,
				operation,
				options: { concurrency: 1, timeout: 20, ...options },
			}),
			items,
			onError: 'continueRegularOutput',
		});
		waited = (clock.now() - began) / 1000;
		expect(error).toBeUndefined();
		return outputs[0].map((item) => String(item.error?.message));
	}

	const limits = Object.keys(faults).filter((name) => name.startsWith('429'));
	const outages = ['connection refused', '503', '502 page', 'reset before it was done'];

	describe.each([creating, changing])('%s', (name) => {
		it.each(limits)('waits no longer than it may for a limit: %s', async (fault) => {
			for (const maxWait of [0, 10, 150]) {
				const errors = await errorsOf(name, faults[fault], { maxWait });
				expect(waited).toBeLessThanOrEqual(ITEMS * maxWait);
				for (const message of errors) expect(message).toContain('limits the number of requests');
			}
		});

		it.each(outages)('waits no longer than it may for the server: %s', async (fault) => {
			for (const maxWait of [0, 2, 60]) {
				const errors = await errorsOf(name, faults[fault], { maxWait });
				expect(waited).toBeLessThanOrEqual(ITEMS * maxWait);
				const told = /could not be reached at|may have been carried out/;
				for (const message of errors) expect(message).toMatch(told);
			}
		});
	});

	it('waits no longer than it may whatever Retry-After says', async () => {
		const anyTime = fc.oneof(
			fc.string({ unit: 'grapheme-ascii', maxLength: 20 }).map((text) => text.trim()),
			fc.double().map(String),
			fc.bigInt().map(String),
			fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
		);
		const check = async (retryAfter: string) => {
			const fault: Fault = ({ response }) => {
				response.writeHead(429, { 'retry-after': retryAfter }).end();
			};
			const errors = await errorsOf(changing, fault, { maxWait: 100 });
			expect(waited).toBeLessThanOrEqual(ITEMS * 100);
			expect(errors[0]).toMatch(/limits the number of requests(,| for)/);
		};
		await fc.assert(fc.asyncProperty(anyTime, check), { numRuns: 60, seed: 1 });
	});

	it.each([...limits, ...outages])(
		'waits no longer than it may at the login: %s',
		async (fault) => {
			const atLogin = ({ path }: Met) => path.endsWith('/login');
			await errorsOf(creating, faults[fault], { maxWait: 10 }, atLogin);
			expect(waited).toBeLessThanOrEqual(ITEMS * 10);
			expect(proxy.met.some((line) => line.endsWith('/login'))).toBe(desk.name === 'Twake');
		},
	);

	it('says how long the limit lasts when that is too long to wait', async () => {
		const [message] = await errorsOf(changing, faults['429 for a thousand years'], {});
		expect(message).toBe(`${service} limits the number of requests for another 31536000000 s`);
		expect(waited).toBe(0);
	});

	it('says how long it has waited in vain', async () => {
		const [message] = await errorsOf(changing, faults['429 with seconds'], { maxWait: 10 });
		expect(message).toBe(`${service} limits the number of requests, and waiting 9 s did not help`);
		expect(waited).toBe(ITEMS * 9);
	});
}

describe('Chatwoot', () => suite(chatwootDesk, 'contact > create', 'contact > update'));
describe('Twake', () => {
	suite(twakeDesk, 'thread > create', 'file > delete');
});
describe('Twake Chat', () => {
	suite(twakeChatDesk, 'message > send', 'room > update');
});
