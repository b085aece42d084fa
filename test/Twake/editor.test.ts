import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runNode, searchList, testCredential } from '../engine';
import { demoIds, startTwake } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import { addressOn, byId, byUrl, createInSupport, twakeRun } from './twake';

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

	it('lists the channels of the workspace, marking private ones', async () => {
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

	it('looks in the company of the application when none is given', async () => {
		const { results } = await search({ company: byId('') });

		expect(results).toHaveLength(2);
	});

	it('says what it needs and by what else it can be had', async () => {
		const failure = search({ workspace: byId('') });

		await expect(failure).rejects.toMatchObject({
			message: 'Fill in Workspace first to see this list',
			description: expect.stringContaining('paste its address from the browser'),
		});
	});

	it('says so where a list would always be empty', async () => {
		const workspace = byId('7f8d2a00-7c11-11ef-8a2b-000000000000');

		await expect(search({ workspace })).rejects.toThrow('"Workspace" has no channels');
	});

	it('cannot evaluate expressions', async () => {
		const workspace = byId('={{ $json.workspace }}');

		await expect(search({ workspace })).rejects.toThrow('Workspace is an expression');
	});

	it('refuses an address of another server', async () => {
		const { company, workspace, channel } = demoIds;
		const address = byUrl(`https://x.test/client/${company}/w/${workspace}/c/${channel}`);

		await expect(search({ channel: address })).rejects.toThrow('is an address of x.test');
	});

	it('shows the server’s reason when the login is wrong', async () => {
		const run = twakeRun(twake, { parameters: createInSupport, credential: { privateKey: 'no' } });

		await expect(searchList(run, 'searchChannels')).rejects.toThrow('Secret key is not valid');
	});
});

describe('the channel picker with pasted addresses', () => {
	const { company, workspace, channel } = demoIds;
	const path = `${company}/w/${workspace}/c/${channel}`;

	it.each([
		['company and workspace', ['company', 'workspace']],
		['the company alone', ['company']],
		['the workspace alone', ['workspace']],
		['the channel itself', ['channel']],
	])('takes them from %s', async (_, pasted) => {
		const empty = { company: byId(''), workspace: byId(''), channel: byId('') };
		const addresses = pasted.map((name) => [name, addressOn(twake, path)]);
		const parameters = { ...createInSupport, ...empty, ...Object.fromEntries(addresses) };
		const { results } = await searchList(twakeRun(twake, { parameters }), 'searchChannels');

		expect(results).toHaveLength(2);
	});
});

describe('the user picker', () => {
	const search = async (filter?: string, change: object = {}) => {
		const parameters = { resource: 'user', operation: 'get', ...change };
		return (await searchList(twakeRun(twake, { parameters }), 'searchUsers', filter)).results;
	};

	it('finds people from the first letter, in the company of the application', async () => {
		expect(await search('a')).toEqual([{ name: 'Alice Martin (@alice)', value: demoIds.alice }]);
	});

	it('sends no request while nothing is typed', async () => {
		expect(await search()).toEqual([]);
		expect(twake.requests).toEqual([]);
	});
});

describe('the pickers of threads and messages', () => {
	const texts = ['First thread', 'Second\nthread', 'Third thread'];
	let ids: string[];
	const search = async (method: string, change: object = {}, filter?: string) => {
		const run = twakeRun(twake, { parameters: { ...createInSupport, ...change } });
		return (await searchList(run, method, filter)).results;
	};

	beforeEach(async () => {
		const options = { concurrency: 1 };
		const parameters = { ...createInSupport, text: '={{ $json.text }}', options };
		const items = texts.map((text) => ({ text }));
		const output = await runNode(twakeRun(twake, { parameters, items }));
		ids = output.map(({ id }) => String(id));
	});

	it('list the threads of the channel, newest first, on one line with their time', async () => {
		const found = await search('searchThreads');

		expect(found.map(({ value }) => value)).toEqual([...ids].reverse());
		expect(found[1].name).toMatch(/^Second thread \(\d{4}-\d\d-\d\d \d\d:\d\d\)$/);
	});

	it('bring a thread up when somebody replies', async () => {
		const reply = { ...createInSupport, operation: 'reply', thread: byId(ids[0]), text: 'Again' };
		await runNode(twakeRun(twake, { parameters: reply }));

		expect((await search('searchThreads')).map(({ value }) => value)).toEqual([
			ids[0],
			ids[2],
			ids[1],
		]);
	});

	it('narrow the threads by what was typed', async () => {
		expect(await search('searchThreads', {}, 'SECOND')).toMatchObject([{ value: ids[1] }]);
		expect(await search('searchThreads', {}, 'nothing like it')).toEqual([]);
	});

	it('list the messages of the thread, newest first', async () => {
		const reply = { ...createInSupport, operation: 'reply', thread: byId(ids[0]), text: 'A reply' };
		await runNode(twakeRun(twake, { parameters: reply }));
		const found = await search('searchMessages', { thread: byId(ids[0]) });

		expect(found.map(({ name }) => name.replace(/ \(.*/, ''))).toEqual(['A reply', 'First thread']);
		expect(found[1].value).toBe(ids[0]);
		expect(await search('searchMessages', { thread: byId(ids[0]) }, 'repl')).toHaveLength(1);
	});

	it('take everything from one pasted address', async () => {
		const { company, workspace, channel } = demoIds;
		const address = `${twake.url}/client/${company}/w/${workspace}/c/${channel}`;
		const empty = { company: byId(''), workspace: byId('') };

		expect(await search('searchThreads', { ...empty, channel: byUrl(address) })).toHaveLength(3);
		expect(
			await search('searchMessages', { ...empty, thread: byUrl(`${address}/t/${ids[1]}`) }),
		).toHaveLength(1);
	});

	it.each([
		['searchThreads', { channel: byId('') }, 'Fill in Channel first'],
		['searchThreads', { workspace: byId('') }, 'Fill in Workspace first'],
		['searchMessages', { thread: byId('') }, 'Fill in Thread first'],
	])('ask for what is missing: %s with %j', async (method, change, message) => {
		await expect(search(method, change)).rejects.toThrow(message);
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
