import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { demoWorld } from '../../sandbox/chatwoot';
import { searchList, testCredential } from '../engine';
import { byId, byUrl, chatwootRun, demo, requestsOf, useChatwoot } from './chatwoot';

const chatwoot = useChatwoot();

const inAccount = { account: byId(demo.account) };
const search = async (
	method: string,
	filter?: string,
	{
		parameters = inAccount as object,
		credential = {},
		page = undefined as string | undefined,
	} = {},
) =>
	await searchList(
		chatwootRun(chatwoot, { parameters: { ...parameters }, credential }),
		method,
		filter,
		page,
	);
const manyContacts = (count: number) => ({
	...demoWorld,
	contacts: Object.fromEntries(
		Array.from({ length: count }, (_, index) => [
			`c${index}`,
			{
				id: index + 1,
				name: `Person ${String(count - index).padStart(3, '0')}`,
				email: `p${index}@x.example`,
			},
		]),
	),
	conversation: null,
	messages: [],
});

describe('the pickers', () => {
	it('list the accounts of the token', async () => {
		const { results } = await search('searchAccounts');
		expect(results).toEqual([{ name: 'Acme Support', value: 1 }]);
	});

	it('list the inboxes with their type, narrowed by what was typed', async () => {
		expect((await search('searchInboxes')).results).toEqual([
			{ name: 'Shop Chat (WebWidget)', value: 2 },
			{ name: 'Website Bridge (Api)', value: 1 },
		]);
		expect((await search('searchInboxes', 'bri')).results.map(({ value }) => value)).toEqual([1]);
	});

	it('list agents and teams', async () => {
		expect((await search('searchAgents', 'arthur')).results).toEqual([
			{ name: 'Arthur Agent (arthur@acme.example)', value: 2 },
		]);
		expect((await search('searchTeams')).results).toEqual([{ name: 'first line', value: 1 }]);
	});

	it('list contacts by name, page by page, each once', async () => {
		chatwoot.seed(manyContacts(40));
		const pages = [];
		let page: string | undefined;
		do {
			const { results, paginationToken } = await search('searchContacts', undefined, { page });
			pages.push(results.map(({ name }) => name));
			page = paginationToken as string | undefined;
		} while (page !== undefined);

		expect(pages.map((names) => names.length)).toEqual([15, 15, 10]);
		expect(pages.flat()).toEqual([...pages.flat()].sort());
		expect(new Set(pages.flat()).size).toBe(40);
	});

	it('search contacts on the server, also page by page', async () => {
		chatwoot.seed(manyContacts(40));
		const first = await search('searchContacts', ' P1@ ');
		expect(first.results.map(({ name }) => name)).toEqual(['Person 039 (p1@x.example)']);
		const { paginationToken } = await search('searchContacts', '@x.example');
		const second = await search('searchContacts', '@x.example', {
			page: paginationToken as string,
		});
		expect(second.results).toHaveLength(15);
	});

	it('name contacts by all that is known of them', async () => {
		const { results } = await search('searchContacts');
		expect(results.map(({ name }) => name)).toEqual([
			'Carla Customer (carla@customer.example, +4930123456, shop-1001)',
			'Dan Davies (dan@davies.example)',
			'Erin Example (+12025550123)',
		]);
	});

	it.each([
		['nothing', undefined],
		['its number', '#1'],
		['the name of the contact', 'carla'],
		['a text in its messages', 'parcel'],
	])('find a conversation by %s', async (_name, filter) => {
		const { results } = await search('searchConversations', filter);
		expect(results).toEqual([
			{ name: '#1 Carla Customer, open: It left our house this morning.', value: 1 },
		]);
	});

	it('show resolved conversations too', async () => {
		chatwoot.state.conversations.get(1)!.status = 'resolved';
		const { results } = await search('searchConversations');
		expect(results[0].name).toContain('resolved');
	});

	it('refuse an address of another server', async () => {
		const account = byUrl('https://staging.example/app/accounts/1/dashboard');
		await expect(search('searchContacts', '', { parameters: { account } })).rejects.toThrow(
			`The account is an address of staging.example, but the credential is for ${new URL(chatwoot.url).host}`,
		);
	});

	it('work in the only account when none is chosen, and in the one of a pasted address', async () => {
		expect(
			(await search('searchTeams', '', { parameters: { account: byId('') } })).results,
		).toHaveLength(1);
		const parameters = { account: byUrl(`${chatwoot.url}/app/accounts/1/dashboard`) };
		await search('searchTeams', '', { parameters });
		expect(requestsOf(chatwoot)).toEqual([
			'GET /api/v1/profile',
			'GET /api/v1/accounts/1/teams',
			'GET /api/v1/accounts/1/teams',
		]);
	});

	it('ask for the account when the token has several', async () => {
		const { state } = chatwoot;
		state.accounts.insert({ ...state.accounts.get(1)!, id: 9, name: 'Other' });
		state.memberships.insert({ ...state.memberships.get(1)!, id: undefined, account_id: 9 });
		const parameters = { account: byId('') };
		await expect(search('searchTeams', '', { parameters })).rejects.toThrow(
			'Choose the account first',
		);
		expect((await search('searchAccounts')).results).toHaveLength(2);
	});

	it('say that a bot has to enter IDs', async () => {
		const credential = { accessToken: 'BOT_TOKEN' };
		await expect(search('searchAccounts', '', { credential })).rejects.toThrow('enter IDs instead');
		await expect(search('searchInboxes', '', { credential })).rejects.toThrow(
			'does not let bots do this',
		);
	});
});

describe('the test of the Chatwoot credential', () => {
	const test = async (credential: object = {}) =>
		await testCredential(
			chatwootRun(chatwoot, { parameters: {}, credential: { ...credential } }),
			'chatwootApiTest',
		);

	it('names the user, the role and the accounts', async () => {
		expect(await test()).toEqual({
			status: 'OK',
			message:
				'Token of Alice Admin (alice@acme.example), member of Acme Support (1) as administrator',
		});
		expect((await test({ accessToken: ' AGENT_TOKEN ' })).message).toContain(
			'Acme Support (1) as agent',
		);
	});

	it('takes a base URL as it is pasted', async () => {
		expect(await test({ baseUrl: ` ${chatwoot.url}/app/accounts/1/dashboard ` })).toMatchObject({
			status: 'OK',
		});
	});

	it('says that a bot can do little', async () => {
		const { status, message } = await test({ accessToken: 'BOT_TOKEN' });
		expect(status).toBe('OK');
		expect(message).toContain('the account ID has to be entered');
	});

	it.each([
		['a wrong token', { accessToken: 'NO' }, 'Chatwoot does not know the access token'],
		['no token', { accessToken: ' ' }, 'The access token in the Chatwoot credential is empty'],
		['a token with a line break', { accessToken: 'A\nB' }, 'holds a line break'],
		['no web address', { baseUrl: 'app.chatwoot.com' }, 'The base URL is not a web address'],
		['a closed port', { baseUrl: 'http://127.0.0.1:1' }, 'ECONNREFUSED'],
	])('refuses %s', async (_name, credential, message) => {
		const verdict = await test(credential);
		expect(verdict.status).toBe('Error');
		expect(verdict.message).toContain(message);
	});

	it('says that the user has lost all accounts', async () => {
		const { memberships } = chatwoot.state;
		memberships
			.where(({ user_id }) => user_id === demo.admin)
			.forEach(({ id }) => memberships.remove(id));
		expect((await test()).message).toBe(
			'The user Alice Admin (alice@acme.example) belongs to no account',
		);
	});

	it.each([
		[
			'a proxy that removes the header',
			401,
			'application/json',
			'{"errors":["Sign in or sign up"]}',
			'No access token reached Chatwoot',
		],
		[
			'a web page',
			200,
			'text/html',
			'<!DOCTYPE html><title>Shop</title>',
			'did not answer like Chatwoot: it sent a web page',
		],
		[
			'JSON of something else',
			200,
			'application/json',
			'{"hello":"world"}',
			'There is no Chatwoot at this base URL',
		],
		['a 404 page', 404, 'text/html', '<h1>Nothing here</h1>', 'There is no Chatwoot'],
		['a redirect', 301, 'text/html', '', 'leads elsewhere'],
	])('recognises %s', async (_name, status, type, body, message) => {
		const location = 'https://chat.example.com/api/v1/profile';
		const server = createServer((_request, response) => {
			response
				.writeHead(status, { 'content-type': type, ...(status === 301 && { location }) })
				.end(body);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const verdict = await test({ baseUrl: `http://127.0.0.1:${port}` });
		server.close();

		expect(verdict.status).toBe('Error');
		expect(verdict.message).toContain(message);
	});
});
