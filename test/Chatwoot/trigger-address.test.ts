import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootOptions, ChatwootSandbox } from '../../sandbox/chatwoot';
import type { Listener, ListenOptions } from '../engine/trigger';
import { turns } from '../shared/moments';
import { byId, demo, doInAccount } from './chatwoot';
import { openTrigger } from './trigger';

let chatwoot: ChatwootSandbox;
const open: Listener[] = [];
const ELSEWHERE = 'https://bridge.test/in';
const BOT = 1;

const workflow = async (parameters: INodeParameters, options: ListenOptions = {}) => {
	const trigger = await openTrigger(parameters, { staticData: {}, ...options }, chatwoot.url);
	open.push(trigger);
	return trigger;
};
/** An active workflow, then the same one in an n8n with a different address. */
const renamed = async (parameters: INodeParameters, changed = parameters) => {
	const before = await workflow(parameters);
	await before.activate();
	await before.close();
	const staticData = JSON.parse(JSON.stringify(before.staticData)) as IDataObject;
	chatwoot.requests.length = 0;
	return { before, after: await workflow(changed, { staticData }) };
};
const call = async (method: string, path: string, body?: object) =>
	await doInAccount(chatwoot, method, path, body);
const start = async (options: ChatwootOptions = {}) => {
	await chatwoot?.close();
	chatwoot = await startChatwoot(options);
};
const writes = () =>
	chatwoot.requests
		.filter(({ method }) => method !== 'GET')
		.map(({ method, path }) => `${method} ${path.replace('/api/v1/accounts/1/', '')}`);
const webhooks = () => chatwoot.state.webhooks.all();
const bots = () => chatwoot.state.bots.where(({ deleted }) => !deleted);
const inbox = () => chatwoot.state.inboxes.get(demo.api)!;
const callback = () => inbox().channel.webhook_url;
const hears = async (trigger: Listener) => {
	const before = trigger.runs.length;
	await call('POST', `conversations/${demo.conversation}/messages`, { content: 'Hello' });
	await chatwoot.delivered();
	await turns(1);
	return trigger.runs.length - before;
};
const nothingIsLeft = () => {
	expect(webhooks()).toEqual([]);
	expect(bots()).toMatchObject([{ id: BOT }]);
	expect(inbox().bot_id).toBeNull();
	expect(callback()).toBe('');
};

beforeEach(async () => {
	await start();
});
afterEach(async () => {
	expect(chatwoot.mistakes).toEqual([]);
	await Promise.all(open.splice(0).map(async (trigger) => await trigger.close()));
});
afterAll(async () => {
	await chatwoot.close();
});

const events = ['message_created'];
const sources: Array<[string, INodeParameters]> = [
	['an account webhook', { events }],
	['an API inbox callback', { events, source: 'callback', inbox: byId(demo.api) }],
	['an agent bot', { events, source: 'bot', inbox: byId(demo.api) }],
];

describe.each(sources)('when n8n gets another public address, %s', (_, parameters) => {
	it('moves there on the next activation, and is gone at the end', async () => {
		const { before, after } = await renamed(parameters);
		await after.activate();
		expect(JSON.stringify([webhooks(), bots(), callback()])).not.toContain(before.url);
		expect(await hears(after)).toBe(1);
		expect(Object.keys(after.staticData.registrations as object)).toEqual([after.url]);

		await after.lifecycle('delete');
		nothingIsLeft();
	});

	it('is taken away under its former address, where n8n deactivates first', async () => {
		const { after } = await renamed(parameters);
		await after.lifecycle('delete');

		nothingIsLeft();
		expect(after.staticData.registrations).toEqual({});
	});

	it('stays as it is while a test fails under the new address', async () => {
		const { before, after } = await renamed(parameters);
		const { staticData } = after;
		const test = await workflow(parameters, { staticData, isTest: true, mode: 'manual' });
		await test.lifecycle('delete');

		expect(writes()).toEqual([]);
		expect(Object.keys(staticData.registrations as object)).toEqual([before.url]);
	});

	it('gives way to another source', async () => {
		const [, other] = sources.find(([, each]) => each.source !== parameters.source)!;
		const { before, after } = await renamed(parameters, other);
		await after.activate();
		expect(JSON.stringify([webhooks(), bots(), callback()])).not.toContain(before.url);
		expect(await hears(after)).toBe(1);

		await after.lifecycle('delete');
		nothingIsLeft();
	});
});

describe('an account webhook that moves', () => {
	it('is the same one, with its secret', async () => {
		const { after } = await renamed({ events });
		const [{ id, secret }] = webhooks();
		await after.activate();

		expect(webhooks()).toMatchObject([{ id, secret, url: after.url }]);
		expect(writes()).toEqual([`PATCH webhooks/${id}`]);
	});

	it('gets a token there too, on servers that sign nothing', async () => {
		await start({ version: '4.3.0' });
		const { after } = await renamed({ events });
		await after.activate();
		expect(webhooks()).toMatchObject([{ url: expect.stringMatching(/\?token=[0-9a-f]{48}$/) }]);
		expect(await hears(after)).toBe(1);

		await after.lifecycle('delete');
		expect(webhooks()).toEqual([]);
	});

	it('needs no write where somebody moved it by hand', async () => {
		const { after } = await renamed({ events });
		await call('PATCH', `webhooks/${webhooks()[0].id}`, { url: after.url });
		chatwoot.requests.length = 0;
		await after.activate();

		expect(writes()).toEqual([]);
		expect(await hears(after)).toBe(1);
		await after.lifecycle('delete');
		expect(webhooks()).toEqual([]);
	});

	it('gives way to one that somebody made there by hand, which stays at the end', async () => {
		const { after } = await renamed({ events });
		await call('POST', 'webhooks', { url: after.url, subscriptions: events });
		await after.activate();
		expect(webhooks()).toMatchObject([{ url: after.url, name: null }]);
		expect(await hears(after)).toBe(1);

		await after.lifecycle('delete');
		expect(webhooks()).toMatchObject([{ url: after.url, subscriptions: events }]);
	});

	it('is left alone where somebody sent it elsewhere', async () => {
		const { after } = await renamed({ events });
		await call('PATCH', `webhooks/${webhooks()[0].id}`, { url: ELSEWHERE });
		await after.activate();
		expect(webhooks().map(({ url }) => url)).toEqual([ELSEWHERE, after.url]);

		await after.lifecycle('delete');
		expect(webhooks().map(({ url }) => url)).toEqual([ELSEWHERE]);
	});
});

describe('what was there before', () => {
	it('comes back into the inbox, not the former address of n8n', async () => {
		await call('PATCH', `inboxes/${demo.api}`, { channel: { webhook_url: ELSEWHERE } });
		const { after } = await renamed({ events, source: 'callback', inbox: byId(demo.api) });
		await after.activate();
		await after.lifecycle('delete');

		expect(callback()).toBe(ELSEWHERE);
	});

	it('comes back into the bot', async () => {
		await call('PATCH', `agent_bots/${BOT}`, { outgoing_url: ELSEWHERE });
		const existing = { botMode: 'existing', agentBot: byId(BOT) };
		const { after } = await renamed({ events, source: 'bot', inbox: byId(demo.api), ...existing });
		await after.activate();
		expect(bots()).toMatchObject([{ id: BOT, outgoing_url: after.url }]);
		await after.lifecycle('delete');

		expect(bots()).toMatchObject([{ id: BOT, outgoing_url: ELSEWHERE }]);
		expect(inbox().bot_id).toBeNull();
	});

	it('is not lost with it: a made bot keeps its token, which other credentials hold', async () => {
		const { after } = await renamed({ events, source: 'bot', inbox: byId(demo.api) });
		const { id, token } = bots().at(-1)!;
		await after.activate();

		expect(bots().at(-1)).toMatchObject({ id, token, outgoing_url: after.url });
	});
});
