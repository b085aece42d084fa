import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeParameters, WorkflowExecuteMode } from 'n8n-workflow';
import { TwakeApi } from '../../credentials/TwakeApi.credentials';
import { clock } from '../../nodes/shared/retry';
import { TwakeCatchUp } from '../../nodes/Twake/catchup/TwakeCatchUp.node';
import { TwakeTrigger } from '../../nodes/Twake/TwakeTrigger.node';
import { demoIds, startTwake } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import { poll } from '../engine/poll';
import { listen } from '../engine/trigger';
import type { Listener } from '../engine/trigger';
import { chance } from '../faults/chance';
import { until } from '../shared/moments';

const MINUTE = 60_000;
const { company, workspace, channel, privateChannel, application, privateKey } = demoIds;

let twake: TwakeSandbox;
let network: Network;
let trigger: Listener;
/** How far the clock of n8n is ahead, so that tests need not wait until something counts as missed. */
let ahead = 0;
let count = 0;

beforeEach(async () => {
	twake = await startTwake();
	network = await Network.open();
	twake.state.applications.get(application)!.api.hooks_url = network.url;
	ahead = 0;
	jest.spyOn(clock, 'now').mockImplementation(() => Date.now() + ahead);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await network.close();
	await trigger?.close();
	await twake.close();
});

/** The message in a delivery; undefined for what Catch Up asks. */
const messageIn = (body: string) =>
	(JSON.parse(body) as { content?: { message: { message: { id: string; text: string } } } }).content
		?.message.message;

/** What lies between Twake and n8n. */
class Network {
	/** Whether a body gets through. */
	lets: (body: string) => boolean = () => true;
	/** Where it leads; undefined while n8n is down. */
	to?: string;
	/** The newest delivery of a message, and how often each came, whether it got through or not. */
	newest = '';
	private readonly carried = new Map<string, number>();
	private readonly arrivals: Array<() => void> = [];

	private constructor(private readonly server: Server) {}

	static async open(): Promise<Network> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const network = new Network(server);
		server.on('request', (request, response) => void network.pass(request, response));
		return network;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/webhook/1/twake`;
	}

	/** Waits until a message has come so many times and was handled. */
	async hasCarried(message: string, times = 1): Promise<void> {
		while ((this.carried.get(message) ?? 0) < times) {
			await new Promise<void>((resolve) => this.arrivals.push(resolve));
		}
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise<void>((resolve) => this.server.close(() => resolve()));
	}

	private async pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const body = Buffer.concat(chunks).toString();
		if (this.to === undefined || !this.lets(body)) {
			response.writeHead(502).end();
		} else {
			const signature = String(request.headers['x-twake-signature']);
			const headers = { 'content-type': 'application/json', 'x-twake-signature': signature };
			const answer = await fetch(this.to, { method: 'POST', headers, body });
			response.writeHead(answer.status).end(await answer.text());
		}
		const { id } = messageIn(body) ?? {};
		if (id === undefined) return;
		this.newest = body;
		this.carried.set(id, (this.carried.get(id) ?? 0) + 1);
		for (const arrived of this.arrivals.splice(0)) arrived();
	}
}

/** The trigger as n8n has it; with `staticData` after a restart. */
async function publish(parameters: INodeParameters = {}, staticData: IDataObject = {}) {
	trigger = await listen(
		{
			node: new TwakeTrigger(),
			credential: new TwakeApi(),
			credentialData: { baseUrl: twake.url, applicationId: application, privateKey },
			parameters: { events: ['newMessage', 'messageEdited', 'messageDeleted'], ...parameters },
		},
		{ workflow: `caught-up-${count++}`, staticData },
	);
	network.to = trigger.url;
	return trigger;
}

/** A round of Catch Up. */
async function round(
	parameters: INodeParameters = {},
	mode: WorkflowExecuteMode = 'trigger',
	credential: IDataObject = {},
) {
	return await poll(
		{
			node: new TwakeCatchUp(),
			credential: new TwakeApi(),
			credentialData: {
				...{ baseUrl: twake.url, applicationId: application, privateKey },
				...(credential as Record<string, string>),
			},
			parameters: { workspaces: workspace, ...parameters },
		},
		mode,
	);
}

/** Rounds until nothing is left. */
async function caughtUp(parameters: INodeParameters = {}): Promise<number> {
	let missed = 0;
	for (;;) {
		const [outcome] = (await round(parameters, 'manual'))!;
		missed += Number(outcome.missed);
		if (outcome.more_to_come !== true) return missed;
	}
}

const MESSAGES = `/internal/services/messages/v1/companies/${company}/threads`;

async function call(path: string, body: object, token = twake.tokens.alice, method = 'POST') {
	const response = await fetch(twake.url + path, {
		method,
		headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
		body: JSON.stringify(body),
	});
	const answer = (await response.json()) as { resource: { id: string } };
	if (!response.ok) throw new Error(JSON.stringify(answer));
	return answer.resource;
}

const participants = (...ids: string[]) =>
	ids.map((id) => ({ type: 'channel', id, company_id: company, workspace_id: workspace }));

/** Posts a thread as Alice. Returns its ID. */
async function post(text: string, where: string[] = [channel], token?: string, more: object = {}) {
	const body = {
		resource: { participants: participants(...where) },
		options: { message: { text, ...more } },
	};
	return (await call(MESSAGES, body, token)).id;
}

const reply = async (thread: string, text: string, token?: string) =>
	(await call(`${MESSAGES}/${thread}/messages`, { resource: { text } }, token)).id;

const edit = async (thread: string, message: string, text: string) =>
	await call(`${MESSAGES}/${thread}/messages/${message}`, { resource: { text } });

const withdraw = async (thread: string, message: string) =>
	await call(`${MESSAGES}/${thread}/messages/${message}`, {}, undefined, 'DELETE');

const react = async (thread: string, message: string) =>
	await call(`${MESSAGES}/${thread}/messages/${message}/reaction`, { reactions: [':+1:'] });

const texts = () => trigger.runs.map(({ text }) => String(text));

const sign = (body: string, key: string = privateKey) =>
	createHmac('sha256', key).update(body).digest('hex');

/** A question as Catch Up asks it, or any other body. */
async function ask(body: string, signature = sign(body)) {
	const headers = { 'content-type': 'application/json', 'x-twake-signature': signature };
	const response = await fetch(trigger.url, { method: 'POST', headers, body });
	return { status: response.status, body: (await response.json()) as IDataObject };
}

const since = () => (trigger.staticData.catchUp as { since: number } | undefined)?.since;

describe('what Twake could not deliver', () => {
	it('is given to the trigger once, and then known', async () => {
		await publish();
		await round();
		network.to = undefined;
		const thread = await post('lost');
		await network.hasCarried(thread);
		await network.hasCarried(await reply(thread, 'lost, too'));
		network.to = trigger.url;
		ahead = 2 * MINUTE;

		expect(await round()).toEqual([
			{ missed: 2, oldest: expect.stringMatching(/^\d{4}-.*Z$/), more_to_come: false },
		]);
		expect(texts()).toEqual(['lost', 'lost, too']);
		expect(await round()).toBeNull();
		ahead = 30 * MINUTE;
		expect(await round()).toBeNull();
		expect(trigger.runs).toHaveLength(2);
	});

	it('is also the edit of a message that somebody has reacted to since, once', async () => {
		await publish();
		await round();
		const thread = await post('a thread');
		const [lost, delivered] = [await reply(thread, 'one'), await reply(thread, 'two')];
		await network.hasCarried(delivered);
		await edit(thread, delivered, 'two, better');
		await network.hasCarried(delivered, 2);
		network.to = undefined;
		await edit(thread, lost, 'one, better');
		// Twake tells what happened by the distance of two times.
		const end = Date.now() + 200;
		await until(() => Date.now() > end);
		for (const message of [lost, delivered]) await react(thread, message);
		await network.hasCarried(delivered, 3);
		network.to = trigger.url;
		ahead = 2 * MINUTE;

		expect(await round()).toMatchObject([{ missed: 1 }]);
		expect(texts()).toEqual(['a thread', 'one', 'two', 'two, better', 'one, better']);
		expect(trigger.runs.at(-1)).toMatchObject({ event: 'messageEdited', message_id: lost });
		expect(await round()).toBeNull();
	});

	it('is the very item that the delivery would have been', async () => {
		await publish();
		await round();
		const files = [{ metadata: { source: 'drive', external_id: 'x', name: 'a.txt' } }];
		const threads = [
			await post('a thread', [channel], undefined, { files, context: { order: 7 } }),
			await post('in private', [privateChannel]),
		];
		const replies = [];
		for (let index = 0; index < 5; index++) replies.push(await reply(threads[0], `${index}`));
		await edit(threads[0], replies[1], 'edited');
		await withdraw(threads[0], replies[2]);
		await network.hasCarried(threads[1], 2);
		await network.hasCarried(replies[1], 2);
		await network.hasCarried(replies[2], 2);
		const delivered = trigger.runs;
		await trigger.close();

		await publish();
		trigger.staticData.catchUp = { since: Date.now() - MINUTE };
		ahead = 2 * MINUTE;
		await round();
		const keyed = (runs: IDataObject[]) =>
			Object.fromEntries(
				runs.map((run) => [`${String(run.event)} ${String(run.message_id)}`, run]),
			);
		const given = keyed(trigger.runs);
		const known = keyed(delivered);
		// Of a text that was changed, only the last version is left, and none of one withdrawn.
		known[`newMessage ${replies[1]}`].text = known[`newMessage ${replies[1]}`].chatInput = 'edited';
		delete known[`newMessage ${replies[2]}`];

		expect(Object.keys(known).length).toBe(8);
		expect(given).toEqual(known);
		expect(trigger.runs).toHaveLength(Object.keys(known).length);
	});

	it('is the same without Simplify, but for counters of the thread and the channel', async () => {
		await publish({ simplify: false });
		await round();
		const thread = await post('hello');
		const answer = await reply(thread, 'a reply');
		await network.hasCarried(answer);
		await edit(thread, answer, 'a better reply');
		await network.hasCarried(answer, 2);
		const delivered = trigger.runs;
		await trigger.close();

		await publish({ simplify: false });
		trigger.staticData.catchUp = { since: Date.now() - MINUTE };
		ahead = 2 * MINUTE;
		await round();
		const comparable = ({ delivery, ...run }: IDataObject) => {
			const { content, ...rest } = delivery as { content: { message: IDataObject } };
			const { thread: whole, channel: place, message, ...envelope } = content.message;
			const room = { ...(place as IDataObject), last_activity: 0 };
			return { run, rest, envelope, room, message, thread: (whole as IDataObject).id };
		};
		const [first, second, third] = delivered.map(comparable);
		const text = 'a better reply';
		const blocks = [{ type: 'twacode', elements: [text] }];
		Object.assign(second.run, { text, chatInput: text });
		Object.assign(second.message as IDataObject, { text, blocks });

		expect(trigger.runs.map(comparable)).toEqual([first, second, third]);
	});

	it('is nothing of what is younger than Missed After, or was written by the application', async () => {
		await publish({ filters: { otherApplications: true } });
		await round();
		network.to = undefined;
		await network.hasCarried(await post('from a person'));
		await post('from n8n', [channel], twake.tokens.app);
		network.to = trigger.url;

		expect(await round()).toBeNull();
		ahead = 2 * MINUTE;
		expect(await round({ options: { missedAfter: 600 } })).toBeNull();
		await round();
		expect(texts()).toEqual(['from a person']);
	});

	it('costs a request for the list of channels and one for each of them when it is nothing', async () => {
		await network.hasCarried(await post('before'));
		await network.hasCarried(await post('before', [privateChannel]), 2);
		await publish();
		await round();
		await network.hasCarried(await post('delivered'));
		twake.requests.length = 0;
		ahead = 2 * MINUTE;
		await round({ trigger: trigger.url });

		const reading = twake.requests.filter(({ path }) => !path.includes('/console/'));
		expect(reading.map(({ path }) => path.split('?')[0].split('/').slice(-2).join('/'))).toEqual([
			`${workspace}/channels`,
			`${channel}/feed`,
			`${privateChannel}/feed`,
		]);
	});

	it('is looked for only in the channels by which the trigger filters', async () => {
		await network.hasCarried(await post('before', [privateChannel]), 2);
		await publish({ filters: { channels: privateChannel } });
		await round();
		network.to = undefined;
		await network.hasCarried(await post('elsewhere'));
		await network.hasCarried(await post('here', [privateChannel]), 2);
		network.to = trigger.url;
		ahead = 2 * MINUTE;
		twake.requests.length = 0;
		await round();

		expect(texts()).toEqual(['here']);
		expect(twake.requests.filter(({ path }) => path.includes('/feed'))).toHaveLength(1);
	});

	it('is handed over in parts, the oldest first', async () => {
		await publish();
		await round();
		network.to = undefined;
		const thread = await post('0');
		for (let index = 1; index < 7; index++) {
			await network.hasCarried(await reply(thread, `${index}`));
		}
		network.to = trigger.url;
		ahead = 2 * MINUTE;

		expect(await round({ options: { atMost: 3 } })).toMatchObject([
			{ missed: 3, more_to_come: true },
		]);
		expect(texts()).toEqual(['0', '1', '2']);
		expect(await caughtUp({ options: { atMost: 3 } })).toBe(4);
		expect(texts()).toEqual(['0', '1', '2', '3', '4', '5', '6']);
	});

	it('waits while the trigger refuses it, and is given in the next round from there', async () => {
		await publish();
		await round();
		network.to = undefined;
		const thread = await post('0');
		for (let index = 1; index < 5; index++) {
			await network.hasCarried(await reply(thread, `${index}`));
		}
		network.to = trigger.url;
		ahead = 2 * MINUTE;
		network.lets = (body) => messageIn(body)?.text !== '3';
		await expect(round()).rejects.toThrow(/answered with 502/);
		expect(texts()).toEqual(['0', '1', '2']);

		network.lets = () => true;
		await round();
		expect(texts()).toEqual(['0', '1', '2', '3', '4']);
	});

	it('does not include what happened before the first round', async () => {
		network.to = undefined;
		await network.hasCarried(await post('long ago'));
		await publish();
		ahead = 2 * MINUTE;

		expect(await round()).toBeNull();
	});
});

describe('a thousand messages and replies', () => {
	it('all start one run each, in order, though deliveries get lost and n8n is down', async () => {
		const seed = 'one';
		const channels = [channel, privateChannel];
		const threads: string[] = [];
		const written: string[] = [];
		const write = async (messages: number) => {
			for (let left = messages; left > 0; left--) {
				const number = written.length;
				const thread = threads[Math.floor(chance(seed, 'which', number) * threads.length)];
				const begins = thread === undefined || chance(seed, 'begins', number) < 0.1;
				const where = [channels[number % 2]];
				const id = begins ? await post(`${number}`, where) : await reply(thread, `${number}`);
				if (begins) threads.push(id);
				written.push(id);
			}
			for (const id of written) await network.hasCarried(id);
		};
		await publish();
		const started = [...trigger.runs];
		await round();
		network.lets = (body) => chance(seed, messageIn(body)?.id ?? '') >= 0.3;
		await write(400);
		ahead += 2 * MINUTE;
		const lost = await caughtUp({ trigger: trigger.url });
		expect(lost).toBeGreaterThan(80);
		expect(lost).toBeLessThan(160);

		started.push(...trigger.runs);
		network.to = undefined;
		await trigger.close();
		await write(300);
		const stored = JSON.parse(JSON.stringify(trigger.staticData)) as IDataObject;
		await publish({}, stored);
		ahead += 30 * MINUTE;
		await Promise.all([write(300), caughtUp({ trigger: trigger.url, options: { atMost: 70 } })]);
		const down = trigger.runs.filter(({ message_id }) =>
			written.slice(400, 700).includes(String(message_id)),
		);
		for (const thread of threads) {
			const ofThread = down.filter(({ thread_id }) => thread_id === thread);
			const numbers = ofThread.map(({ text }) => Number(text));
			expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
		}
		expect(down).toHaveLength(300);
		ahead += 2 * MINUTE;
		await caughtUp({ trigger: trigger.url });

		started.push(...trigger.runs);
		expect(started.map(({ message_id }) => String(message_id)).sort()).toEqual(written.sort());
		expect(written).toHaveLength(1000);
	}, 120_000);
});

describe('a question for the trigger', () => {
	const at = () => clock.now();

	it('is answered only with the signature of the application', async () => {
		await publish();
		const body = JSON.stringify({ catch_up: 'advance', mark: { since: 5 }, at: at() });
		for (const signature of ['', sign(body, 'other'), sign(`${body} `), 'x']) {
			expect(await ask(body, signature)).toMatchObject({ status: 401 });
		}
		expect(since()).toBeUndefined();
		expect(trigger.runs).toEqual([]);
	});

	it('does nothing when it is repeated, and moves the mark neither back nor ahead of now', async () => {
		await publish();
		await round();
		const begun = since()!;
		const old = JSON.stringify({ catch_up: 'advance', mark: { since: begun + 1 }, at: at() });
		const far = JSON.stringify({ catch_up: 'advance', mark: { since: at() + 9e9 }, at: at() });
		await ask(old);
		expect(since()).toBe(begun + 1);
		ahead = MINUTE;
		await ask(far);
		const now = since()!;
		expect(now).toBeGreaterThan(begun + 1);
		expect(now).toBeLessThanOrEqual(clock.now());
		await ask(old);
		expect(since()).toBe(now);
		ahead = 10 * MINUTE;
		expect(await ask(far)).toMatchObject({ status: 401 });
		expect(since()).toBe(now);
	});

	it('that hands something over again starts nothing', async () => {
		await publish();
		await round();
		network.to = undefined;
		await network.hasCarried(await post('once'));
		network.to = trigger.url;
		ahead = 2 * MINUTE;
		await round();
		await ask(network.newest);

		expect(texts()).toEqual(['once']);
	});

	it('is nonsense: that is said', async () => {
		await publish();
		for (const question of [
			{ catch_up: 'everything' },
			{ catch_up: 'missing' },
			{ catch_up: 'advance', mark: { since: 'now' } },
		]) {
			expect(await ask(JSON.stringify({ ...question, at: at() }))).toMatchObject({ status: 400 });
		}
		const deliveries = [null, 5, {}, { type: 'hook' }, { type: 'action', name: 'command' }];
		const missing = JSON.stringify({ catch_up: 'missing', deliveries, at: at() });
		expect(await ask(missing)).toEqual({ status: 200, body: { missing: [] } });
	});
});

describe('a round that cannot work', () => {
	const address = (path: string) => `${twake.url}/client/${path}`;

	it.each<[string, () => INodeParameters, RegExp]>([
		['no workspace', () => ({ workspaces: '' }), /^"Workspaces" is empty/],
		['no ID', () => ({ workspaces: 'Support' }), /"Workspaces" holds no address or ID of a work/],
		[
			'an address without a workspace',
			() => ({ workspaces: address(company) }),
			/holds no address or ID of a workspace/,
		],
		[
			'another server',
			() => ({ workspaces: `https://x.test/client/${company}/w/${workspace}` }),
			/"Workspaces" holds an address of x\.test, but the credential is for 127/,
		],
		[
			'direct channels',
			() => ({ workspaces: address(`${company}/w/direct/c/${channel}`) }),
			/holds the address of a direct channel/,
		],
		['an unknown workspace', () => ({ workspaces: channel }), /without channels, which probably/],
		['no web address', () => ({ trigger: 'n8n' }), /^"Trigger" is not a web address: "n8n"/],
		[
			'a test address',
			() => ({ trigger: trigger.url.replace('/webhook/', '/webhook-test/') }),
			/^"Trigger" is the address for tests of a trigger/,
		],
		[
			'nobody there',
			() => ({ trigger: 'http://127.0.0.1:1/x' }),
			/does not answer at http:\/\/127/,
		],
		[
			'something else',
			() => ({ trigger: twake.url }),
			/No published workflow listens at|is no Twake/,
		],
	])('says so: %s', async (_, parameters, message) => {
		await publish();

		await expect(round(parameters())).rejects.toThrow(message);
		expect(trigger.runs).toEqual([]);
	});

	it('says that the hooks of the application go nowhere', async () => {
		await publish();
		twake.state.applications.get(application)!.api.hooks_url = '';

		await expect(round()).rejects.toThrow(/sends the events of the application to no address/);
	});

	it('says that no channel has the application', async () => {
		await publish();
		for (const each of twake.state.channels.values()) each.connectors = [];

		await expect(round()).rejects.toThrow(/^No channel of the workspaces has the application/);
	});

	it('says that the channels of the trigger are elsewhere', async () => {
		await publish({ filters: { channels: workspace } });

		await expect(round()).rejects.toThrow(/^The trigger filters by channels that have no applic/);
	});

	it('says that nothing of what the trigger waits for can be seen afterwards', async () => {
		await publish({ events: ['command', 'messageMarked'] });

		await expect(round()).rejects.toThrow(/^Twake does not show afterwards what the trigger waits/);
	});

	it('says that the key is another one', async () => {
		await publish();
		const key = { privateKey: 'b3RoZXI=' };
		twake.state.applications.get(application)!.api.private_key = key.privateKey;

		await expect(round({}, 'trigger', key)).rejects.toThrow(/does not know the signature/);
		expect(since()).toBeUndefined();
	});

	it('says that the legacy API cannot', async () => {
		await publish();

		await expect(round({}, 'trigger', { apiGeneration: 'legacy' })).rejects.toThrow(
			/^The legacy API of Twake does not list messages/,
		);
		expect(twake.requests).toEqual([]);
	});
});
