import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { shrinkTime } from './fast-clock';
import { FlakyServer, inTurn } from './flaky-server';
import type { Answer } from './flaky-server';
import { sendFromNode } from './requesting-node';
import type { Given } from './requesting-node';

let server: FlakyServer;
const content = randomBytes(200_000);
const file: Answer = { body: content, headers: { 'content-type': 'image/png' } };

beforeAll(async () => {
	server = await FlakyServer.start();
});

beforeEach(() => shrinkTime(200));

afterEach(() => {
	jest.restoreAllMocks();
});

afterAll(async () => {
	await server.close();
});

async function download(rest: Partial<Given> = {}) {
	const request = { method: 'GET', path: '/files/7' } as const;
	return await sendFromNode({ url: server.url, token: 'hush', request, download: true, ...rest });
}

describe('a download', () => {
	it('returns the file byte for byte, with its type', async () => {
		server.plays(inTurn(file));
		const { json, error } = await download();
		expect(error).toBeUndefined();
		expect(json).toEqual([{ file: content.toString('base64'), type: 'image/png' }]);
	});

	it('returns JSON and text unchanged as well', async () => {
		const text = '{"a":   1}';
		server.plays(inTurn({ body: text, headers: { 'content-type': 'application/json' } }));
		const { json } = await download();
		expect(Buffer.from(String(json[0].file), 'base64').toString()).toBe(text);
	});

	it('is decompressed if needed', async () => {
		server.plays(inTurn({ body: gzipSync(content), headers: { 'content-encoding': 'gzip' } }));
		expect((await download()).json[0].file).toBe(content.toString('base64'));
	});

	it.each<[string, Answer]>([
		['a limit', { status: 429, headers: { 'retry-after': '5' } }],
		['a broken gateway', { status: 502, body: '<html>' }],
		['a reset', { fault: 'resetAtOnce' }],
	])('is repeated after %s', async (_, answer) => {
		server.plays(inTurn(answer, file));
		const { json, error } = await download();
		expect(error).toBeUndefined();
		expect(json[0].file).toBe(content.toString('base64'));
		expect(server.requests).toHaveLength(2);
	});

	it('that is refused tells why, from the JSON of the answer', async () => {
		server.plays(inTurn({ status: 404, body: { error: 'gone' } }));
		const { error } = await download();
		expect(error?.message).toBe('Tiny Chat refused the request (404)');
		expect(error?.context.data).toEqual({ error: 'gone' });
	});

	it('that a new login does not help tells why, and keeps no secret', async () => {
		const login = { body: { token: 'hush-new' } };
		const refusal = { status: 401, body: { error: 'not yours' } };
		server.plays(({ url }) => (url === '/login' ? login : refusal));
		const result = await download({ key: 'hush-key' });
		expect(result.error?.message).toBe('Tiny Chat refused the request (401)');
		expect(result.error?.context.data).toEqual({ error: 'not yours' });
		const everything = inspect(result, { depth: null, showHidden: true });
		expect(everything).not.toContain('hush');
	});

	it('that breaks off makes the item fail', async () => {
		server.plays(inTurn({ ...file, fault: 'cutShort' }));
		const { error } = await download();
		expect(error).toBeDefined();
		expect(inspect(error, { depth: null, showHidden: true })).not.toContain('hush');
	});
});
