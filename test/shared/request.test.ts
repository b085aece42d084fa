import { gzipSync } from 'node:zlib';
import type { ApiRequest } from '../../nodes/shared/request';
import { shrinkTime } from './fast-clock';
import { FlakyServer, inTurn } from './flaky-server';
import type { Answer } from './flaky-server';
import { endsWithin250ms, turns, until } from './moments';
import { sendFromNode } from './requesting-node';
import type { Given } from './requesting-node';

let server: FlakyServer;
const post: ApiRequest = { method: 'POST', path: '/messages', body: { text: 'hello' } };
const get: ApiRequest = { method: 'GET', path: '/messages' };
const fine: Answer = { body: { id: 1 } };

beforeAll(async () => {
	server = await FlakyServer.start();
});

afterEach(() => {
	jest.restoreAllMocks();
});

afterAll(async () => {
	await server.close();
});

async function send(request: Given['request'], rest: Partial<Given> = {}) {
	return await sendFromNode({ url: server.url, token: 'hush', request, ...rest });
}

describe('a request', () => {
	it('carries method, path, JSON body, credential and an Accept header of one type', async () => {
		server.plays(inTurn(fine));
		const { json } = await send({ ...post, method: 'PATCH', path: '/messages/7' });
		expect(json).toEqual([{ answer: { id: 1 } }]);
		expect(server.requests).toHaveLength(1);
		const [{ method, url, headers, body }] = server.requests;
		expect([method, url]).toEqual(['PATCH', '/messages/7']);
		expect(JSON.parse(body.toString())).toEqual({ text: 'hello' });
		expect(headers.accept).toBe('application/json');
		expect(headers['content-type']).toMatch(/^application\/json/);
		expect(headers['api-access-token']).toBe('hush');
	});

	it('encodes its query so that the server reads the same values', async () => {
		server.plays(inTurn(fine));
		const query = {
			q: '+49 30 1&2=3 ä#?',
			labels: ['a b', 'c+d'],
			page: 2,
			all: false,
			missing: undefined,
			empty: '',
		};
		await send({ ...get, query });
		const { searchParams, pathname } = new URL(server.requests[0].url, server.url);
		expect(pathname).toBe('/messages');
		expect([...searchParams]).toEqual([
			['q', '+49 30 1&2=3 ä#?'],
			['labels[]', 'a b'],
			['labels[]', 'c+d'],
			['page', '2'],
			['all', 'false'],
			['empty', ''],
		]);
		expect(server.requests[0].url).not.toContain('q=+');
	});

	it('has no question mark without a query', async () => {
		server.plays(inTurn(fine));
		await send({ ...get, query: { page: undefined } });
		expect(server.requests[0].url).toBe('/messages');
	});

	it('understands a compressed answer', async () => {
		const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
		server.plays(inTurn({ body: gzipSync(JSON.stringify({ id: 2 })), headers }));
		expect((await send(get)).json).toEqual([{ answer: { id: 2 } }]);
	});

	it('understands an empty answer', async () => {
		server.plays(inTurn({ status: 204, body: '' }));
		const { json, error } = await send({ method: 'DELETE', path: '/messages/7' });
		expect(error).toBeUndefined();
		expect(json).toEqual([{ answer: '' }]);
	});

	it.each([
		['an HTML page', '<html><title>502</title></html>', 'text/html'],
		['JSON that is cut off', '{"id": 1, "na', 'application/json'],
	])('leaves it to the service what %s means, as text', async (_, body, type) => {
		server.plays(inTurn({ body, headers: { 'content-type': type } }));
		const { error } = await send(post);
		expect(error?.message).toBe('Tiny Chat sent no JSON, it may have been carried out');
		expect(server.requests).toHaveLength(1);
	});

	it.each(['GET', 'POST'] as const)('does not follow a redirect (%s)', async (method) => {
		const location = `${server.url}/elsewhere`;
		server.plays(inTurn({ status: 302, headers: { location } }));
		const { error } = await send({ ...post, method });
		expect(error?.message).toBe(`Tiny Chat has moved to ${location}`);
		expect(server.requests).toHaveLength(1);
	});

	it.each([400, 401, 404, 422, 500])(
		'is sent only once when it is refused with %i',
		async (status) => {
			server.plays(inTurn({ status, body: { error: 'no' } }));
			for (const request of [get, post]) {
				server.plays(inTurn({ status, body: { error: 'no' } }));
				const { error } = await send(request);
				const isOpen = request === post && status === 500;
				const doubt = isOpen ? ', it may have been carried out' : '';
				expect(error?.message).toBe(`Tiny Chat refused the request (${status})${doubt}`);
				expect(error?.httpCode).toBe(String(status));
				expect(error?.context).toMatchObject({ data: { error: 'no' }, itemIndex: 0 });
				expect(server.requests).toHaveLength(1);
			}
		},
	);

	it('is logged with its outcome, but with nothing that could be secret', async () => {
		const lines: string[] = [];
		server.plays(inTurn({ status: 422, body: { error: 'not this' } }));
		const query = { q: 'jane@x.example' };
		await send((_, execution) => {
			jest.spyOn(execution.logger, 'debug').mockImplementation((line) => void lines.push(line));
			return { ...post, query };
		});
		expect(lines.filter((line) => line.startsWith('Tiny Chat'))).toEqual([
			expect.stringMatching(/^Tiny Chat: POST \/messages: HTTP 422 after \d+ ms$/),
		]);
	});

	it('is not made when the base URL is no web address', async () => {
		const { error } = await send(get, { url: 'chat.example.com' });
		expect(error?.message).toBe('The base URL in the Tiny Chat credential is not a web address');
	});
});

/** Failures that leave open whether the server carried out the request. */
const doubtful: Array<[string, Answer]> = [
	['502', { status: 502, body: '<html>' }],
	['503', { status: 503 }],
	['504', { status: 504 }],
	['a reset before the answer', { fault: 'resetAtOnce' }],
	['a reset after the request was read', { fault: 'resetAfterBody' }],
	['an answer that breaks off', { fault: 'cutShort' }],
	['no answer in time', { fault: 'stall' }],
];

describe('after a failure that leaves open whether the request was carried out', () => {
	// Time runs a hundred times as fast for everything but the timeout.
	const limits = { timeoutMs: 1_000, maxWaitMs: 300_000 };

	beforeEach(() => shrinkTime(100));

	it.each(doubtful)('(%s) a POST is never sent again, and the error says so', async (_, answer) => {
		server.plays(inTurn(answer, fine));
		const { error } = await send(post, { limits });
		expect(server.requests).toHaveLength(1);
		expect(error?.message).toBe(
			'Tiny Chat did not confirm the request, it may have been carried out',
		);
		expect(error?.description).toContain('It was not sent again');
		expect(error?.context.reason).toBe('unconfirmed');
		expect(error?.context.itemIndex).toBe(0);
	});

	it.each(doubtful)('(%s) a GET is repeated', async (_, answer) => {
		server.plays(inTurn(answer, answer, fine));
		const { json, error } = await send(get, { limits });
		expect(error).toBeUndefined();
		expect(json).toEqual([{ answer: { id: 1 } }]);
		expect(server.requests).toHaveLength(3);
	});

	it.each(['PUT', 'PATCH', 'DELETE'] as const)('a %s is repeated as it was', async (method) => {
		server.plays(inTurn({ fault: 'resetAfterBody' }, fine));
		const { error } = await send({ ...post, method });
		expect(error).toBeUndefined();
		expect(server.requests.map(({ body }) => body.toString())).toEqual(
			Array(2).fill('{"text":"hello"}'),
		);
	});

	it('a POST that only reads is repeated', async () => {
		server.plays(inTurn({ status: 503 }, fine));
		expect((await send({ ...post, reads: true })).error).toBeUndefined();
		expect(server.requests).toHaveLength(2);
	});

	it('repeating goes on until the longest wait is over, then ends with a clear error', async () => {
		server.plays(inTurn({ status: 503 }));
		const { error } = await send(get, { limits: { maxWaitMs: 60_000 } });
		// 0.5 + 1 + 2 + 4 + 8 s, then 10 s each, a quarter more or less.
		const tries = server.requests.length;
		expect(tries).toBeGreaterThanOrEqual(8);
		expect(tries).toBeLessThanOrEqual(11);
		expect(error?.message).toBe(`Tiny Chat could not be reached at ${server.url}`);
		expect(error?.description).toContain(`Tried ${tries} times (HTTP 503)`);
		expect(error?.context.reason).toBe('unavailable');
	});

	it.each([
		['a short longest wait', { maxWaitMs: 2_000 }, { status: 503 }],
		['timeouts, which are waiting too', { maxWaitMs: 120_000 }, { fault: 'stall' }],
		[
			'a server that says how long it will be away',
			{},
			{ status: 503, headers: { 'retry-after': '3600' } },
		],
	] as Array<[string, object, Answer]>)('repeating ends soon with %s', async (_, given, answer) => {
		server.plays(inTurn(answer));
		const { error } = await send(get, { limits: { ...limits, maxWaitMs: 120_000, ...given } });
		expect(server.requests.length).toBeLessThan(4);
		expect(error?.message).toBe(`Tiny Chat could not be reached at ${server.url}`);
	});
});

describe('when the server is down', () => {
	beforeEach(() => shrinkTime(20));

	it('a POST is repeated as well, because it was never sent', async () => {
		const gone = await FlakyServer.start();
		const { url } = gone;
		await gone.close();
		const sending = send(post, { url });
		// It comes back on the same port after the first attempt.
		await new Promise((resolve) => setTimeout(resolve, 60));
		const back = await FlakyServer.start(Number(new URL(url).port));
		back.plays(inTurn(fine));
		const { json, error } = await sending;
		await back.close();
		expect(error).toBeUndefined();
		expect(json).toEqual([{ answer: { id: 1 } }]);
		expect(back.requests).toHaveLength(1);
	});

	it('the error names the address when the longest wait is over', async () => {
		const gone = await FlakyServer.start();
		const { url } = gone;
		await gone.close();
		const { error } = await send(post, { url, limits: { maxWaitMs: 9_000 } });
		expect(error?.message).toBe(`Tiny Chat could not be reached at ${url}`);
		expect(error?.description).toMatch(/^Tried [45] times \(ECONNREFUSED\)/);
		expect(error?.description).not.toContain('may have been');
	});

	it('a restart in the middle of a run costs no item, and doubles none', async () => {
		const first = await FlakyServer.start();
		const { url } = first;
		const port = Number(new URL(url).port);
		const done: string[] = [];
		let back: FlakyServer | undefined;
		first.plays(({ url: path }) => {
			done.push(path);
			if (done.length === 10) setTimeout(() => void first.close(), 1);
			return fine;
		});
		// Away for 30 s of the waiting rules: longer than four repetitions.
		setTimeout(() => {
			void FlakyServer.start(port).then((server) => {
				back = server;
				back.plays(({ url: path }) => {
					done.push(path);
					return fine;
				});
			});
		}, 1_500);
		const { json, error } = await send((index) => ({ ...get, path: `/messages/${index}` }), {
			url,
			items: 40,
		});
		await back?.close();
		expect(error).toBeUndefined();
		expect(json).toHaveLength(40);
		expect(new Set(done).size).toBe(40);
	});

	it('an unknown host name is not waited for long: most often it is a typo', async () => {
		const { error } = await send(post, { url: 'http://chat.invalid' });
		expect(error?.description).toMatch(/^Tried 5 times \((ENOTFOUND|EAI_AGAIN)\)/);
	});

	it('nothing is repeated when the address speaks another protocol', async () => {
		server.plays(inTurn(fine));
		const { error } = await send(post, { url: server.url.replace('http:', 'https:') });
		expect(error?.message).toContain('No connection to Tiny Chat');
		expect(error?.description).toContain('The request was not sent');
		expect(error?.context.reason).toBe('noConnection');
		expect(server.requests).toEqual([]);
	});
});

describe('cancelling the execution', () => {
	const states: Array<[string, Answer]> = [
		['while the server does not answer', { fault: 'stall' }],
		['while a repetition is waited for', { status: 503 }],
	];

	it.each(states)('%s ends it within 250 ms and sends nothing more', async (_, answer) => {
		server.plays(inTurn(answer));
		let cancel = () => {};
		const ended = send(get, {
			limits: { timeoutMs: 60_000 },
			whileRunning: (stop) => (cancel = stop),
		});
		await until(() => server.requests.length === 1);
		await turns(5);
		cancel();
		expect(await endsWithin250ms(ended)).toBe(true);
		const { execution, error } = await ended;
		expect(execution.status).toBe('canceled');
		expect(error?.message).toBe('The execution was canceled');
		const sent = server.requests.length;
		// Longer than the first repetition waits.
		await turns(90);
		expect(server.requests).toHaveLength(sent);
	});
});
