import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootOptions, ChatwootSandbox } from '../../sandbox/chatwoot';
import type { Listener, ListenOptions } from '../engine/trigger';
import { turns } from '../shared/moments';
import { byId, byUrl, callAccount, demo } from './chatwoot';
import { openTrigger } from './trigger';

let chatwoot: ChatwootSandbox;
const open: Listener[] = [];

/** A workflow with the trigger, not active yet. */
const workflow = async (parameters: INodeParameters = {}, options: ListenOptions = {}) => {
	const listener = await openTrigger(parameters, { staticData: {}, ...options }, chatwoot.url);
	open.push(listener);
	return listener;
};
const start = async (options: ChatwootOptions = {}) => {
	await chatwoot?.close();
	chatwoot = await startChatwoot(options);
};
const call = async (method: string, path: string, body?: object, token?: string) =>
	(await callAccount(chatwoot, method, path, body, token)).body as never;
const webhooks = () => chatwoot.state.webhooks.all();
const writes = () =>
	chatwoot.requests
		.filter(({ method }) => method !== 'GET')
		.map(({ method, path }) => `${method} ${path}`);
const write = async (content = 'Hello') =>
	await call('POST', `conversations/${demo.conversation}/messages`, { content });
/** The number of runs once everything is delivered. */
const runs = async ({ runs }: Listener) => {
	await chatwoot.delivered();
	await turns(1);
	return runs.length;
};

beforeEach(async () => {
	await start();
});
afterEach(async () => {
	expect(chatwoot.mistakes).toEqual([]);
	await Promise.all(open.splice(0).map(async (listener) => await listener.close()));
});
afterAll(async () => {
	await chatwoot.close();
});

describe('an account webhook', () => {
	const events = ['message_created', 'conversation_updated'];

	it('is made, sends, and is gone at the end', async () => {
		const trigger = await workflow({ events });
		await trigger.activate();
		expect(webhooks()).toMatchObject([
			{ url: trigger.url, subscriptions: events, name: 'n8n: Test', inbox_id: null },
		]);
		await write();
		expect(await runs(trigger)).toBe(1);
		expect(trigger.answers).toMatchObject([{ status: 200 }]);

		await trigger.lifecycle('delete');
		expect(webhooks()).toEqual([]);
		expect(trigger.staticData.registrations).toEqual({});
	});

	it('is left as it is when n8n starts again', async () => {
		const trigger = await workflow({ events });
		await trigger.activate();
		const before = writes().length;
		await trigger.activate();

		expect(writes()).toHaveLength(before);
		expect(webhooks()).toHaveLength(1);
	});

	it('is made again when somebody deleted it in Chatwoot', async () => {
		const trigger = await workflow({ events });
		await trigger.activate();
		await call('DELETE', `webhooks/${webhooks()[0].id}`);
		await trigger.activate();
		expect(webhooks()).toMatchObject([{ url: trigger.url }]);
		await write();
		expect(await runs(trigger)).toBe(1);
	});

	it('may be gone when the workflow is deactivated', async () => {
		const trigger = await workflow({ events });
		await trigger.activate();
		await call('DELETE', `webhooks/${webhooks()[0].id}`);

		await expect(trigger.lifecycle('delete')).resolves.toBe(true);
	});

	it('gets its events back when somebody changed them', async () => {
		const trigger = await workflow({ events });
		await trigger.activate();
		const [{ id }] = webhooks();
		await call('PATCH', `webhooks/${id}`, { subscriptions: ['contact_created'] });
		await trigger.activate();

		expect(webhooks()).toMatchObject([{ id, subscriptions: events }]);
		await trigger.lifecycle('delete');
		expect(webhooks()).toEqual([]);
	});

	it('works by itself when the secret was lost', async () => {
		const trigger = await workflow({ events });
		await trigger.activate();
		const { registrations } = trigger.staticData;
		for (const each of Object.values(registrations as IDataObject))
			delete (each as IDataObject).secret;
		await write();

		expect(await runs(trigger)).toBe(1);
	});

	it('works again when all memory was lost, and is gone at the end', async () => {
		const trigger = await workflow({ events });
		await trigger.activate();
		delete trigger.staticData.registrations;
		await write();
		expect(await runs(trigger)).toBe(0);
		expect(trigger.answers).toMatchObject([{ status: 401 }]);

		await trigger.activate();
		await write();
		expect(await runs(trigger)).toBe(1);
		await trigger.lifecycle('delete');
		expect(webhooks()).toEqual([]);
	});

	it('of somebody else with this address is used, and gets back what it had', async () => {
		const trigger = await workflow({ events });
		const subscriptions = ['contact_created'];
		await call('POST', 'webhooks', { url: trigger.url, subscriptions, name: 'by hand' });
		await trigger.activate();
		expect(webhooks()).toMatchObject([{ subscriptions: events, name: 'by hand' }]);
		await write();
		expect(await runs(trigger)).toBe(1);

		await trigger.activate();
		await trigger.lifecycle('delete');
		expect(webhooks()).toMatchObject([{ url: trigger.url, subscriptions, name: 'by hand' }]);
	});

	it('of somebody else is not deleted either when it fits already', async () => {
		const trigger = await workflow({ events });
		await call('POST', 'webhooks', { url: trigger.url, subscriptions: events });
		await trigger.activate();
		expect(writes().filter((each) => each.includes('/webhooks'))).toHaveLength(1);
		await trigger.lifecycle('delete');

		expect(webhooks()).toHaveLength(1);
	});

	it('that another process makes in the same moment is used', async () => {
		const trigger = await workflow({ events });
		await Promise.all([trigger.lifecycle('create'), trigger.lifecycle('create')]);

		expect(writes().filter((each) => each === 'POST /api/v1/accounts/1/webhooks')).toHaveLength(2);
		expect(webhooks()).toHaveLength(1);
		await write();
		expect(await runs(trigger)).toBe(1);
	});

	it('of the test address stands beside that of production', async () => {
		const production = await workflow({ events });
		await production.activate();
		const staticData = JSON.parse(JSON.stringify(production.staticData)) as IDataObject;
		const test = await workflow({ events }, { isTest: true, mode: 'manual', staticData });
		await test.activate();
		expect(test.url).toContain('/webhook-test/');
		expect(webhooks().map(({ url }) => url)).toEqual([production.url, test.url]);
		await write();
		expect(await runs(production)).toBe(1);
		expect(await runs(test)).toBe(1);

		await test.lifecycle('delete');
		expect(webhooks().map(({ url }) => url)).toEqual([production.url]);
	});

	it('of two workflows do not disturb each other', async () => {
		const [one, other] = [await workflow({ events }), await workflow({ events })];
		await one.activate();
		await other.activate();
		await write();
		expect([await runs(one), await runs(other)]).toEqual([1, 1]);

		await one.lifecycle('delete');
		expect(webhooks()).toMatchObject([{ url: other.url }]);
		await write();
		expect([await runs(one), await runs(other)]).toEqual([1, 2]);
	});

	it('with an address of its own by now is not touched', async () => {
		const trigger = await workflow({ events });
		await trigger.activate();
		await call('PATCH', `webhooks/${webhooks()[0].id}`, { url: 'https://elsewhere.test/hook' });
		await trigger.lifecycle('delete');

		expect(webhooks()).toMatchObject([{ url: 'https://elsewhere.test/hook' }]);
	});

	it('waits for what a preset needs', async () => {
		const trigger = await workflow({ preset: 'handOver', events });
		await trigger.activate();

		expect(webhooks()).toMatchObject([{ subscriptions: ['conversation_updated'] }]);
	});

	it('needs an event, an administrator and the right account', async () => {
		await expect((await workflow({ events: [] })).activate()).rejects.toThrow(
			'Choose at least one event',
		);
		await expect((await workflow({ account: byId(99) })).activate()).rejects.toThrow(
			/did not find/,
		);
		await expect((await workflow({ account: byId('1 or 2') })).activate()).rejects.toThrow(
			'"Account" is not an ID: "1 or 2"',
		);
		chatwoot.state.memberships.find((row) => row.user_id === demo.admin)!.role = 'agent';
		// n8n shows only the message of an activation error.
		await expect((await workflow({ events })).activate()).rejects.toThrow(
			/^Chatwoot does not allow this to the user .*Administrator/,
		);
		expect(webhooks()).toEqual([]);
	});

	it.each<[INodeParameters, string]>([
		[
			{ events: ['message_creatd'] },
			'"Trigger On" holds what never comes: "message_creatd". This source sends: ',
		],
		[
			{ events: ['conversation_opened'] },
			'"Trigger On" holds what never comes: "conversation_opened"',
		],
		[
			{ source: 'callback', events: ['contact_created'] },
			'"Trigger On" holds what never comes: "contact_created"',
		],
		[
			{ filters: { inboxes: '={{ "Bridge" }}' } },
			'"Filters > Inbox Names or IDs" holds what never comes: "Bridge". IDs are whole numbers.',
		],
		[
			{ filters: { inboxes: '={{ { id: 3 } }}' } },
			'"Filters > Inbox Names or IDs" should be text, but is an object',
		],
		[
			{ filters: { senders: '={{ ["agent"] }}' } },
			'"Filters > Senders" holds what never comes: "agent"',
		],
		[
			{ filters: { statuses: ['closed'] } },
			'"Filters > Statuses" holds what never comes: "closed"',
		],
	])('is not made for what can never come: %j', async (parameters, message) => {
		const trigger = await workflow({ events, inbox: byId(demo.api), ...parameters });

		await expect(trigger.activate()).rejects.toThrow(message);
		expect(chatwoot.requests).toEqual([]);
	});

	it('may be told its events by an expression', async () => {
		const trigger = await workflow({ events: '={{ "message_created, contact_created" }}' });
		await trigger.activate();

		expect(webhooks()).toMatchObject([{ subscriptions: ['message_created', 'contact_created'] }]);
	});

	it('says so when it cannot be taken away', async () => {
		const trigger = await workflow({ events });
		await trigger.activate();
		chatwoot.state.users.get(demo.admin)!.token = 'ANOTHER';

		await expect(trigger.lifecycle('delete')).rejects.toThrow(
			'Chatwoot does not know the access token',
		);
		expect(Object.keys(trigger.staticData.registrations as object)).toHaveLength(1);
	});
});

describe('an account webhook of an older server', () => {
	it('is protected by a token, and only by the right one', async () => {
		await start({ version: '4.3.0' });
		const trigger = await workflow({ events: ['message_created'] });
		await trigger.activate();
		const [{ url }] = webhooks();
		expect(url).toMatch(/\/webhook\/webhook-id\/chatwoot\?token=[0-9a-f]{48}$/);
		await write();
		expect(await runs(trigger)).toBe(1);
		const forged = await fetch(trigger.url, {
			method: 'POST',
			body: '{"event":"message_created"}',
		});
		expect(forged.status).toBe(401);

		delete trigger.staticData.registrations;
		await trigger.activate();
		expect(webhooks()).toMatchObject([{ url }]);
		await trigger.lifecycle('delete');
		expect(webhooks()).toEqual([]);
	});

	it('of somebody else gets its address without token back', async () => {
		await start({ version: '4.3.0' });
		const trigger = await workflow({ events: ['message_created'] });
		await call('POST', 'webhooks', {
			webhook: { url: trigger.url, subscriptions: ['contact_created'] },
		});
		await trigger.activate();
		expect(webhooks()).toMatchObject([{ url: expect.stringContaining('?token=') }]);
		// Memory is what tells it from one of the trigger's own here: such a server keeps no names.
		await trigger.lifecycle('delete');

		expect(webhooks()).toMatchObject([{ url: trigger.url, subscriptions: ['contact_created'] }]);
	});

	it('goes without the events that the server does not know, and says which', async () => {
		await start({ version: '3.16.0' });
		const events = [
			'conversation_typing_on',
			'message_created',
			'contact_created',
			'conversation_typing_off',
		];
		const trigger = await workflow({ events });
		await trigger.activate();

		expect(webhooks()).toMatchObject([{ subscriptions: ['message_created', 'contact_created'] }]);
		expect(trigger.staticData.note).toBe(
			'The Chatwoot server is too old for these events, they will not come: conversation_typing_on, conversation_typing_off',
		);
		const before = writes().length;
		await trigger.activate();
		expect(writes()).toHaveLength(before);
		await write();
		expect(await runs(trigger)).toBe(1);
		expect(trigger.runs).toMatchObject([{ hint: trigger.staticData.note }]);
	});

	it('is refused when it knows none of the events', async () => {
		await start({ version: '3.16.0' });
		const trigger = await workflow({ events: ['conversation_typing_on'] });

		await expect(trigger.activate()).rejects.toThrow(
			'does not know the event: conversation_typing_on',
		);
		expect(webhooks()).toEqual([]);
	});
});

describe('a pasted address of the inbox', () => {
	const onInbox = (inbox: INodeParameters) => ({
		source: 'callback',
		inbox,
		events: ['message_created'],
	});

	it('is refused when it is one of another server', async () => {
		const page = `https://staging.example/app/accounts/1/inbox/${demo.api}`;
		const { activate } = await workflow(onInbox(byUrl(page)));
		await expect(activate()).rejects.toThrow(
			`"Inbox" is an address of staging.example, but the credential is for ${new URL(chatwoot.url).host}`,
		);
		expect(writes()).toEqual([]);
	});

	it('is refused when it is one of another account', async () => {
		const page = `${chatwoot.url}/app/accounts/2/inbox/${demo.api}`;
		const { activate } = await workflow({ ...onInbox(byUrl(page)), account: byId(1) });
		await expect(activate()).rejects.toThrow(
			'"Inbox" is an address in account 2, but the account is 1',
		);
		expect(writes()).toEqual([]);
	});
});

describe('an API inbox callback', () => {
	const parameters = { source: 'callback', inbox: byId(demo.api), events: ['message_created'] };
	const address = () => chatwoot.state.inboxes.get(demo.api)!.channel.webhook_url;

	it('is set, sends, and gives way to the former address', async () => {
		await call('PATCH', `inboxes/${demo.api}`, {
			channel: { webhook_url: 'https://bridge.test/in' },
		});
		const trigger = await workflow(parameters);
		await trigger.activate();
		expect(address()).toBe(trigger.url);
		await write();
		expect(await runs(trigger)).toBe(1);
		await trigger.activate();
		await trigger.lifecycle('delete');

		expect(address()).toBe('https://bridge.test/in');
	});

	it('of an older server is protected by a token', async () => {
		await start({ version: '4.3.0' });
		const trigger = await workflow(parameters);
		await trigger.activate();
		expect(address()).toMatch(/\/chatwoot\?token=[0-9a-f]{48}$/);
		await write();
		expect(await runs(trigger)).toBe(1);
		expect(
			(await fetch(trigger.url, { method: 'POST', body: '{"event":"message_created"}' })).status,
		).toBe(401);
		const before = address();
		await trigger.activate();
		expect(address()).toBe(before);
		await trigger.lifecycle('delete');

		expect(address()).toBe('');
	});

	it('gives way to the former address after a repair too', async () => {
		await start({ version: '4.3.0' });
		await call('PATCH', `inboxes/${demo.api}`, {
			channel: { webhook_url: 'https://bridge.test/in' },
		});
		const trigger = await workflow(parameters);
		await trigger.activate();
		await call('PATCH', `inboxes/${demo.api}`, { channel: { webhook_url: trigger.url } });
		await trigger.activate();
		expect(address()).toContain('?token=');
		await trigger.lifecycle('delete');

		expect(address()).toBe('https://bridge.test/in');
	});

	it.each<[string, INodeParameters]>([
		['another inbox', { ...parameters, inbox: byId(3) }],
		['an account webhook', { events: ['message_created'] }],
	])('is taken back when the parameters name %s by then', async (_, changed) => {
		await call('POST', 'inboxes', { name: 'Second', channel: { type: 'api' } });
		const trigger = await workflow(parameters);
		await trigger.activate();
		const { staticData, url } = trigger;
		await trigger.close();
		const port = Number(new URL(url).port);
		const next = await workflow(changed, { staticData, port });
		await next.activate();

		expect(address()).toBe('');
		const { webhook_url: second } = chatwoot.state.inboxes.get(3)!.channel;
		expect([second, webhooks()[0]?.url]).toContain(next.url);
		await next.lifecycle('delete');
		expect(webhooks()).toEqual([]);
		expect(chatwoot.state.inboxes.get(3)!.channel.webhook_url ?? '').toBe('');
	});

	it('is emptied when there was none', async () => {
		const trigger = await workflow(parameters);
		await trigger.activate();
		await trigger.lifecycle('delete');

		expect(address()).toBe('');
	});

	it('that somebody changed by hand is left alone', async () => {
		const trigger = await workflow(parameters);
		await trigger.activate();
		await call('PATCH', `inboxes/${demo.api}`, { channel: { webhook_url: 'https://new.test/in' } });
		await trigger.lifecycle('delete');

		expect(address()).toBe('https://new.test/in');
	});

	it('gives the test address way to production again', async () => {
		const production = await workflow(parameters);
		await production.activate();
		const staticData = JSON.parse(JSON.stringify(production.staticData)) as IDataObject;
		const test = await workflow(parameters, { isTest: true, mode: 'manual', staticData });
		await test.activate();
		expect(address()).toBe(test.url);
		await test.lifecycle('delete');

		expect(address()).toBe(production.url);
	});

	it('needs an API inbox that exists, and survives its deletion', async () => {
		const other = await workflow({ ...parameters, inbox: byId(demo.website) });
		await expect(other.activate()).rejects.toThrow(
			'Only API inboxes have a callback: Shop Chat is of type WebWidget',
		);
		await expect((await workflow({ source: 'callback' })).activate()).rejects.toThrow(
			'"Inbox" is empty',
		);
		const trigger = await workflow(parameters);
		await trigger.activate();
		await call('DELETE', `inboxes/${demo.api}`);

		await expect(trigger.lifecycle('delete')).resolves.toBe(true);
	});
});

describe('an agent bot', () => {
	const parameters = {
		source: 'bot',
		inbox: byId(demo.api),
		events: ['message_created'],
		botName: 'Helper',
	};
	const bots = () => chatwoot.state.bots.all().filter(({ deleted }) => !deleted);
	const attached = () => chatwoot.state.inboxes.get(demo.api)!.bot_id;
	const ofWorld = 1;

	it('is made, answers in the inbox, and is gone at the end', async () => {
		const trigger = await workflow(parameters);
		await trigger.activate();
		const made = bots().find(({ id }) => id !== ofWorld)!;
		expect(made).toMatchObject({ name: 'Helper', outgoing_url: trigger.url });
		expect(attached()).toBe(made.id);
		await write();
		expect(await runs(trigger)).toBe(1);
		await trigger.activate();
		expect(bots()).toHaveLength(2);
		await trigger.lifecycle('delete');

		expect(bots()).toMatchObject([{ id: ofWorld }]);
		expect(attached()).toBeNull();
	});

	it('of an older server is protected by a token, and hears of a hand-over', async () => {
		await start({ version: '4.3.0' });
		const trigger = await workflow({ ...parameters, preset: 'handOver' });
		await trigger.activate();
		const made = bots().at(-1)!;
		expect(made.outgoing_url).toMatch(/\/chatwoot\?token=[0-9a-f]{48}$/);
		await call('POST', 'conversations', { inbox_id: demo.api, contact_id: demo.dan });
		await call('POST', 'conversations/2/toggle_status', { status: 'open' }, made.token);
		expect(await runs(trigger)).toBe(1);
		expect(trigger.runs).toMatchObject([{ event: 'conversation_opened', conversation: { id: 2 } }]);
		await trigger.lifecycle('delete');

		expect(bots()).toMatchObject([{ id: ofWorld }]);
	});

	it('gives way to the one that was in the inbox before', async () => {
		await call('POST', `inboxes/${demo.api}/set_agent_bot`, { agent_bot: ofWorld });
		const trigger = await workflow(parameters);
		await trigger.activate();
		expect(attached()).not.toBe(ofWorld);
		await trigger.lifecycle('delete');

		expect(attached()).toBe(ofWorld);
	});

	it('that exists already is used, and gets its address back', async () => {
		await call('PATCH', `agent_bots/${ofWorld}`, { outgoing_url: 'https://bot.test/in' });
		const trigger = await workflow({ ...parameters, botMode: 'existing', agentBot: byId(ofWorld) });
		await trigger.activate();
		expect(bots()).toMatchObject([{ id: ofWorld, outgoing_url: trigger.url }]);
		expect(attached()).toBe(ofWorld);
		await write();
		expect(await runs(trigger)).toBe(1);
		await trigger.lifecycle('delete');

		expect(bots()).toMatchObject([{ id: ofWorld, outgoing_url: 'https://bot.test/in' }]);
		expect(attached()).toBeNull();
	});

	it('that was made is gone when one is chosen instead', async () => {
		const made = await workflow(parameters);
		await made.activate();
		expect(bots()).toHaveLength(2);
		const { staticData, url } = made;
		await made.close();
		const existing = { ...parameters, botMode: 'existing', agentBot: byId(ofWorld) };
		const next = await workflow(existing, { staticData, port: Number(new URL(url).port) });
		await next.activate();

		expect(bots()).toMatchObject([{ id: ofWorld, outgoing_url: next.url }]);
		expect(attached()).toBe(ofWorld);
	});

	it('that was chosen and is gone is not replaced', async () => {
		const trigger = await workflow({ ...parameters, botMode: 'existing', agentBot: byId(ofWorld) });
		await trigger.activate();
		await call('DELETE', `agent_bots/${ofWorld}`);

		await expect(trigger.activate()).rejects.toThrow(`Chatwoot did not find agent bot ${ofWorld}`);
		expect(bots()).toEqual([]);
	});

	it('of the whole installation is refused', async () => {
		chatwoot.state.bots.get(ofWorld)!.account_id = null;
		const trigger = await workflow({ ...parameters, botMode: 'existing', agentBot: byId(ofWorld) });

		await expect(trigger.activate()).rejects.toThrow('belongs to the whole installation');
		expect(attached()).toBeNull();
	});

	it('is put back into the inbox when somebody took it out, made again when deleted', async () => {
		const trigger = await workflow(parameters);
		await trigger.activate();
		await call('POST', `inboxes/${demo.api}/set_agent_bot`, { agent_bot: null });
		await trigger.activate();
		expect(attached()).toBe(bots().at(-1)!.id);
		await call('DELETE', `agent_bots/${bots().at(-1)!.id}`);
		await trigger.activate();
		expect(attached()).toBe(bots().at(-1)!.id);
		expect(bots()).toHaveLength(2);
		await call('DELETE', `agent_bots/${bots().at(-1)!.id}`);

		await expect(trigger.lifecycle('delete')).resolves.toBe(true);
		expect(bots()).toMatchObject([{ id: ofWorld }]);
	});

	it('knows its own messages', async () => {
		const trigger = await workflow({ ...parameters, own: 'ignoreUser' });
		await trigger.activate();
		const { token } = bots().at(-1)!;
		await call(
			'POST',
			`conversations/${demo.conversation}/messages`,
			{ content: 'I am a bot' },
			token,
		);
		await call(
			'POST',
			`conversations/${demo.conversation}/messages`,
			{ content: 'I am not' },
			'AGENT_TOKEN',
		);

		expect(await runs(trigger)).toBe(1);
		expect(trigger.runs).toMatchObject([{ message: { content: 'I am not' }, is_own: false }]);
	});
});

describe('a registration that was made with another credential or account', () => {
	const events = ['message_created'];
	const ofBot = { source: 'bot', inbox: byId(demo.api), events };
	const bots = () => chatwoot.state.bots.where(({ deleted }) => !deleted);
	/** The workflow with other parameters or another credential, at the same address. */
	const changed = async (before: Listener, parameters: INodeParameters) => {
		const { staticData, url } = before;
		await before.close();
		const port = Number(new URL(url).port);
		return await workflow(parameters, {
			staticData: JSON.parse(JSON.stringify(staticData)) as IDataObject,
			port,
		});
	};

	it('on another server is not taken for one of the same id here', async () => {
		const before = await workflow(ofBot);
		await before.activate();
		const { id } = bots().at(-1)!;
		await start();
		await call('POST', 'agent_bots', { name: 'Of somebody', outgoing_url: 'https://bot.test/in' });
		expect(bots().at(-1)).toMatchObject({ id, name: 'Of somebody' });
		const after = await changed(before, ofBot);
		await expect(after.lifecycle('delete')).rejects.toThrow(
			/is registered in http.*, but the credential is for http/,
		);
		await after.activate();
		expect(bots()).toHaveLength(3);
		await write();
		expect(await runs(after)).toBe(1);
		await after.lifecycle('delete');

		expect(bots().at(-1)).toMatchObject({
			id,
			name: 'Of somebody',
			outgoing_url: 'https://bot.test/in',
		});
		expect(chatwoot.state.inboxes.get(demo.api)!.bot_id).toBeNull();
	});

	it('does not stand in the way of one in another account', async () => {
		const before = await workflow({ events, account: byId(1) });
		await before.activate();
		const { accounts, memberships } = chatwoot.state;
		const second = accounts.insert({ ...accounts.get(1)!, id: 2, name: 'Second' });
		memberships.find((row) => row.user_id === demo.admin)!.account_id = second.id;
		const after = await changed(before, { events, account: byId(2) });
		await after.activate();

		expect(webhooks()).toMatchObject([{ account_id: 1 }, { account_id: 2, url: after.url }]);
		expect(after.staticData.registrations).toMatchObject({ [after.url]: { account: 2 } });
	});

	it('in another account of the credential is taken back from there', async () => {
		const before = await workflow({ events });
		await before.activate();
		const { accounts, memberships } = chatwoot.state;
		const second = accounts.insert({ ...accounts.get(1)!, id: 2, name: 'Second' });
		const membership = memberships.find((row) => row.user_id === demo.admin)!;
		memberships.insert({ ...membership, id: undefined, account_id: second.id });
		const after = await changed(before, { events, account: byId(2) });
		await after.activate();
		expect(webhooks()).toMatchObject([{ account_id: 2, url: after.url }]);
		await after.lifecycle('delete');

		expect(webhooks()).toEqual([]);
	});

	it('is not given up for a server that fails just now', async () => {
		const before = await workflow({ source: 'callback', inbox: byId(demo.api), events });
		await before.activate();
		const after = await changed(before, { events });
		const { url } = after;
		await chatwoot.close();
		await expect(after.activate()).rejects.toThrow();

		expect(Object.keys(after.staticData.registrations as object)).toEqual([url]);
		await start();
	});
});

describe('an address of which there is but one', () => {
	const events = ['message_created'];
	const callback = { source: 'callback', inbox: byId(demo.api), events };
	const ofBot = { source: 'bot', inbox: byId(demo.api), events };
	const existing = { ...ofBot, botMode: 'existing', agentBot: byId(1) };
	const setCallback = async (webhook_url: string) =>
		await call('PATCH', `inboxes/${demo.api}`, { channel: { webhook_url } });
	const setBot = async (outgoing_url: string) => {
		await call('PATCH', 'agent_bots/1', { outgoing_url });
		await call('POST', `inboxes/${demo.api}/set_agent_bot`, { agent_bot: 1 });
	};
	const cases: Array<[string, INodeParameters, (address: string) => Promise<unknown>]> = [
		['the callback of an inbox', callback, setCallback],
		['an existing bot', existing, setBot],
		['the place of a bot', ofBot, setBot],
	];

	it.each(cases)('is not taken from another workflow: %s', async (_, parameters, set) => {
		const trigger = await workflow(parameters);
		const other = trigger.url.replace('webhook-id', 'another-id');
		await set(`${other}?token=${'f'.repeat(48)}`);
		const before = writes().length;

		await expect(trigger.activate()).rejects.toThrow(
			`sends its events to another workflow of this n8n already: ${other}. Unpublish that one first`,
		);
		expect(writes()).toHaveLength(before);
	});

	it.each(cases)('is borrowed for a test: %s', async (_, parameters, set) => {
		const trigger = await workflow(parameters, { isTest: true, mode: 'manual' });
		const other = trigger.url
			.replace('webhook-id', 'another-id')
			.replace('webhook-test', 'webhook');
		await set(other);
		await trigger.activate();
		await trigger.lifecycle('delete');

		const inbox = chatwoot.state.inboxes.get(demo.api)!;
		expect([
			inbox.channel.webhook_url,
			chatwoot.state.bots.get(inbox.bot_id)?.outgoing_url,
		]).toContain(other);
	});
});
