import type { INodeCredentialTestResult } from 'n8n-workflow';
import { ChatwootClient } from '../../nodes/Chatwoot/client/ChatwootClient.node';
import { demoWorld, startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { errorOf, testCredential } from '../engine';
import { FlakyServer, inTurn } from '../shared/flaky-server';
import type { Answer } from '../shared/flaky-server';
import { tlsFront } from '../shared/tls-front';
import { CARLA, clientRun, hashOf, HMAC_TOKEN } from './client';

let chatwoot: ChatwootSandbox;
let odd: FlakyServer;

beforeAll(async () => {
	chatwoot = await startChatwoot();
	odd = await FlakyServer.start();
});
beforeEach(() => {
	chatwoot.seed(demoWorld);
	chatwoot.requests.length = 0;
});
afterAll(async () => {
	await chatwoot.close();
	await odd.close();
});

const test = async (credential: object): Promise<INodeCredentialTestResult> => {
	const { credentialData } = clientRun(chatwoot, { parameters: {} });
	return await testCredential(
		{ node: new ChatwootClient(), credentialData: { ...credentialData, ...credential } },
		'chatwootClientApiTest',
	);
};
const demand = () => {
	chatwoot.state.inboxes.get(1)!.channel.hmac_mandatory = true;
};

describe('the test of a credential for Chatwoot Client', () => {
	it('names the inbox to which it leads', async () => {
		expect(await test({})).toEqual({
			status: 'OK',
			message: 'Leads to the inbox Website Bridge, which believes its customers who they are',
		});
		const [{ method, path, headers }] = chatwoot.requests;
		expect([method, path]).toEqual(['GET', '/public/api/v1/inboxes/BRIDGE_IDENTIFIER']);
		expect(headers).not.toHaveProperty('api-access-token');
	});

	it('takes an address pasted from the dashboard', async () => {
		const baseUrl = `${chatwoot.url}/app/accounts/1/settings/inboxes/1`;

		expect((await test({ baseUrl })).status).toBe('OK');
	});

	it('wants the token where the inbox demands proofs, and says what it cannot tell', async () => {
		demand();
		expect(await test({})).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('but the HMAC Token is empty') as string,
		});
		expect(await test({ hmacToken: HMAC_TOKEN })).toMatchObject({
			status: 'OK',
			message: expect.stringContaining('is right shows only when') as string,
		});
	});

	it.each(['nonsense', 'ADMIN_TOKEN'])('does not know the inbox %j', async (inboxIdentifier) => {
		const { status, message } = await test({ inboxIdentifier });

		expect(status).toBe('Error');
		expect(message).toContain('Chatwoot has no API inbox with the Inbox Identifier');
		expect(message).toContain('Other types of inboxes have no customers here');
	});

	it('says the same of a website, whose token is of another kind', async () => {
		const inboxIdentifier = String(chatwoot.state.inboxes.get(2)!.channel.website_token);

		expect((await test({ inboxIdentifier })).message).toContain('Chatwoot has no API inbox');
	});

	it.each(['', ' ', 'a/b', 'https://x.example'])(
		'sends nothing for %j',
		async (inboxIdentifier) => {
			const { status, message } = await test({ inboxIdentifier });

			expect(status).toBe('Error');
			expect(message).toContain('is empty, or holds what no identifier has');
			expect(chatwoot.requests).toEqual([]);
		},
	);

	it('tells another program from a Chatwoot that does not know the inbox', async () => {
		odd.plays(() => ({ status: 404, body: { status: 404, error: 'Not Found' } }));
		expect((await test({ baseUrl: odd.url })).message).toContain('There is no Chatwoot at this');
		const headers = { 'content-type': 'text/html' };
		odd.plays(() => ({ status: 404, body: '<h1>Not found</h1>', headers }));
		const { status, message } = await test({ baseUrl: odd.url });
		expect(status).toBe('Error');
		expect(message).toMatch(/Something other than Chatwoot|no Chatwoot/);
	});

	it.each<[string, Answer]>([
		['a page', { body: '<html></html>', headers: { 'content-type': 'text/html' } }],
		['JSON of another program', { body: { hello: 'world' } }],
		['a list', { body: [] }],
		['nothing', { body: '' }],
		['a login of a proxy', { status: 401, body: '' }],
		['a firewall', { status: 403, body: '<title>Attention Required! | Cloudflare</title>' }],
	])('fails for %s', async (_, answer) => {
		odd.plays(inTurn(answer));
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

describe('what a server or a proxy repeats', () => {
	const run = (identifier: string) =>
		clientRun(chatwoot, {
			parameters: {
				resource: 'contact',
				operation: 'get',
				sourceId: CARLA,
				additionalFields: { identifier },
			},
			credential: { baseUrl: odd.url, hmacToken: HMAC_TOKEN },
		});

	it.each([302, 401, 403, 422, 500])(
		'shows neither the token nor the proof: %i',
		async (status) => {
			odd.plays(({ url }) => ({
				status,
				headers: { location: `/elsewhere${url}` },
				body: { error: `${url} ${HMAC_TOKEN}`, identifier_hash: hashOf('shop-1001') },
			}));
			const shown = JSON.stringify(await errorOf(run('shop-1001')));

			expect(odd.requests.at(-1)?.url).toContain(`identifier_hash=${hashOf('shop-1001')}`);
			expect(shown).not.toContain(hashOf('shop-1001'));
			expect(shown).not.toContain(HMAC_TOKEN);
		},
	);

	it('leaves other digests alone', async () => {
		const digest = 'ab'.repeat(32);
		odd.plays(() => ({ status: 422, body: { message: `The file ${digest} is too large` } }));

		expect((await errorOf(run('shop-1001'))).message).toContain(digest);
	});
});
