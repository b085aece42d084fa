import type { ApiRequest } from '../../nodes/shared/request';
import { clock } from '../../nodes/shared/retry';
import { shrinkTime, stopTime } from './fast-clock';
import { FlakyServer, inTurn } from './flaky-server';
import type { Answer } from './flaky-server';
import { endsWithin250ms, turns, until } from './moments';
import { sendFromNode, tinyChat } from './requesting-node';
import type { Given } from './requesting-node';

let server: FlakyServer;
const create = (index: number): ApiRequest => ({ method: 'POST', path: `/messages/${index}` });
const fine: Answer = { body: { id: 1 } };
const refused = (retryAfter?: string): Answer => ({
	status: 429,
	body: 'slow down',
	headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
});

beforeAll(async () => {
	server = await FlakyServer.start();
});

afterEach(() => {
	jest.restoreAllMocks();
});

afterAll(async () => {
	await server.close();
});

async function send(rest: Partial<Given> = {}) {
	return await sendFromNode({ url: server.url, request: create, ...rest });
}

/** How often each path was requested. */
function counts(): Record<string, number> {
	const all: Record<string, number> = {};
	for (const { url } of server.requests) all[url] = (all[url] ?? 0) + 1;
	return all;
}

describe('a limit (429)', () => {
	it('is waited out, then the request is sent again, even a POST', async () => {
		shrinkTime(100);
		server.plays(inTurn(refused('10'), fine));
		const { json } = await send();
		expect(json).toEqual([{ answer: { id: 1 } }]);
		const [first, second] = server.requests;
		expect(server.requests).toHaveLength(2);
		expect(second.at - first.at).toBeGreaterThanOrEqual(95);
	});

	it('lasts until the date that Retry-After names', async () => {
		shrinkTime(100);
		const date = () => new Date(clock.now() + 20_000).toUTCString();
		server.plays((_, number) => (number === 1 ? refused(date()) : fine));
		await send();
		expect(server.requests[1].at - server.requests[0].at).toBeGreaterThanOrEqual(150);
	});

	it.each([undefined, 'soon'])('lasts as the service knows if Retry-After is %s', async (text) => {
		shrinkTime(200);
		server.plays(inTurn(refused(text), fine));
		await send();
		const times = server.requests.map(({ at }) => at);
		expect(times).toHaveLength(2);
		expect(times[1] - times[0]).toBeGreaterThanOrEqual(tinyChat.limitLasts(1) / 200 - 5);
	});

	it('that one item meets pauses all items of the execution', async () => {
		const time = stopTime();
		server.plays((_, number) => (number === 4 ? refused('40') : { ...fine, delay: 10 }));
		const ended = send({ items: 15, concurrency: 5 });
		await until(() => time.sleeping() === 5);
		// Requests in flight got through, and nothing else.
		const sent = server.requests.length;
		expect(sent).toBeLessThan(15);
		time.pass(39_000);
		await turns(5);
		expect(server.requests).toHaveLength(sent);
		time.pass(1_000);
		expect((await ended).json).toHaveLength(15);
		expect(server.requests).toHaveLength(16);
	});

	it('that asks for a longer pause than another holds for items that waited already', async () => {
		const time = stopTime();
		server.plays(async ({ url }, number) => {
			if (number > 3 || url === '/messages/0') return fine;
			// Neither is refused before the other is in flight.
			await until(() => server.requests.length === 3);
			return url === '/messages/1' ? refused('10') : { ...refused('60'), delay: 40 };
		});
		const ended = send({ items: 3 });
		await until(() => time.sleeping() === 2);
		time.pass(59_000);
		await until(() => time.sleeping() === 2);
		expect(server.requests).toHaveLength(3);
		time.pass(1_000);
		expect((await ended).json).toHaveLength(3);
		expect(server.requests).toHaveLength(5);
	});

	it('never does an item twice or loses one', async () => {
		shrinkTime(500);
		const done: Record<string, number> = {};
		let left = 4;
		server.plays(({ url }) => {
			if (left-- > 0) {
				done[url] = (done[url] ?? 0) + 1;
				return fine;
			}
			// Every refusal restarts the window of the limit.
			left = 4;
			return refused('5');
		});
		const { json } = await send({ items: 30, concurrency: 6 });
		expect(json).toHaveLength(30);
		expect(Object.values(done)).toEqual(Array(30).fill(1));
	});

	it.each(['0', 'Thu, 31 Jan 2019 11:00:00 GMT'])(
		'that never ends is given up after the longest wait, even with "Retry-After: %s"',
		async (retryAfter) => {
			shrinkTime(1_000);
			server.plays(inTurn(refused(retryAfter)));
			const { error } = await send({ limits: { maxWaitMs: 30_000 } });
			expect(error?.message).toContain('Tiny Chat limits the number of requests');
			expect(server.requests.length).toBeLessThan(40);
		},
	);

	it('that never ends makes the item fail as rate limited, once no waiting is left', async () => {
		shrinkTime(200);
		server.plays(inTurn(refused('20')));
		const { error } = await send({ limits: { maxWaitMs: 50_000 } });
		expect(server.requests).toHaveLength(3);
		expect(error?.message).toMatch(
			/^Tiny Chat limits the number of requests, and waiting (38|39|40) s did not help$/,
		);
		expect(error?.description).toContain('Nothing was done.');
		expect(error?.description).toContain('Options > Longest Wait');
		expect(error?.httpCode).toBe('429');
		expect(error?.context.reason).toBe('rateLimited');
		expect(error?.context.itemIndex).toBe(0);
	});

	it('that lasts longer than the longest wait fails at once and says how long it is', async () => {
		server.plays(inTurn(refused('3600')));
		const { error } = await send();
		expect(server.requests).toHaveLength(1);
		expect(error?.message).toBe('Tiny Chat limits the number of requests for another 3600 s');
		expect(error?.context.reason).toBe('rateLimited');
	});

	it('is not waited for by an execution that is cancelled', async () => {
		server.plays(inTurn(fine, refused('60')));
		let cancel = () => {};
		const ended = send({ items: 20, whileRunning: (stop) => (cancel = stop) });
		await until(() => server.requests.length > 1);
		await turns(10);
		cancel();
		expect(await endsWithin250ms(ended)).toBe(true);
		expect((await ended).execution.status).toBe('canceled');
		const sent = server.requests.length;
		await turns(20);
		expect(server.requests).toHaveLength(sent);
	});

	it('holds for one execution only', async () => {
		shrinkTime(100);
		server.plays(inTurn(refused('3600'), fine));
		expect((await send()).error?.context.reason).toBe('rateLimited');
		expect((await send()).error).toBeUndefined();
		expect(counts()).toEqual({ '/messages/0': 2 });
	});
});
