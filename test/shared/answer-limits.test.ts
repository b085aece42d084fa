import { gzipSync } from 'node:zlib';
import { MultipartForm } from '../../nodes/shared/multipart';
import { shrinkTime } from './fast-clock';
import { FlakyServer, inTurn } from './flaky-server';
import type { Answer } from './flaky-server';
import { sendFromNode } from './requesting-node';
import type { Given } from './requesting-node';

let server: FlakyServer;
const get = { method: 'GET', path: '/messages' } as const;
const post = { method: 'POST', path: '/messages', body: { text: 'hello' } } as const;
const limits = { timeoutMs: 1_000, maxWaitMs: 0 };

beforeAll(async () => {
	server = await FlakyServer.start();
});

afterEach(() => jest.restoreAllMocks());

afterAll(async () => await server.close());

async function send(rest: Partial<Given> = {}) {
	const began = Date.now();
	const given = { url: server.url, token: 'hush', request: get, limits, ...rest };
	const result = await sendFromNode(given);
	return { ...result, took: Date.now() - began };
}

/** Connections that are still open at the server. */
const open = async (): Promise<number> =>
	await new Promise((resolve) => setTimeout(() => resolve(server.connections), 50));

describe('an answer that never ends', () => {
	const faults: Array<Answer['fault']> = ['drip', 'dripHeaders', 'silence', 'stall'];

	it.each(faults)('(%s) is given up when the time is over', async (fault) => {
		server.plays(inTurn({ fault }));
		const { error, took } = await send();
		expect(error?.message).toBe(`Tiny Chat could not be reached at ${server.url}`);
		expect(took).toBeGreaterThanOrEqual(990);
		expect(await open()).toBe(0);
	});

	it.each(faults)('(%s) may be that of a request that was carried out', async (fault) => {
		server.plays(inTurn({ fault }));
		const { error } = await send({ request: post });
		expect(error?.message).toBe(
			'Tiny Chat did not confirm the request, it may have been carried out',
		);
		expect(server.requests).toHaveLength(1);
	});

	it('is repeated where that is harmless, as long as the longest wait lasts', async () => {
		shrinkTime(20);
		server.plays(inTurn({ fault: 'drip' }, { body: { id: 1 } }));
		const { json } = await send({ limits: { ...limits, maxWaitMs: 60_000 } });
		expect(json).toEqual([{ answer: { id: 1 } }]);
	});

	it.each(['drip', 'silence'] as const)(
		'does not outlive a cancelled execution (%s)',
		async (fault) => {
			server.plays(inTurn({ fault }));
			const { execution, took } = await send({
				limits: { ...limits, timeoutMs: 60_000 },
				whileRunning: (cancel) => setTimeout(cancel, 500),
			});
			expect(execution.status).toBe('canceled');
			expect(took).toBeLessThan(60_000);
			expect(await open()).toBe(0);
		},
	);
});

describe('a file', () => {
	it('may take longer than the timeout, as long as something comes', async () => {
		server.plays(inTurn({ fault: 'drip' }));
		const ended = send({ download: true, limits: { ...limits, timeoutMs: 500 } });
		const first: unknown = await Promise.race([
			ended,
			new Promise((resolve) => setTimeout(resolve, 2_000)),
		]);
		expect(first).toBeUndefined();
		server.hangUp();
		expect((await ended).error).toBeDefined();
	});

	it('of which nothing more comes makes the item fail', async () => {
		server.plays(inTurn({ fault: 'silence', body: 'x'.repeat(1000) }));
		const { error } = await send({ download: true });
		expect(error?.message).toBe('Nothing more came from the server within 1 s');
		expect(await open()).toBe(0);
	});

	it('may take longer than the timeout to be sent, as long as it is being sent', async () => {
		async function* slowly() {
			for (let piece = 0; piece < 6; piece++) {
				await new Promise((resolve) => setTimeout(resolve, 300));
				yield Buffer.from('piece ');
			}
		}
		const form = () => {
			const made = new MultipartForm();
			made.append('file', { name: 'a.txt', type: 'text/plain', size: 36, stream: slowly });
			return made;
		};
		server.plays(inTurn({ body: { id: 1 } }));
		const { json, took } = await send({ request: { method: 'POST', path: '/files', form } });
		expect(json).toEqual([{ answer: { id: 1 } }]);
		expect(took).toBeGreaterThan(1_500);
		expect(server.requests[0].body.toString()).toContain('piece piece piece piece piece piece ');
	});
});

describe('a packed answer that is a bomb', () => {
	const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
	const bomb = { body: gzipSync(Buffer.alloc(512 * 1024 ** 2, ' '), { level: 9 }), headers };

	it('is not unpacked to its end', async () => {
		server.plays(inTurn(bomb));
		const before = process.memoryUsage().rss;
		const { error } = await send({ limits: { ...limits, timeoutMs: 60_000 } });
		expect(error?.message).toBe('The answer of Tiny Chat is too large (more than 64 MiB)');
		expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 ** 2);
		expect(server.requests).toHaveLength(1);
	});

	it('may be that of a request that was carried out', async () => {
		server.plays(inTurn(bomb));
		const { error } = await send({ request: post, limits: { ...limits, timeoutMs: 60_000 } });
		expect(error?.message).toContain('it may have been carried out');
	});
});
