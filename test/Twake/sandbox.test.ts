import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import type { TwakeSandbox } from '../../sandbox/twake';
import { demoIds, startTwake } from '../../sandbox/twake';

const { application, privateKey, company, workspace, channel } = demoIds;
const threads = `/messages/v1/companies/${company}/threads`;

let twake: TwakeSandbox;
beforeEach(async () => {
	twake = await startTwake();
});
afterEach(() => twake.close());

const post = async (path: string, body: unknown, token?: string) => {
	const answer = await request(twake.url + path, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			...(token && { authorization: `Bearer ${token}` }),
		},
		body: JSON.stringify(body),
	});
	return { status: answer.statusCode, json: (await answer.body.json()) as Record<string, unknown> };
};

const login = async (): Promise<string> => {
	const { json } = await post('/api/console/v1/login', { id: application, secret: privateKey });
	const { access_token } = json.resource as { access_token: { value: string } };
	return access_token.value;
};

const thread = (text: string) => ({
	resource: {
		participants: [{ type: 'channel', id: channel, company_id: company, workspace_id: workspace }],
	},
	options: { message: { text } },
});

test('the relay answers 200 for an inner error, the inner route its true status', async () => {
	const token = await login();
	const documented = { ...thread(''), options: { text: 'as the guide says' } };
	const relayed = await post(`/api${threads}`, documented, token);
	const inner = await post(`/internal/services${threads}`, documented, token);
	expect([relayed.status, relayed.json.statusCode]).toEqual([200, 500]);
	expect([inner.status, inner.json.statusCode]).toEqual([500, 500]);
});

test('a wrong token is a real 401 on relayed routes', async () => {
	expect((await post(`/api${threads}`, thread('hello'), 'wrong')).status).toBe(401);
});

test('only requests that came over the wire are logged, without what the relay replays', async () => {
	await post(`/api${threads}`, thread('hello'), await login());
	expect(twake.requests.map(({ path }) => path)).toEqual([
		'/api/console/v1/login',
		`/api${threads}`,
	]);
	expect(twake.requests[1].body).toEqual(thread('hello'));
});

test('an expired token is refused, as its expiration says', async () => {
	await twake.close();
	twake = await startTwake({ tokenSeconds: -1 });
	expect((await post(`/api${threads}`, thread('hello'), await login())).status).toBe(401);
});

test('a world may be any subset', async () => {
	expect(twake.seed({})).toEqual({});
	const tokens = twake.seed({ company, applications: { bot: { application: {} } } });
	expect((await post(`/api${threads}`, thread('hello'), tokens.app)).json).toHaveProperty(
		'resource.message.text',
		'hello',
	);
});

test('a message of a user reaches the connectors of the channel, signed over the raw body', async () => {
	const hooks: Array<{ raw: string; signature: unknown }> = [];
	const receiver = createServer(async (incoming, response) => {
		let raw = '';
		for await (const chunk of incoming) raw += chunk;
		hooks.push({ raw, signature: incoming.headers['x-twake-signature'] });
		response.end();
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	const { api } = twake.state.applications.get(application)!;
	api.hooks_url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
	await post(`/internal/services${threads}`, thread('Bonjour à tous'), twake.tokens.alice);
	while (!hooks.length) await new Promise((resolve) => setTimeout(resolve, 10));
	receiver.close();
	const [{ raw, signature }] = hooks;
	expect(JSON.parse(raw).content.message.message.text).toBe('Bonjour à tous');
	expect(signature).toBe(createHmac('sha256', privateKey).update(raw).digest('hex'));
});

const get = async (path: string, token: string) => {
	const headers = { authorization: `Bearer ${token}` };
	const answer = await request(twake.url + path, { headers });
	return { status: answer.statusCode, json: (await answer.body.json()) as Record<string, unknown> };
};

test('a token that ends between the two checks of the relay is a 401 inside a 200, and nothing is done', async () => {
	const token = await login();
	twake.state.endsInside = 1;
	const inside = await post(`/api${threads}`, thread('hello'), token);
	const after = await post(`/api${threads}`, thread('hello'), token);
	expect(inside).toEqual({
		status: 200,
		json: { statusCode: 401, error: 'Unauthorized', message: 'Bad credentials' },
	});
	expect(after.status).toBe(401);
	expect(twake.state.messages.size).toBe(0);
});

test('a missing file is a crash', async () => {
	const unknown = `/api/files/v1/companies/${company}/files/${channel}`;
	expect((await get(unknown, await login())).json.statusCode).toBe(500);
});

test('an unknown company is not found, and nobody is found in it', async () => {
	const token = await login();
	const status = async (id: string) =>
		(await get(`/api/workspaces/v1/companies/${id}/workspaces`, token)).json.statusCode;
	const users = '/internal/services/users/v1/users?search=ali&search_company_id=';
	expect([await status(company), await status(channel)]).toEqual([403, 404]);
	expect((await get(users + channel, token)).json.resources).toEqual([]);
	expect((await get(users + company, token)).json.resources).toHaveLength(1);
});

test('a direct channel is called after the other person', async () => {
	const token = await login();
	const direct = `/api/channels/v1/companies/${company}/workspaces/direct/channels`;
	const body = { options: { members: [demoIds.alice] }, resource: { visibility: 'direct' } };
	const { id } = (await post(direct, body, token)).json.resource as { id: string };
	expect((await get(`${direct}/${id}`, token)).json.resource).toMatchObject({
		name: 'Alice Martin',
		icon: '',
		description: '',
		archivation_date: 0,
		user_member: { user_id: application, last_access: 0 },
	});
});
