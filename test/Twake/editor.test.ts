import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { searchList, testCredential } from '../engine';
import { demoIds, startTwake } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import { byId, createInSupport, twakeRun } from './twake';

let twake: TwakeSandbox;

beforeEach(async () => {
	twake = await startTwake();
});
afterEach(async () => {
	await twake.close();
});

describe('the channel picker', () => {
	const search = async (change: object, filter?: string) =>
		await searchList(
			twakeRun(twake, { parameters: { ...createInSupport, ...change } }),
			'searchChannels',
			filter,
		);

	it('lists the channels of the workspace, private ones marked', async () => {
		const { results } = await search({});

		expect(results).toEqual([
			{ name: '🔒 Team (private)', value: demoIds.privateChannel },
			{ name: '🛟 Support', value: demoIds.channel },
		]);
	});

	it('narrows the list by what was typed', async () => {
		const { results } = await search({}, 'supp');

		expect(results.map(({ value }) => value)).toEqual([demoIds.channel]);
	});

	it('asks for the company first', async () => {
		await expect(search({ company: byId('') })).rejects.toThrow('Fill in Company first');
	});

	it('shows the server’s reason when the login is wrong', async () => {
		const run = twakeRun(twake, { parameters: createInSupport, credential: { privateKey: 'no' } });

		await expect(searchList(run, 'searchChannels')).rejects.toThrow('Secret key is not valid');
	});
});

describe('the test of the Twake credential', () => {
	const test = async (credential: object = {}) =>
		await testCredential(
			twakeRun(twake, { parameters: {}, credential: { ...credential } }),
			'twakeApiTest',
		);

	it('names the application', async () => {
		expect(await test()).toEqual({ status: 'OK', message: 'Logged in as the application "n8n"' });
	});

	it.each([
		['a wrong key', { privateKey: 'no' }, /refused the login.*Secret key is not valid/],
		['an address that is none', { baseUrl: 'twake' }, /not a web address/],
		['a dead address', { baseUrl: 'http://127.0.0.1:1' }, /could not be reached.*ECONNREFUSED/],
		['a legacy server that is none', { apiGeneration: 'legacy' }, /has no legacy API/],
	])('says what is wrong with %s', async (_, credential, message) => {
		expect(await test(credential)).toEqual({
			status: 'Error',
			message: expect.stringMatching(message),
		});
	});

	it.each([
		['a web page', 200, '<!doctype html><html></html>', /it sent a web page/],
		['a redirect', 302, '', /leads elsewhere.*https:\/\/chat\.test/],
		['other JSON', 200, '{"hello":"world"}', /did not answer like Twake/],
	])('recognises %s as no Twake', async (_, status, body, message) => {
		const server = createServer((_request, response) => {
			response.writeHead(status, { location: 'https://chat.test/' }).end(body);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const result = await test({ baseUrl: `http://127.0.0.1:${port}` });
		server.close();

		expect(result).toEqual({ status: 'Error', message: expect.stringMatching(message) });
	});
});
