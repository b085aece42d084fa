import type { IBinaryData, IDataObject } from 'n8n-workflow';
import type { Upload } from '../../sandbox/chatwoot';
import {
	errorOf,
	executeNode,
	itemWithFile,
	itemWithStoredFile,
	readBinary,
	runNode,
} from '../engine';
import { FlakyServer } from '../shared/flaky-server';
import type { Answer } from '../shared/flaky-server';
import { bodiesOf, byId, byUrl, chatwootRun, demo, requestsOf, useChatwoot } from './chatwoot';
import type { ChatwootRun } from './chatwoot';

const chatwoot = useChatwoot();
const run = (given: ChatwootRun) => chatwootRun(chatwoot, given);
const account = byId(demo.account);
const call = (path: string, change: object = {}) => ({
	resource: 'customApiCall',
	operation: 'call',
	path,
	...change,
});

describe('Custom API Call', () => {
	it('outputs the records of a list, one item each', async () => {
		const parameters = call('/api/v1/accounts/{account}/labels', { account });
		const output = await runNode(run({ parameters }));

		expect(output).toMatchObject([{ title: 'shipping' }, { title: 'urgent' }]);
		expect(requestsOf(chatwoot)).toEqual(['GET /api/v1/accounts/1/labels']);
	});

	it('outputs the raw answer when it is not to be split', async () => {
		const parameters = call('/api/v1/accounts/1/contacts', { splitItems: false });
		const output = await runNode(run({ parameters }));

		expect(output).toHaveLength(1);
		expect(output[0]).toMatchObject({ meta: { count: 3 }, payload: expect.any(Array) });
	});

	it.each([
		[
			'a record out of its envelope',
			'/api/v1/accounts/1/contacts/1',
			{ id: 1, name: 'Carla Customer' },
		],
		['a bare record', '/api/v1/accounts/1/inboxes/1', { id: 1, name: 'Website Bridge' }],
		['the version', '/api', { version: '4.15.1' }],
	])('outputs %s', async (_, path, expected) => {
		expect(await runNode(run({ parameters: call(path) }))).toMatchObject([expected]);
	});

	it('outputs words and nothing as objects', async () => {
		chatwoot.state.contacts.get(1)!.labels = ['vip'];
		const labels = call('/api/v1/accounts/1/contacts/1/labels');
		const gone = call('/api/v1/accounts/1/labels/1', { method: 'DELETE' });

		expect(await runNode(run({ parameters: labels }))).toEqual([{ value: 'vip' }]);
		expect(await runNode(run({ parameters: gone }))).toEqual([{ success: true }]);
	});

	it('fills in the account: chosen, pasted, or the only one', async () => {
		const path = '/api/v1/accounts/{account}/teams/{account_id}';
		for (const given of [account, byUrl(`${chatwoot.url}/app/accounts/1/dashboard`), byId('')]) {
			await runNode(run({ parameters: call(path, { account: given }) }));
		}
		expect(requestsOf(chatwoot)).toEqual([
			'GET /api/v1/accounts/1/teams/1',
			'GET /api/v1/accounts/1/teams/1',
			'GET /api/v1/profile',
			'GET /api/v1/accounts/1/teams/1',
		]);
	});

	it('takes an address that begins with the base URL of the credential', async () => {
		const parameters = call(`${chatwoot.url}/api/v1/accounts/1/labels/1`);
		expect(await runNode(run({ parameters }))).toMatchObject([{ title: 'urgent' }]);
	});

	it.each(['PATCH', 'PUT'])('sends JSON with %s', async (method) => {
		const parameters = call('/api/v1/accounts/1/labels/1', {
			method,
			body: '{"label": {"color": "#000000"}}',
		});
		expect(await runNode(run({ parameters }))).toMatchObject([{ color: '#000000' }]);
	});

	it('sends JSON with DELETE', async () => {
		const parameters = call('/api/v1/accounts/1/inbox_members', {
			method: 'DELETE',
			body: '={{ { inbox_id: 1, user_ids: [2] } }}',
		});
		await runNode(run({ parameters }));
		expect(chatwoot.state.inboxMembers.where(({ inbox_id }) => inbox_id === 1)).toEqual([]);
	});

	it('takes method, path and body from the item', async () => {
		const items = [
			{ method: 'POST', path: '/api/v1/accounts/1/labels', body: { label: { title: 'new' } } },
			{ method: 'GET', path: '/api/v1/accounts/1/labels/2', body: {} },
		];
		const parameters = call('={{ $json.path }}', {
			method: '={{ $json.method }}',
			body: '={{ $json.body }}',
		});
		expect(await runNode(run({ parameters, items }))).toMatchObject([
			{ title: 'new' },
			{ title: 'shipping' },
		]);
	});

	it.each([
		['in memory', itemWithFile],
		['on the disk', itemWithStoredFile],
	])('sends a form with a file that n8n holds %s', async (_, itemWith) => {
		const path = '/api/v1/accounts/1/conversations/1/messages';
		const content = Buffer.from('%PDF-1.4 hello');
		const item = await itemWith({}, content, { fileName: 'ü.pdf', mimeType: 'application/pdf' });
		const parameters = call(path, {
			method: 'POST',
			bodyType: 'form',
			body: '{"content": "Here", "private": true, "content_attributes": {"a": 1}}',
			files: { file: [{ formField: 'attachments[]', inputBinaryField: 'data' }] },
		});
		const [message] = await runNode(run({ parameters, items: [item] }));

		const [{ attachments, ...fields }] = bodiesOf(chatwoot, path);
		expect(fields).toMatchObject({
			content: 'Here',
			private: 'true',
			content_attributes: { a: '1' },
		});
		const [file] = attachments as unknown as Upload[];
		expect(file).toMatchObject({ name: 'ü.pdf', type: 'application/pdf' });
		expect(message).toMatchObject({ private: true, attachments: [{ file_size: content.length }] });
	});

	it('keeps the secrets in answers to itself, also in text', async () => {
		for (const response of ['json', 'text', 'file']) {
			const [profile] = await runNode(run({ parameters: call('/api/v1/profile', { response }) }));
			expect(profile).toMatchObject({ name: 'Alice Admin' });
			expect(JSON.stringify(profile)).not.toMatch(/ADMIN_TOKEN|pubsub/);
		}
	});

	it.each([
		['Path', '', {}, 'is empty'],
		['Path', 'https://evil.example/api/v1/profile', {}, 'is not a path of the API'],
		['Path', '//evil.example/api/v1', {}, 'is not a path of the API'],
		['Path', '/api/v1/%2e%2e/%2e%2e/super_admin', {}, 'is not a path of the API'],
		['Path', '/super_admin', {}, 'is not a path of the API'],
		['Path', '/api/v1/profile?x=1', {}, 'is not a path of the API'],
		['Path', '/api/v1/accounts/{account}/contacts/{id}', {}, 'holds a placeholder: {id}'],
		['Method', '/api', { method: 'TRACE' }, 'is "TRACE"'],
		['Query', '/api', { query: '[1]' }, 'should be a JSON object'],
		['Body', '/api', { method: 'POST', body: '{' }, 'is not valid JSON'],
		['Response', '/api', { response: 'xml' }, 'is "xml"'],
		['Put Output File in Field', '/api', { response: 'file', outputBinaryField: ' ' }, 'is empty'],
		[
			'Files > File 1 > Input Binary Field',
			'/api',
			{
				method: 'POST',
				bodyType: 'form',
				files: { file: [{ formField: 'a', inputBinaryField: '' }] },
			},
			'is empty',
		],
		['Account', '/api/v1/accounts/{account}', { account: byId('={{ "1abc" }}') }, 'is not an ID'],
	])('refuses a bad "%s" before any request: %j %j', async (name, path, change, problem) => {
		const error = await errorOf(run({ parameters: call(path, { account, ...change }) }));

		expect(error.message).toContain(`"${name}" ${problem}`);
		expect(chatwoot.requests).toEqual([]);
	});

	it('sends the server’s error to the error output', async () => {
		const items = [{ id: 99 }, { id: 1 }];
		const parameters = call('=/api/v1/accounts/1/contacts/{{ $json.id }}');
		const { outputs } = await executeNode(
			run({ parameters, items, onError: 'continueErrorOutput' }),
		);

		expect(outputs[0]).toMatchObject([{ json: { id: 1 }, pairedItem: { item: 1 } }]);
		expect(outputs[1][0].json.error).toBe('Chatwoot did not find contact 99, account 1');
	});

	it('names the role that is needed', async () => {
		const credential = { accessToken: 'AGENT_TOKEN' };
		const parameters = call('/api/v1/accounts/1/webhooks');
		const error = await errorOf(run({ parameters, credential }));
		expect(error.description).toContain('Administrator');
	});
});

describe('Custom API Call of a report', () => {
	const csv = 'Reporting period 2026-11-14 to 2026-11-22\n\n\nAgent name\nAda Ädmin\n';
	const headers = {
		'content-type': 'text/csv',
		'content-disposition': 'attachment; filename=agents_report.csv',
	};
	const path = '/api/v2/accounts/1/reports/agents';
	const withServer = async <T>(answer: Answer, work: (baseUrl: string) => Promise<T>) => {
		const server = await FlakyServer.start();
		server.plays(() => answer);
		try {
			return { result: await work(server.url), received: server.requests };
		} finally {
			await server.close();
		}
	};

	it('sends query parameters whose names mean something to JavaScript', async () => {
		const parameters = call(path, { query: '{"__proto__": ["a", "b"], "constructor": {"x": 1}}' });
		const { received } = await withServer({ body: {} }, async (baseUrl) =>
			runNode(run({ parameters, credential: { baseUrl } })),
		);
		expect(decodeURIComponent(received[0].url)).toBe(
			`${path}?__proto__[]=a&__proto__[]=b&constructor[x]=1`,
		);
	});

	it('sends query parameters as Rails reads them', async () => {
		const query = { since: 1, labels: ['a b', 'c+d'], none: null, f: { deep: [1], word: '' } };
		const parameters = call(path, { query: JSON.stringify(query) });
		const { received } = await withServer({ body: {} }, async (baseUrl) =>
			runNode(run({ parameters, credential: { baseUrl } })),
		);
		expect(decodeURIComponent(received[0].url)).toBe(
			`${path}?since=1&labels[]=a+b&labels[]=c+d&f[deep][]=1&f[word]=`,
		);
		expect(received[0].url).toContain('c%2Bd');
	});

	it('keeps the passwords of other services to itself', async () => {
		const keys = ['api_key', 'webhook_verify_token'];
		const provider_config = Object.fromEntries(keys.map((key) => [key, 'HUSH']));
		const inbox = { id: 5, imap_password: 'HUSH', smtp_password: 'HUSH', auth_token: 'HUSH' };
		const body = { payload: [{ ...inbox, provider_config }] };
		const { result } = await withServer({ body }, async (baseUrl) =>
			runNode(run({ parameters: call('/api/v1/accounts/1/inboxes'), credential: { baseUrl } })),
		);
		expect(result).toEqual([{ id: 5, provider_config: {} }]);
	});

	it('puts the file into a binary field', async () => {
		const parameters = call(path, { response: 'file', outputBinaryField: 'report' });
		const { result } = await withServer({ headers, body: csv }, async (baseUrl) =>
			executeNode(run({ parameters, credential: { baseUrl } })),
		);
		const [{ json, binary }] = result.outputs[0];
		const { report } = binary as { report: IBinaryData };

		expect(json).toEqual({ file_name: 'agents_report.csv', mime_type: 'text/csv' });
		expect(report).toMatchObject({ fileName: 'agents_report.csv', mimeType: 'text/csv' });
		expect((await readBinary(report)).toString()).toBe(csv);
	});

	it('outputs the text', async () => {
		const parameters = call(path, { response: 'text' });
		const { result } = await withServer({ headers, body: csv }, async (baseUrl) =>
			runNode(run({ parameters, credential: { baseUrl } })),
		);
		expect(result).toEqual([{ text: csv, mime_type: 'text/csv' }]);
	});

	it.each([
		['GET', ''],
		['POST', ', the request may have been carried out'],
	])('says what to choose when %s is read as JSON', async (method, done) => {
		const parameters = call(path, { method });
		const { result } = await withServer({ headers, body: csv }, async (baseUrl) =>
			errorOf(run({ parameters, credential: { baseUrl } })),
		);
		expect(result.message).toBe(
			`"Response" is JSON, but the server answered with something else${done}`,
		);
		expect(result.description).toContain('Text or File');
	});

	it.each([
		['evil/../../name.csv', 'name.csv'],
		['..%2F..%2Fname.csv', 'name.csv'],
		['..', 'agents'],
		['', 'agents'],
	])('takes only a name from the answer: %j', async (filename, expected) => {
		const parameters = call(path, { response: 'file' });
		const odd = { ...headers, 'content-disposition': `attachment; filename="${filename}"` };
		const { result } = await withServer({ headers: odd, body: csv }, async (baseUrl) =>
			runNode(run({ parameters, credential: { baseUrl } })),
		);
		expect(result).toMatchObject([{ file_name: expected }]);
	});

	it.each(['text/plain', 'application/json'])('shows no token that %s repeats', async (type) => {
		const parameters = call(path, { response: 'text' });
		const headers = { 'content-type': type };
		const echo = { headers, body: '{"got": "ADMIN_TOKEN"}' };
		const { result } = await withServer(echo, async (baseUrl) =>
			runNode(run({ parameters, credential: { baseUrl } })),
		);
		expect(JSON.stringify(result)).toContain('***');
		expect(JSON.stringify(result)).not.toContain('ADMIN_TOKEN');
	});

	it('distinguishes a truncated answer from another type', async () => {
		const json = { 'content-type': 'application/json' };
		const { result } = await withServer({ headers: json, body: '{"payload": [' }, async (baseUrl) =>
			errorOf(run({ parameters: call(path), credential: { baseUrl } })),
		);
		expect(result.message).toContain('not complete');
	});

	it.each(['json', 'text', 'file'])('never sends a POST twice, read as %s', async (response) => {
		const parameters = call('/api/v1/accounts/1/labels', { method: 'POST', response });
		const { result, received } = await withServer(
			{ status: 502, body: 'Bad gateway' },
			async (baseUrl) => errorOf(run({ parameters, credential: { baseUrl } })),
		);
		expect(result.message).toContain('may have been carried out');
		expect(received).toHaveLength(1);
	});

	it.each(['json', 'text', 'file'])('says what the server said, read as %s', async (response) => {
		const body: IDataObject = { message: 'Title too short', attributes: ['title'] };
		const parameters = call(path, { response });
		const { result } = await withServer({ status: 422, body }, async (baseUrl) =>
			errorOf(run({ parameters, credential: { baseUrl } })),
		);
		expect(result.message).toBe('Chatwoot does not accept the values: Title too short');
	});
});
