import { Readable } from 'node:stream';
import type { IDataObject, IHttpRequestOptions, INodeParameters } from 'n8n-workflow';
import { receive } from '../../nodes/Chatwoot/trigger/receiving/receive';
import { clock } from '../../nodes/shared/retry';
import { startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootOptions, ChatwootSandbox } from '../../sandbox/chatwoot';
import { ADDRESS, received } from '../engine/received';
import type { Listener } from '../engine/trigger';
import { byId, demo, doInAccount } from './chatwoot';
import { messageBody, openTrigger, post, registered, seconds, sign } from './trigger';

let chatwoot: ChatwootSandbox;
let trigger: Listener | undefined;
let texts = 0;

const start = async (options: ChatwootOptions = {}) => {
	await chatwoot?.close();
	chatwoot = await startChatwoot(options);
};
const activate = async (parameters: INodeParameters) => {
	trigger = await openTrigger(parameters, { staticData: {} }, chatwoot.url);
	await trigger.activate();
	chatwoot.requests.length = 0;
	return trigger;
};
const call = async (method: string, path: string, body?: object) =>
	await doInAccount(chatwoot, method, path, body);
/** Lets a customer write; returns the statuses that the trigger answers to Chatwoot. */
const write = async (times = 1) => {
	const { answers } = trigger!;
	const before = answers.length;
	for (let i = 0; i < times; i++) {
		const content = `Text ${texts++}`;
		await call('POST', `conversations/${demo.conversation}/messages`, {
			content,
			message_type: 'incoming',
		});
	}
	while (answers.length < before + times) await new Promise((done) => setTimeout(done, 5));
	return answers.slice(before).map(({ status }) => status);
};
/** Waits for this many runs. */
const runs = async (expected: number) => {
	while (trigger!.runs.length < expected) await new Promise((done) => setTimeout(done, 5));
	expect(trigger!.runs).toHaveLength(expected);
};
/** What the trigger read from Chatwoot. */
const readings = () =>
	chatwoot.requests.filter(({ method }) => method === 'GET').map(({ path }) => path);
const webhook = () => chatwoot.state.webhooks.all()[0];
const bot = () => chatwoot.state.bots.all().at(-1)!;
const inbox = () => chatwoot.state.inboxes.get(demo.api)!;
/** Stops the trigger's clock this long after the start of the test. */
const laterBy = (ms: number) => jest.spyOn(clock, 'now').mockReturnValue(began + ms);
let began = 0;

beforeEach(async () => {
	began = Date.now();
	await start();
});
afterEach(async () => {
	jest.restoreAllMocks();
	expect(chatwoot.mistakes).toEqual([]);
	await trigger?.close();
	trigger = undefined;
});
afterAll(async () => {
	await chatwoot.close();
});

const events = ['message_created'];
const ofInbox = { events, inbox: byId(demo.api) };
const account = '/api/v1/accounts/1';
const makeAgain = async () => {
	const { id, url, subscriptions } = webhook();
	await call('DELETE', `webhooks/${id}`);
	await call('POST', 'webhooks', { url, subscriptions });
};
type Case = [source: string, INodeParameters, change: () => Promise<unknown>, reads: string];
const sources: Case[] = [
	[
		'an account webhook',
		{ events },
		async () => (webhook().secret = 'changed'),
		`${account}/webhooks`,
	],
	['an account webhook that was made again', { events }, makeAgain, `${account}/webhooks`],
	[
		'an API inbox',
		{ ...ofInbox, source: 'callback' },
		async () => await call('POST', `inboxes/${demo.api}/reset_secret`),
		`${account}/inboxes/${demo.api}`,
	],
	[
		'a bot',
		{ ...ofInbox, source: 'bot' },
		async () => await call('POST', `agent_bots/${bot().id}/reset_secret`),
		`${account}/agent_bots`,
	],
];

describe.each(sources)('a new secret of %s', (_, parameters, change, path) => {
	it('is taken over by the first delivery that it signs, at the cost of one request', async () => {
		await activate(parameters);
		await change();

		expect(new Set(await write(3))).toEqual(new Set([200]));
		await runs(3);
		expect(readings()).toEqual([path]);
	});

	it('is stored, takes the place of the old one, and does not stand in the way at the end', async () => {
		await activate(parameters);
		const [before] = Object.values(
			trigger!.staticData.registrations as Record<string, IDataObject>,
		);
		await change();
		await write();
		await runs(1);
		const [after] = Object.values(trigger!.staticData.registrations as Record<string, IDataObject>);
		expect(after).toEqual({ ...before, secret: expect.any(String) });
		expect(after.secret).not.toBe(before.secret);

		const raw = JSON.stringify(messageBody({ id: 999 }));
		const old = sign(raw, seconds(), String(before.secret));
		expect((await post(trigger!, raw, old)).status).toBe(401);
		await trigger!.lifecycle('delete');
		expect(chatwoot.state.webhooks.all()).toEqual([]);
		expect(chatwoot.state.bots.where(({ deleted }) => !deleted)).toHaveLength(1);
		expect(inbox()).toMatchObject({ bot_id: null, channel: { webhook_url: '' } });
	});

	it('is of no use to anybody who signs with another one', async () => {
		await activate(parameters);
		const before = JSON.stringify(trigger!.staticData);
		await change();
		const raw = JSON.stringify(messageBody());
		const statuses = [];
		for (const secret of ['', 'guessed', 'undefined', 'null']) {
			statuses.push((await post(trigger!, raw, sign(raw, seconds(), secret))).status);
		}

		expect(statuses).toEqual([401, 401, 401, 401]);
		expect(trigger!.runs).toEqual([]);
		expect(JSON.stringify(trigger!.staticData)).toBe(before);
	});

	it('is not taken from what sends elsewhere by now', async () => {
		await activate(parameters);
		await change();
		for (const each of chatwoot.state.webhooks.all()) each.url = 'https://elsewhere.test/in';
		inbox().channel.webhook_url = 'https://elsewhere.test/in';
		for (const each of chatwoot.state.bots.all()) each.outgoing_url = 'https://elsewhere.test/in';
		const raw = JSON.stringify(messageBody());
		const secret = { callback: inbox().channel.secret, bot: bot().secret }[
			String(parameters.source)
		];
		const headers = sign(raw, seconds(), String(secret ?? webhook().secret));

		expect((await post(trigger!, raw, headers)).status).toBe(401);
		expect(trigger!.runs).toEqual([]);
	});

	it.each<[string, () => Promise<unknown>]>([
		['does not answer', async () => await chatwoot.close()],
		['refuses', async () => (chatwoot.state.users.get(demo.admin)!.token = 'ANOTHER')],
	])('stays unknown while Chatwoot %s', async (_what, fail) => {
		await activate(parameters);
		const before = JSON.stringify(trigger!.staticData);
		const raw = JSON.stringify(messageBody());
		await fail();
		const response = await post(trigger!, raw, sign(raw, seconds(), 'changed'));

		expect(response.status).toBe(401);
		expect(JSON.stringify(trigger!.staticData)).toBe(before);
		if (_what === 'does not answer') await start();
	});
});

describe('a new token in the address of an older server', () => {
	it('is taken over as well', async () => {
		await start({ version: '4.3.0' });
		await activate({ events });
		const url = webhook().url.replace(/token=.*/, `token=${'e'.repeat(48)}`);
		await call('PATCH', `webhooks/${webhook().id}`, { url });

		expect(await write(2)).toEqual([200, 200]);
		await runs(2);
		expect(readings()).toHaveLength(1);
	});
});

describe('forged deliveries', () => {
	const raw = JSON.stringify(messageBody());
	const forge = async (times: number) => {
		const posts = Array.from({ length: times }, async (_, index) => {
			return (await post(trigger!, raw, sign(raw, seconds(), `guess ${index}`))).status;
		});
		return [...new Set(await Promise.all(posts))];
	};

	it('cost one request a minute, however many they are', async () => {
		laterBy(0);
		await activate({ events });
		expect(await forge(50)).toEqual([401]);
		expect(await forge(50)).toEqual([401]);
		expect(readings()).toHaveLength(1);
		laterBy(59_000);
		expect(await forge(20)).toEqual([401]);
		expect(readings()).toHaveLength(1);
		laterBy(60_000);
		expect(await forge(20)).toEqual([401]);
		expect(readings()).toHaveLength(2);
	});

	it('cost nothing when no secret could make them right', async () => {
		await activate({ events });
		await post(trigger!, raw);
		await post(trigger!, raw, { 'x-chatwoot-signature': sign(raw)['x-chatwoot-signature'] });
		await post(trigger!, raw, sign(raw, String(Number(seconds()) - 400)));

		expect(trigger!.answers.map(({ status }) => status)).toEqual([401, 401, 401]);
		expect(readings()).toEqual([]);
	});

	it('keep a new secret away for a minute at most', async () => {
		laterBy(0);
		await activate({ events });
		await forge(1);
		webhook().secret = 'changed';
		expect(await write()).toEqual([401]);
		laterBy(60_000);
		const response = await post(trigger!, raw, sign(raw, seconds(), 'changed'));

		expect(response.status).toBe(200);
		expect(trigger!.runs).toHaveLength(1);
	});

	it('do not bring back a secret that was read before the trigger was registered anew', async () => {
		await activate({ events });
		const { secret } = webhook();
		await forge(1);
		webhook().secret = 'changed';
		await trigger!.lifecycle('create');

		expect((await post(trigger!, raw, sign(raw, seconds(), secret))).status).toBe(401);
		expect((await post(trigger!, raw, sign(raw, seconds(), 'changed'))).status).toBe(200);
	});
});

describe('the request', () => {
	it('leaves time to answer within the 5 seconds that Chatwoot waits, and is not repeated', async () => {
		const asked: IHttpRequestOptions[] = [];
		const raw = Buffer.from(JSON.stringify(messageBody()));
		const request = async (options: IHttpRequestOptions) => {
			asked.push(options);
			return await Promise.resolve({ statusCode: 429, headers: {}, body: 'Retry later' });
		};
		const credentials = { baseUrl: 'https://chatwoot.test', accessToken: 'ADMIN_TOKEN' };
		const handed = { raw, headers: { ...sign(raw, seconds(), 'changed') } };
		const parameters = { events };
		const result = await received(receive, handed, {
			parameters,
			credentials,
			staticData: registered(),
			request,
		});

		expect(result).toEqual({ status: 401, runs: 0, answered: true });
		expect(asked).toHaveLength(1);
		expect(asked[0].timeout).toBeLessThanOrEqual(4000);
		expect(asked[0].url).toBe('https://chatwoot.test/api/v1/accounts/1/webhooks');
	});

	it('is not made for an address that the trigger never registered', async () => {
		const asked: IHttpRequestOptions[] = [];
		const raw = Buffer.from(JSON.stringify(messageBody()));
		const request = async (options: IHttpRequestOptions) => {
			asked.push(options);
			const webhooks = [{ id: 1, url: ADDRESS, secret: 'changed', subscriptions: events }];
			return await Promise.resolve({
				statusCode: 200,
				headers: { 'content-type': 'application/json' },
				body: Readable.from([Buffer.from(JSON.stringify({ payload: { webhooks } }))]),
			});
		};
		const handed = { raw, headers: { ...sign(raw, seconds(), 'changed') } };
		const receiver = {
			parameters: { events },
			credentials: { baseUrl: 'https://chatwoot.test' },
			request,
		};

		expect(await received(receive, handed, receiver)).toMatchObject({ status: 401, runs: 0 });
		expect(asked).toEqual([]);
		const known = { ...receiver, staticData: registered() };
		expect(await received(receive, handed, known)).toMatchObject({ status: 200, runs: 1 });
	});
});
