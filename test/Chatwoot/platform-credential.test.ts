import { ChatwootPlatform } from '../../nodes/Chatwoot/platform/ChatwootPlatform.node';
import { demoWorld, startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { errorOf, testCredential } from '../engine';
import { FlakyServer } from '../shared/flaky-server';
import type { Answer } from '../shared/flaky-server';
import { tlsFront } from '../shared/tls-front';
import { byId } from './chatwoot';
import { platformRun } from './platform';

let chatwoot: ChatwootSandbox;
let odd: FlakyServer;

beforeAll(async () => {
	chatwoot = await startChatwoot();
	chatwoot.seed(demoWorld);
	odd = await FlakyServer.start();
});
afterAll(async () => {
	await chatwoot.close();
	await odd.close();
});

const test = async (credential: object) => {
	const { credentialData } = platformRun(chatwoot, { parameters: {} });
	return await testCredential(
		{ node: new ChatwootPlatform(), credentialData: { ...credentialData, ...credential } },
		'chatwootPlatformApiTest',
	);
};

describe('the test of a credential for Chatwoot Platform', () => {
	it('knows the token of a platform app', async () => {
		expect(await test({})).toMatchObject({ status: 'OK' });
	});

	it.each([
		['ADMIN_TOKEN', 'This is the token of the user Alice Admin (alice@acme.example), not of'],
		['BOT_TOKEN', 'This is the token of an agent bot, not of a platform app'],
		['NO_TOKEN', 'The Platform API of Chatwoot does not know the access token'],
		['', 'The access token in the Chatwoot credential is empty'],
	])('says whose token %j is', async (accessToken, problem) => {
		const { status, message } = await test({ accessToken });

		expect(status).toBe('Error');
		expect(message).toContain(problem);
	});

	it('believes a Chatwoot that fails at the list of bots, as 4.3.0 did', async () => {
		const failing = (version: Answer) =>
			odd.plays(({ url }) =>
				url === '/api' ? version : { status: 500, body: { status: 500, error: 'x' } },
			);
		failing({ body: { version: '4.3.0' } });
		expect((await test({ baseUrl: odd.url })).status).toBe('OK');
		failing({ status: 404, body: '' });
		expect((await test({ baseUrl: odd.url })).status).toBe('Error');
	});

	it.each<[string, Answer]>([
		['a page', { body: '<html></html>', headers: { 'content-type': 'text/html' } }],
		['an empty list', { body: [] }],
		['JSON of another program', { body: { hello: 'world' } }],
		['no such page', { status: 404, body: { status: 404, error: 'Not Found' } }],
		['a login of a proxy', { status: 401, body: '' }],
		['nothing', { body: '' }],
	])('fails for a server that always answers with %s', async (_, answer) => {
		odd.plays(() => answer);
		const { status, message } = await test({ baseUrl: odd.url });

		expect(status).toBe('Error');
		expect(message).toMatch(/base URL|other than Chatwoot/);
	});

	it('says how to trust an untrusted certificate, or accepts it if told to', async () => {
		const front = await tlsFront(chatwoot.url);
		const distrusted = await test({ baseUrl: front.url });
		const told = await test({ baseUrl: front.url, ignoreSslIssues: true });
		front.close();

		expect(distrusted.message).toContain('Ignore SSL Issues');
		expect(told.status).toBe('OK');
	});
});

it('never shows the token that a server repeats', async () => {
	odd.plays(({ headers }) => ({ status: 422, body: { message: headers['api-access-token'] } }));
	const parameters = { resource: 'account', operation: 'get', account: byId(1) };
	const credential = { baseUrl: odd.url, accessToken: 'hush-token-of-the-app' };
	const shown = JSON.stringify(await errorOf(platformRun(chatwoot, { parameters, credential })));

	expect(shown).toContain('***');
	expect(shown).not.toContain('hush');
});
