import type { INodeCredentialTestResult } from 'n8n-workflow';
import { demoWorld, startChatwoot } from '../sandbox/chatwoot';
import type { ChatwootSandbox } from '../sandbox/chatwoot';
import { demoWorld as matrixWorld, startMatrix } from '../sandbox/matrix';
import type { MatrixSandbox } from '../sandbox/matrix';
import { startTwake } from '../sandbox/twake';
import type { TwakeSandbox } from '../sandbox/twake';
import { chatwootRun } from './Chatwoot/chatwoot';
import { testCredential } from './engine';
import { FlakyServer, inTurn } from './shared/flaky-server';
import type { Answer } from './shared/flaky-server';
import { tlsFront } from './shared/tls-front';
import { twakeRun } from './Twake/twake';
import { twakeChatRun } from './TwakeChat/twake-chat';

let chatwoot: ChatwootSandbox;
let twake: TwakeSandbox;
let matrix: MatrixSandbox;
let odd: FlakyServer;

beforeAll(async () => {
	chatwoot = await startChatwoot();
	chatwoot.seed(demoWorld);
	twake = await startTwake();
	matrix = await startMatrix();
	matrix.seed(matrixWorld);
	odd = await FlakyServer.start();
});

afterAll(async () => {
	await chatwoot.close();
	await twake.close();
	await matrix.close();
	await odd.close();
});

type Test = (credential: object) => Promise<INodeCredentialTestResult>;
const tests: Record<string, Test> = {
	Chatwoot: async (credential) =>
		await testCredential(
			chatwootRun(chatwoot, { parameters: {}, credential: { ...credential } }),
			'chatwootApiTest',
		),
	Twake: async (credential) =>
		await testCredential(
			twakeRun(twake, { parameters: {}, credential: { ...credential } }),
			'twakeApiTest',
		),
	'legacy Twake': async (credential) =>
		await testCredential(
			twakeRun(twake, { parameters: {}, credential: { apiGeneration: 'legacy', ...credential } }),
			'twakeApiTest',
		),
	'Twake Chat': async (credential) =>
		await testCredential(
			twakeChatRun(matrix, { parameters: {}, credential: { ...credential } }),
			'twakeChatApiTest',
		),
};

const page = (status: number, title: string, headers = {}): Answer => ({
	status,
	body: `<html><head><title>${title}</title></head></html>`,
	headers: { 'content-type': 'text/html', ...headers },
});
const login = { 'www-authenticate': 'Basic realm="n8n"' };

describe.each(Object.entries(tests))('the test of the credential for %s', (name, test) => {
	const service = name.replace('legacy ', '');

	it.each<[string, Answer, string]>([
		[
			'a basic login of a proxy',
			page(401, '401 Authorization Required', login),
			'login of its own',
		],
		['an empty 401', { status: 401, body: '' }, 'login of its own'],
		['a firewall', page(403, 'Attention Required! | Cloudflare'), 'protection against bots'],
		['a small proxy', page(413, '413 Request Entity Too Large'), 'client_max_body_size'],
		['a page of Cloudflare', page(530, 'Error 1033'), 'what stands there'],
	])('is red for %s, which is named as such', async (_, answer, wayOut) => {
		odd.plays(inTurn(answer));
		const { status, message } = await test({ baseUrl: odd.url });
		expect(status).toBe('Error');
		expect(message).toContain(
			`Something other than ${service} answered with HTTP ${answer.status}`,
		);
		expect(message).toContain(wayOut);
	});

	it.each<[string, Answer]>([
		['a page', page(200, 'Shop')],
		['JSON of another program', { body: { hello: 'world' } }],
		['another JSON 401', { status: 401, body: { detail: 'Authentication credentials' } }],
		['another JSON 404', { status: 404, body: { error: 'Not Found', statusCode: 404 } }],
		['a list', { body: [] }],
		['nothing', { body: '' }],
	])('fails for %s', async (_, answer) => {
		odd.plays(inTurn(answer));
		const { status, message } = await test({ baseUrl: odd.url });
		expect(status).toBe('Error');
		expect(message).toMatch(/base URL|Base URL|API Generation|other than/);
		expect(message).not.toContain('undefined');
	});

	it.each([200, 302, 401, 403, 422, 500])(
		'shows nothing of it that comes back with %i',
		async (status) => {
			const credential = { accessToken: 'hush-token-of-mine', privateKey: 'hush-key-of-mine' };
			const echoes = [
				(text: string) => ({ status, body: `<title>${text}</title>` }),
				(text: string) => ({ status, body: { error: text, statusCode: 401, message: text } }),
				(text: string) => ({ status, headers: { location: `/${encodeURIComponent(text)}` } }),
			];
			for (const echo of echoes) {
				odd.plays(({ headers }) => {
					const { authorization, 'api-access-token': token } = headers;
					return echo(String(authorization ?? token ?? credential.privateKey));
				});
				const { message } = await test({ baseUrl: odd.url, ...credential });
				expect(message).not.toMatch(/hush|Basic [^*]/i);
			}
		},
	);

	it('never suggests the address of a login page', async () => {
		const location = 'https://auth.example.com/login?rd=chat';
		odd.plays(inTurn({ status: 302, body: '', headers: { location } }));
		const { status, message } = await test({ baseUrl: odd.url });
		expect(status).toBe('Error');
		expect(message).toContain('sends requests on to https://auth.example.com/login.');
		expect(message).toContain('a page where people log in');
		expect(message).not.toContain('Enter http');
	});

	it('says where to look when the port is closed', async () => {
		const { status, message } = await test({ baseUrl: 'http://127.0.0.1:1' });
		expect(status).toBe('Error');
		expect(message).toContain(
			`${service} could not be reached at http://127.0.0.1:1 (ECONNREFUSED)`,
		);
		expect(message).toContain('localhost is the container itself');
	});

	it('says how to trust an untrusted certificate, or accepts it if told to', async () => {
		const servers = [chatwoot, twake, matrix];
		const { url } = servers[['Chatwoot', 'Twake', 'Twake Chat'].indexOf(service)];
		const front = await tlsFront(url);
		const { status, message } = await test({ baseUrl: front.url });
		expect(status).toBe('Error');
		expect(message).toContain('n8n does not trust the certificate of the server');
		expect(message).toContain('NODE_EXTRA_CA_CERTS');
		expect(message).toContain('Ignore SSL Issues');

		const told = await test({ baseUrl: front.url, ignoreSslIssues: true });
		front.close();
		expect(told.message).toContain(
			{
				Chatwoot: 'Token of Alice',
				Twake: 'Logged in',
				'Twake Chat': 'Token of @n8n',
				'legacy Twake': 'no legacy API',
			}[name],
		);
	});

	it('says which address to try when the server speaks no TLS', async () => {
		const baseUrl = chatwoot.url.replace('http:', 'https:');
		const { status, message } = await test({ baseUrl });
		expect(status).toBe('Error');
		expect(message).toContain('else http://');
	});

	it('says what it waited for when the server never answers in full', async () => {
		odd.plays(inTurn({ fault: 'drip' }));
		const { status, message } = await test({ baseUrl: odd.url });
		odd.hangUp();
		expect(status).toBe('Error');
		expect(message).toContain('no whole answer within 20 s');
	}, 30_000);
});

describe('the test of a Chatwoot credential', () => {
	const profile = '/api/v1/profile';
	const notForBots = {
		status: 401,
		body: { error: 'Access to this endpoint is not authorized for bots' },
	};
	const server = (version: string, labels: Answer) =>
		odd.plays(({ url }) => {
			if (url === profile) return notForBots;
			return url === '/api' ? { body: { version } } : labels;
		});

	it('fails for the token of a platform app', async () => {
		chatwoot.state.platformTokens.add('PLATFORM_TOKEN');
		const { status, message } = await tests.Chatwoot({ accessToken: 'PLATFORM_TOKEN' });
		expect(status).toBe('Error');
		expect(message).toContain('belongs to a platform app or to an agent bot that was deleted');
	});

	it('succeeds for the token of a bot, recognised by an account that cannot exist', async () => {
		expect((await tests.Chatwoot({ accessToken: 'BOT_TOKEN' })).status).toBe('OK');
		server('4.15.1', { status: 404, body: { error: 'Resource could not be found' } });
		expect((await tests.Chatwoot({ baseUrl: odd.url })).status).toBe('OK');
		expect(odd.requests.map(({ url }) => url)).toEqual([
			profile,
			'/api/v1/accounts/0/conversations/0/labels',
		]);
	});

	it.each([
		['4.3.0', 'OK'],
		['4.14.1', 'OK'],
		['4.14.2', 'Error'],
		['5.0.0', 'Error'],
	])('cannot tell them apart before bots may read labels: %s is %s', async (version, verdict) => {
		server(version, notForBots);
		expect((await tests.Chatwoot({ baseUrl: odd.url })).status).toBe(verdict);
	});

	it('fails for a Twake server', async () => {
		const { status, message } = await tests.Chatwoot({ baseUrl: twake.url });
		expect(status).toBe('Error');
		expect(message).toMatch(/Something other than Chatwoot|no Chatwoot/);
	});
});
