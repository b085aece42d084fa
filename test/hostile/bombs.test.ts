import type { INodeParameters } from 'n8n-workflow';
import { demoIds } from '../../sandbox/twake';
import { executeNode } from '../engine';
import { byId, demo } from '../Chatwoot/chatwoot';
import { chatwootDesk } from '../faults/chatwoot/desk';
import { twakeDesk } from '../faults/twake/desk';
import type { Desk } from '../faults/write-case';
import type { Answer } from '../shared/flaky-server';
import { trappedServer } from './trapped';

/** Answers that are far too large, or lead elsewhere. */
const place = trappedServer();

const json = { 'content-type': 'application/json' };

/** Bombs wrapped in a service's envelope, `list`. */
const bombs: Array<[string, (list: string) => string]> = [
	['50 MB of JSON', (list) => `{"${list}":"${'x'.repeat(5e7)}"}`],
	[
		'a million rows',
		(list) => {
			const rows = Array.from({ length: 1e6 }, (_, index) => `{"id":${index + 1}}`);
			return `{"meta":{"count":1000000,"current_page":1},"${list}":[${rows.join()}]}`;
		},
	],
	['one page for ever', (list) => `{"meta":{"count":1000000},"${list}":[{"id":1}]}`],
	['deep lists', () => '['.repeat(1e5) + ']'.repeat(1e5)],
	['deep objects', (list) => `{"${list}":${'{"id":1,"a":'.repeat(5e3)}1${'}'.repeat(5e3)}}`],
	['prototype keys', (list) => `{"${list}":[{"__proto__":{"polluted":1},"id":1}]}`],
];

const call = { resource: 'customApiCall', operation: 'call', method: 'GET' };
const account = byId(demo.account);
const inChannel = {
	company: byId(demoIds.company),
	workspace: byId(demoIds.workspace),
	channel: byId(demoIds.channel),
};

function suite<World>(desk: Desk<World>, list: string, operations: INodeParameters[]): void {
	const token = { resource: { access_token: { value: 'TOKEN_OF_THE_LOGIN' } } };
	/** Everything but the login gets this answer. */
	const answering = (answer: Answer) =>
		place.server.plays(({ url }) => (url.endsWith('/login') ? { body: token } : answer));
	const run = async (parameters: INodeParameters) => {
		const world = { url: place.server.url } as unknown as World;
		return await executeNode({ ...desk.run(world, place.server.url, parameters), items: [{}] });
	};

	describe.each(bombs)('%s', (_name, bomb) => {
		let body = '';
		beforeAll(() => {
			body = bomb(list);
		});
		afterAll(() => {
			body = '';
		});

		it.each(operations)('end in an output or an error: $resource > $operation', async (given) => {
			answering({ headers: json, body });
			const { error, outputs } = await run(given);
			expect(error === undefined || /^Node(Api|Operation)Error$/.test(error.name)).toBe(true);
			expect(error?.message ?? '').not.toMatch(/call stack|Cannot read/);
			expect(error?.description ?? '').not.toMatch(/call stack/);
			expect(outputs.length).toBeGreaterThanOrEqual(error ? 0 : 1);
			expect(place.server.requests.length).toBeLessThan(60);
			expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
		});
	});

	it.each(operations)('do not lead to another host: $resource > $operation', async (given) => {
		for (const status of [301, 302, 303, 307, 308]) {
			for (const location of [
				`${place.trap.url}/api/v1/x`,
				`//${place.trap.url.slice(7)}/api/v1/x`,
			]) {
				answering({ status, headers: { location }, body: '' });
				const { error } = await run(given);
				expect(error?.message).toMatch(/leads elsewhere/);
			}
		}
		expect(place.trap.visits).toBe(0);
	});
}

describe('Chatwoot', () =>
	suite(chatwootDesk, 'payload', [
		{ resource: 'contact', operation: 'getMany', account, returnAll: false, limit: 5 },
		{ resource: 'contact', operation: 'create', account, name: 'Jane' },
		{ ...call, path: '/api/v1/profile' },
	]));
describe('Twake', () =>
	suite(twakeDesk, 'resources', [
		{ resource: 'channel', operation: 'getMany', ...inChannel, returnAll: false, limit: 5 },
		{ resource: 'thread', operation: 'getMany', ...inChannel, returnAll: false, limit: 5 },
		{
			resource: 'thread',
			operation: 'create',
			...inChannel,
			text: 'Hello',
			additionalFields: { checkChannel: false },
		},
		{ ...call, path: '/api/console/v1/me' },
	]));
