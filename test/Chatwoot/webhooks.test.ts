import { byId } from './chatwoot';
import { asAgent, Desk } from './desk';

const desk = new Desk('webhook');
const url = 'https://n8n.example.com/webhook/one';
const create = { url, events: ['message_created', 'contact_created'] };
const first = { webhook: byId(1) };

describe('Webhook', () => {
	it('is created with its events, and its secret stays in Chatwoot', async () => {
		const [output] = await desk.output('create', { ...create, additionalFields: { name: 'n8n' } });
		expect(desk.sent('POST')).toEqual([
			[
				'/webhooks',
				{ webhook: { url, subscriptions: ['message_created', 'contact_created'], name: 'n8n' } },
			],
		]);
		expect(output).toEqual({
			id: 1,
			account_id: 1,
			name: 'n8n',
			url,
			subscriptions: ['message_created', 'contact_created'],
		});
		expect(desk.chatwoot.state.webhooks.get(1)?.secret).toEqual(expect.any(String));
	});

	it('is read alone and in the list, without its secret', async () => {
		await desk.output('create', create);
		await desk.output('create', { ...create, url: `${url}/2` });
		expect(await desk.output('get', first)).toEqual([
			{ id: 1, account_id: 1, name: null, url, subscriptions: create.events },
		]);
		const all = await desk.output('getMany', { returnAll: true });
		expect(all.map((webhook) => webhook.url)).toEqual([url, `${url}/2`]);
		expect(JSON.stringify(all)).not.toContain('secret');
		expect(await desk.output('getMany', { limit: 1 })).toHaveLength(1);
		expect(await desk.refusal('get', { webhook: byId(9) })).toContain(
			'Chatwoot did not find webhook 9',
		);
	});

	it('is changed in what was given, and keeps its secret', async () => {
		await desk.output('create', create);
		const { secret } = { ...desk.chatwoot.state.webhooks.get(1)! };
		const updateFields = { events: '={{ "message_updated, message_created" }}' };
		expect(await desk.output('update', { ...first, updateFields })).toMatchObject([
			{ url, subscriptions: ['message_updated', 'message_created'] },
		]);
		await desk.output('update', { ...first, updateFields: { name: 'x', url: `${url}?token=1` } });
		expect(desk.sent('PATCH')[1]).toEqual([
			'/webhooks/1',
			{ webhook: { name: 'x', url: `${url}?token=1` } },
		]);
		expect(desk.chatwoot.state.webhooks.get(1)?.secret).toBe(secret);
	});

	it('is deleted, once', async () => {
		await desk.output('create', create);
		expect(await desk.output('delete', first)).toEqual([{ deleted: true, id: 1 }]);
		expect(await desk.refusal('delete', first)).toContain('Chatwoot did not find webhook 1');
	});

	it('encodes what Chatwoot could not call, and leaves the rest as it was typed', async () => {
		const urls = [
			[
				'https://user:p%40ss@n8n.example.com/hook?x=1',
				'https://user:p%40ss@n8n.example.com/hook?x=1',
			],
			['https://n8n.example.com', 'https://n8n.example.com'],
			['https://n8n.example.com/', 'https://n8n.example.com/'],
			[' https://münchen.example/für dich ', 'https://xn--mnchen-3ya.example/f%C3%BCr%20dich'],
			['http://10.0.0.1:5678/a[1]|b', 'http://10.0.0.1:5678/a%5B1%5D%7Cb'],
			['http://[::1]:5678/x', 'http://[::1]:5678/x'],
		];
		const items = urls.map(([typed]) => ({ typed }));
		const output = await desk.output('create', { ...create, url: '={{ $json.typed }}' }, { items });
		expect(output.map((webhook) => webhook.url)).toEqual(urls.map(([, sent]) => sent));
	});

	it('explains an address that is taken, and goes on', async () => {
		const items = [{ url }, { url }, { url: `${url}/2` }];
		const { outputs } = await desk.result(
			'create',
			{ ...create, url: '={{ $json.url }}' },
			{ items, onError: 'continueErrorOutput' },
		);
		expect(outputs[0]).toHaveLength(2);
		expect(outputs[1]).toHaveLength(1);
		expect(outputs[1][0].json.error).toContain('Url has already been taken');
		expect(outputs[1][0].error?.description).toContain('has this URL already');
	});

	it.each([
		['create', { url: '' }, '"URL" is empty'],
		['create', { url: 'n8n.example.com/hook' }, '"URL" is not a web address'],
		['create', { url: 'see https://n8n.example.com' }, '"URL" is not a web address'],
		['create', { url: 'https:// n8n.example.com' }, '"URL" is not a web address'],
		['create', { url: 'javascript:alert(1)' }, '"URL" is not a web address'],
		['create', { url, events: [] }, '"Events" is empty'],
		[
			'create',
			{ url, events: ['Message_created'] },
			'"Events" holds an unknown event: "Message_created"',
		],
		['create', { url, events: '={{ {} }}' }, '"Events" should be text, but is an object'],
		['update', { ...first, updateFields: { events: [] } }, '"Update Fields" is empty'],
		[
			'update',
			{ ...first, updateFields: { url: 'x' } },
			'"Update Fields > URL" is not a web address',
		],
		['update', { ...first, updateFields: { events: ['x'] } }, 'holds an unknown event: "x"'],
		['delete', { webhook: byId('={{ "1a" }}') }, '"Webhook" is not an ID: "1a"'],
	])('refuses %s with %j before any request', async (operation, change, problem) => {
		expect(await desk.refusal(operation, change)).toContain(problem);
		expect(desk.chatwoot.requests).toEqual([]);
	});

	it.each([
		['create', create],
		['getMany', {}],
		['get', first],
		['update', { ...first, updateFields: { name: 'x' } }],
		['delete', first],
	])('says that %s needs an administrator', async (operation, change) => {
		expect(await desk.refusal(operation, change, asAgent)).toContain('role Administrator');
	});
});
