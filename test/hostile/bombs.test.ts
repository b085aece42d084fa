import { executeNode } from '../engine';
import { chatwootDesk } from '../faults/chatwoot-cases';
import { shrinkTime } from '../shared/fast-clock';
import { FlakyServer } from '../shared/flaky-server';
import type { Answer } from '../shared/flaky-server';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';

/** Answers that are much more than anybody asked for. */
let server: FlakyServer;

beforeAll(async () => {
	server = await FlakyServer.start();
});
beforeEach(() => shrinkTime(2_000));
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await server.close());

const json = { 'content-type': 'application/json' };
const rows = (count: number) => {
	const list = Array.from({ length: count }, (_, index) => `{"id":${index + 1}}`);
	return `{"meta":{"count":${count},"current_page":1},"payload":[${list.join()}]}`;
};
const bombs: Array<[string, () => Answer]> = [
	['50 MB of JSON', () => ({ headers: json, body: `{"payload":"${'x'.repeat(5e7)}"}` })],
	['a million rows', () => ({ headers: json, body: rows(1_000_000) })],
	[
		'one page for ever',
		() => ({ headers: json, body: '{"meta":{"count":1000000},"payload":[{"id":1}]}' }),
	],
	['deep lists', () => ({ headers: json, body: '['.repeat(1e5) + ']'.repeat(1e5) })],
	[
		'deep objects',
		() => ({
			headers: json,
			body: `{"payload":${'{"id":1,"a":'.repeat(5e3)}1${'}'.repeat(5e3)}}`,
		}),
	],
	[
		'prototype keys',
		() => ({ headers: json, body: '{"payload":[{"__proto__":{"polluted":1},"id":1}]}' }),
	],
];

const operations = [
	{ resource: 'contact', operation: 'getMany', returnAll: false, limit: 5 },
	{ resource: 'contact', operation: 'create', name: 'Jane' },
	{ resource: 'customApiCall', operation: 'call', method: 'GET', path: '/api/v1/profile' },
];

describe.each(bombs)('%s', (_name, answer) => {
	it.each(operations)('end in an output or an error: $resource > $operation', async (given) => {
		server.plays(() => answer());
		const run = chatwootDesk.run({} as ChatwootSandbox, server.url, { ...given });
		const { error, outputs } = await executeNode({ ...run, items: [{}] });
		expect(error === undefined || /^Node(Api|Operation)Error$/.test(error.name)).toBe(true);
		expect(`${error?.message} ${error?.description}`).not.toMatch(/call stack|Cannot read/);
		expect(outputs.length).toBeGreaterThanOrEqual(error ? 0 : 1);
		expect(server.requests.length).toBeLessThan(60);
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	}, 60_000);
});
