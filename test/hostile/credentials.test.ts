import type { IDataObject } from 'n8n-workflow';
import { executeNode } from '../engine';
import { chatwootDesk } from '../faults/chatwoot/desk';
import { clientDesk } from '../faults/chatwoot-client/desk';
import { platformDesk } from '../faults/chatwoot-platform/desk';
import { twakeDesk } from '../faults/twake/desk';
import { twakeChatDesk } from '../faults/twake-chat/desk';
import type { Desk } from '../faults/write-case';
import { trappedServer } from './trapped';
import { nasty } from './values';

const place = trappedServer();

/** What people and attackers enter as a server's address; none of it may lead to the trap. */
const baseUrls = (url: string, trap: string): unknown[] => {
	const host = url.slice('http://'.length);
	const other = trap.slice('http://'.length);
	return [
		`${url}/`,
		` ${url}/app/accounts/1 `,
		`${url}/below`,
		`${url}/below/api/v1?x=1#y`,
		`${url}#@${other}`,
		`${url}?@${other}`,
		`${url}/@${other}`,
		`${url}\\@${other}`,
		`http://x:y@${other}`,
		`http://${host}@${other}`,
		`${url}\r\nX-Injected: 1`,
		`${url}/\tx`,
		`http:${host}`,
		`http:/${host}`,
		`http:\\\\${host}`,
		`//${other}`,
		host,
		`ftp://${other}`,
		`file://${other}/etc/passwd`,
		'javascript:alert(1)',
		'data:text/html,x',
		'http://',
		'http://[::1',
		'http://\u0000',
		'http://a b',
		'http://%',
		'http://127.0.0.1:99999',
		'http://127.0.0.1:1',
		'http://\u{1f600}.invalid',
		`http://${'x'.repeat(1e6)}.invalid`,
		'__proto__',
		'{{ $env }}',
		'',
		null,
		7,
		[],
		{},
	];
};

const CRASH = /Cannot (read|set|convert)|is not (a function|iterable)|did not answer in the form/;

function suite<World>(desk: Desk<World>, fields: string[]): void {
	const [{ resource, operation, parameters }] = desk.cases;
	const run = async (world: World, change: IDataObject) => {
		const all = { ...parameters, resource, operation, options: { maxWait: 0, timeout: 2 } };
		const given = desk.run(world, place.server.url, all);
		Object.assign(given.credentialData, change);
		return await executeNode({ ...given, items: [{ text: 'x', mail: 'p@x.example' }] });
	};

	it.each(fields)('sends nothing but what a hostile %s allows', async (field) => {
		const world = await desk.start();
		for (const value of nasty(place.trap.url)) {
			if (typeof value !== 'string') continue;
			place.server.plays(() => ({ status: 403, body: { error: 'no' } }));
			const { error } = await run(world, { [field]: value });
			expect(error?.name).toMatch(/^Node(Api|Operation)Error$/);
			expect(`${error?.message} ${error?.description}`).not.toMatch(CRASH);
			for (const { headers, url } of place.server.requests) {
				expect(headers).not.toHaveProperty('x-injected');
				expect(url).toMatch(/^\/((public|platform)\/)?(api|_matrix)\//);
			}
		}
		await world.close();
	});

	it('goes nowhere but to the base URL, or refuses it', async () => {
		const world = await desk.start();
		for (const baseUrl of baseUrls(place.server.url, place.trap.url)) {
			place.server.plays(() => ({ status: 403, body: { error: 'no' } }));
			const { error } = await run(world, { baseUrl: baseUrl as string });
			expect(error?.name).toMatch(/^Node(Api|Operation)Error$/);
			const told = `${error?.message} ${error?.description}`;
			expect(told).not.toMatch(CRASH);
			expect(told.length).toBeLessThan(2_000);
			const reason = /is not a web address|refuse|not allow|could not be reached|No connection|403/;
			expect(told).toMatch(reason);
			for (const { headers, url } of place.server.requests) {
				expect(headers).not.toHaveProperty('x-injected');
				expect(url).toMatch(/\/api\/(console\/)?v1\/|\/_matrix\/client\/v3\//);
			}
		}
		expect(place.trap.visits).toBe(0);
		await world.close();
	});

	it('does not take its credential to another host at the login', async () => {
		const world = await desk.start();
		for (const status of [301, 302, 303, 307, 308]) {
			const headers = { location: `${place.trap.url}/api/v1/accounts/1/contacts` };
			place.server.plays(() => ({ status, headers, body: '' }));
			const { error } = await run(world, {});
			expect(error?.message).toMatch(/leads elsewhere/);
		}
		expect(place.trap.visits).toBe(0);
		await world.close();
	});
}

describe('the token that a Twake gives', () => {
	it.each(['x\r\nX-Injected: 1', 'x\u0000y', '\u{1f600}'])(
		'is not sent when it is %j',
		async (value) => {
			const world = await twakeDesk.start();
			place.server.plays(() => ({ body: { resource: { access_token: { value } } } }));
			const { resource, operation, parameters } = twakeDesk.cases[0];
			const run = twakeDesk.run(world, place.server.url, { ...parameters, resource, operation });
			const { error } = await executeNode({ ...run, items: [{ text: 'x' }] });
			expect(error?.name).toMatch(/^Node(Api|Operation)Error$/);
			expect(`${error?.message} ${error?.description}`).not.toMatch(CRASH);
			for (const { headers, url } of place.server.requests) {
				expect(headers).not.toHaveProperty('x-injected');
				expect(url).toMatch(/login$/);
			}
			await world.close();
		},
	);
});

describe('the credential of Twake', () => suite(twakeDesk, ['applicationId', 'privateKey']));
describe('the credential of Twake Chat', () => suite(twakeChatDesk, ['accessToken']));
describe('the credential of Chatwoot', () => suite(chatwootDesk, ['accessToken']));
describe('the credential of Chatwoot Platform', () => suite(platformDesk, ['accessToken']));
describe('the credential of Chatwoot Client', () =>
	suite(clientDesk, ['inboxIdentifier', 'hmacToken']));
