import type { IDataObject } from 'n8n-workflow';
import { executeNode } from '../engine';
import { chatwootDesk } from '../faults/chatwoot-cases';
import { twakeDesk } from '../faults/twake-cases';
import type { Desk } from '../faults/write-case';
import { shrinkTime } from '../shared/fast-clock';
import { FlakyServer } from '../shared/flaky-server';
import { startTrap } from './trap';
import { nasty } from './values';

let server: FlakyServer;
let trap: Awaited<ReturnType<typeof startTrap>>;

beforeAll(async () => {
	server = await FlakyServer.start();
	trap = await startTrap();
});
beforeEach(() => shrinkTime(2_000));
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
	await server.close();
	await trap.close();
});

const CRASH = /Cannot (read|set|convert)|is not (a function|iterable)|did not answer in the form/;

function suite<World>(desk: Desk<World>, fields: string[]): void {
	const [{ resource, operation, parameters }] = desk.cases;
	const run = async (world: World, change: IDataObject) => {
		const all = { ...parameters, resource, operation, options: { maxWait: 0, timeout: 2 } };
		const given = desk.run(world, server.url, all);
		Object.assign(given.credentialData, change);
		return await executeNode({ ...given, items: [{ text: 'x', mail: 'p@x.example' }] });
	};

	it.each(fields)('sends nothing but what a hostile %s allows', async (field) => {
		const world = await desk.start();
		for (const value of nasty(trap.url)) {
			if (typeof value !== 'string') continue;
			server.plays(() => ({ status: 403, body: { error: 'no' } }));
			const { error } = await run(world, { [field]: value });
			expect(error?.name).toMatch(/^Node(Api|Operation)Error$/);
			expect(`${error?.message} ${error?.description}`).not.toMatch(CRASH);
			for (const { headers, url } of server.requests) {
				expect(headers).not.toHaveProperty('x-injected');
				expect(url).toMatch(/^\/api\//);
			}
		}
		await world.close();
	}, 60_000);

	it('does not take its credential to another host', async () => {
		const world = await desk.start();
		for (const status of [301, 302, 303, 307, 308]) {
			const headers = { location: `${trap.url}/api/v1/accounts/1/contacts` };
			server.plays(() => ({ status, headers, body: '' }));
			const { error } = await run(world, {});
			expect(error).toBeDefined();
		}
		expect(trap.caught).toEqual([]);
		await world.close();
	}, 30_000);
}

describe('the credential of Twake', () => suite(twakeDesk, ['applicationId', 'privateKey']));
describe('the credential of Chatwoot', () => suite(chatwootDesk, ['accessToken']));
