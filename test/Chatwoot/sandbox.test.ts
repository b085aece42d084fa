import { request } from 'undici';
import type { Upload } from '../../sandbox/chatwoot';
import { startChatwoot, type ChatwootOptions, type ChatwootSandbox } from '../../sandbox/chatwoot';

const admin = { 'api-access-token': 'ADMIN_TOKEN', accept: 'application/json' };
const json = { ...admin, 'content-type': 'application/json' };

let sandbox: ChatwootSandbox;

const start = async (options?: ChatwootOptions) => {
	sandbox = await startChatwoot(options);
	return sandbox;
};

const call = async (path: string, options: Parameters<typeof request>[1] = {}) => {
	const answer = await request(sandbox.url + path, { headers: admin, ...options });
	const text = await answer.body.text();
	const type = String(answer.headers['content-type'] ?? '');
	return {
		status: answer.statusCode,
		type,
		text,
		body: type.startsWith('application/json') && text ? JSON.parse(text) : undefined,
		headers: answer.headers,
	};
};

const post = (path: string, body: unknown) =>
	call(path, { method: 'POST', headers: json, body: JSON.stringify(body) });

afterEach(() => sandbox.close());

describe('the Chatwoot sandbox', () => {
	it('starts with the demo world and knows its administrator', async () => {
		await start();
		const { status, body } = await call('/api/v1/profile');
		expect(status).toBe(200);
		expect(body.accounts[0]).toMatchObject({ name: 'Acme Support', role: 'administrator' });
	});

	it('replaces all state by a seeded world of which any key may be missing', async () => {
		await start();
		const seed = await post('/__sandbox/seed', {
			account: { id: 7, name: 'Seven' },
			admin: { id: 3, name: 'Ann', email: 'ann@seven.example' },
		});
		expect(seed.status).toBe(204);
		expect((await call('/api/v1/accounts/7/contacts')).body.payload).toEqual([]);
		expect((await call('/api/v1/accounts/1/contacts')).status).toBe(401);
	});

	it('keeps tags in the letters of their first use, whatever the label of the account', async () => {
		await start();
		const account = '/api/v1/accounts/1';
		await post(`${account}/labels`, { title: 'gold' });
		const labelled = async (contact: number, label: string) => {
			await post(`${account}/contacts/${contact}/labels`, { labels: [label] });
			return (await call(`${account}/contacts/${contact}/labels`)).body.payload as string[];
		};
		expect(await labelled(1, 'GOLD')).toEqual(['GOLD']);
		expect(await labelled(2, 'gold')).toEqual(['GOLD']);
		const gold = { attribute_key: 'labels', filter_operator: 'equal_to', values: ['gold'] };
		const { body } = await post(`${account}/contacts/filter`, { payload: [gold] });
		expect(body.meta.count).toBe(0);
		expect(await labelled(1, 'URGENT')).toEqual(['urgent']);
	});

	it('keeps the times of a seeded world', async () => {
		await start({
			world: {
				account: { id: 7 },
				admin: { name: 'Ann', email: 'ann@seven.example' },
				contacts: {
					joe: { id: 5, name: 'Joe', email: 'joe@x.example', created_at: 1_700_000_000 },
				},
			},
		});
		const { body } = await call('/api/v1/accounts/7/contacts/5');
		expect(body.payload.created_at).toBe(1_700_000_000);
	});

	it('logs what reached it and keeps files', async () => {
		await start();
		const form = new FormData();
		form.append('content', 'see file');
		form.append('attachments[]', new Blob(['hello'], { type: 'text/plain' }), 'a.txt');
		const encoded = new Response(form);
		const { body } = await call('/api/v1/accounts/1/conversations/1/messages', {
			method: 'POST',
			headers: { ...admin, 'content-type': encoded.headers.get('content-type') ?? '' },
			body: Buffer.from(await encoded.arrayBuffer()),
		});
		const logged = sandbox.requests.at(-1);
		expect(logged).toMatchObject({
			method: 'POST',
			path: '/api/v1/accounts/1/conversations/1/messages',
		});
		const { attachments } = logged?.body as { attachments: Upload[] };
		expect(attachments[0]).toMatchObject({ name: 'a.txt', type: 'text/plain' });
		expect(attachments[0].bytes.toString()).toBe('hello');

		const redirect = await request(body.attachments[0].data_url);
		await redirect.body.dump();
		expect(redirect.statusCode).toBe(302);
		const file = await request(String(redirect.headers.location));
		expect(await file.body.text()).toBe('hello');
	});

	it('limits the contact search per account once the loopback counts', async () => {
		const window = 1e10; // Aligned to the clock: this one began in 1970, so that none ends in the test.
		await start({ limits: { contactSearch: 2, window, loopback: true } });
		const search = () => call('/api/v1/accounts/1/contacts/search?q=carla');
		expect([(await search()).status, (await search()).status]).toEqual([200, 200]);
		expect(await search()).toMatchObject({ status: 429, text: 'Retry later\n' });
	});

	it('answers only after its latency', async () => {
		await start({ latency: 80 });
		const before = performance.now();
		await call('/api/v1/profile');
		expect(performance.now() - before).toBeGreaterThanOrEqual(75);
	});

	it('lets nothing of its HTTP framework leak', async () => {
		await start();
		const broken = { method: 'POST' as const, headers: json, body: '{' };
		expect((await call('/api/v1/accounts/1/labels', broken)).body).toEqual({
			status: 400,
			error: 'Bad Request',
		});
		const html = await call('/nowhere', { headers: { accept: 'text/html' } });
		expect(html).toMatchObject({ status: 404, type: 'text/html; charset=UTF-8' });
		const odd = { ...admin, 'content-type': 'nonsense' };
		const posted = await call('/api/v1/accounts/1/contacts', {
			method: 'POST',
			headers: odd,
			body: 'x',
		});
		expect(posted.status).toBe(200);
		expect((await call('/api/v1/profile', { method: 'PURGE' as 'GET' })).status).toBe(404);
	});

	it('reports its own bugs apart from the errors of the server', async () => {
		await start();
		expect((await post('/api/v1/accounts/1/contacts', { name: 'nul\0' })).status).toBe(500);
		expect(sandbox.mistakes).toEqual([]);
	});
});
