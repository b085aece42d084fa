import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { NodeHelpers } from 'n8n-workflow';
import type { INodeParameters } from 'n8n-workflow';
import { TwakeApi } from '../../credentials/TwakeApi.credentials';
import { TwakeTrigger } from '../../nodes/Twake/TwakeTrigger.node';
import { demoIds, startTwake } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import { listen } from '../engine/trigger';
import type { Listener, ListenOptions } from '../engine/trigger';

interface Recorded {
	body: Record<string, unknown>;
	raw_body: string;
	headers: Record<string, string>;
	signing_key?: string;
}

const folder = join(__dirname, '../recordings/twake');
const cases = readdirSync(folder)
	.filter((name) => /^\d{3}-/.test(name))
	.map(
		(name) =>
			JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
				case: string;
				hooks_received?: Recorded[];
			},
	);
const deliveries = cases.flatMap(({ case: name, hooks_received: hooks = [] }) =>
	hooks.filter(({ signing_key: key }) => key !== undefined).map((hook) => ({ name, ...hook })),
);
const KEY = deliveries[0].signing_key!;
const recorded = (name: string) => deliveries.filter((each) => each.name.startsWith(name));

const ALL = [
	'newMessage',
	'messageEdited',
	'messageDeleted',
	'messageMarked',
	'command',
	'button',
	'shortcut',
	'configuration',
	'popup',
];
let listener: Listener;
let count = 0;
const open = async (
	parameters: INodeParameters = {},
	options: ListenOptions = {},
	privateKey = KEY,
	baseUrl = 'http://127.0.0.1:1',
	credential: Record<string, string> = {},
) => {
	listener = await listen(
		{
			node: new TwakeTrigger(),
			credential: new TwakeApi(),
			credentialData: { baseUrl, applicationId: demoIds.application, privateKey, ...credential },
			parameters: { events: ALL, ...parameters },
		},
		{ workflow: `w${count++}`, ...options },
	);
	return listener;
};
const deliver = async (raw: string | Uint8Array<ArrayBuffer>, signature?: string) =>
	await fetch(listener.url, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			...(signature !== undefined && { 'x-twake-signature': signature }),
		},
		body: raw,
	});
const sign = (raw: string | Buffer, key = KEY) =>
	createHmac('sha256', key).update(raw).digest('hex');
const deliverSigned = async (body: object) => {
	const raw = JSON.stringify(body);
	return await deliver(raw, sign(raw));
};

afterEach(async () => {
	await listener.close();
});

describe('recorded deliveries of Twake', () => {
	it('all carry a signature that the trigger accepts', async () => {
		await open({ filters: { otherApplications: true } });
		for (const { raw_body: raw, headers, signing_key: key } of deliveries) {
			if (key === KEY) await deliver(raw, headers['x-twake-signature']);
		}

		expect(deliveries.length).toBeGreaterThan(10);
		expect(listener.answers.every(({ status }) => status === 200)).toBe(true);
	});

	const forAgents = {
		chatInput: expect.stringMatching(/^A reply by Bob/) as string,
		sessionId: '8a92c600-e499-11f1-9f9d-e1c5c54de2fd',
	};
	it.each<[string, string, object]>([
		['400', 'newMessage', { is_thread: true }],
		['401', 'newMessage', { is_thread: false, ...forAgents }],
		['402', 'messageEdited', {}],
		['403', 'messageMarked', {}],
		['404', 'messageDeleted', {}],
		['420', 'button', { action_id: 'approve:42', form: { comment: 'fine by me' } }],
		['421', 'command', { command: 'hello world', user: { first_name: 'Alice' } }],
		['422', 'shortcut', {}],
		['423', 'shortcut', {}],
		['424', 'configuration', { connection_id: 'twake-web-1f2e3d' }],
		['425', 'popup', { action_id: 'save', form: { url: 'https://example.org' } }],
	])('%s starts the workflow with what happened: %s', async (name, event, expected) => {
		await open();
		const [{ raw_body: raw, headers }] = recorded(name);
		await deliver(raw, headers['x-twake-signature']);

		expect(listener.runs).toMatchObject([{ event, ...expected }]);
		expect(listener.runs[0]).toMatchObject({
			company_id: expect.any(String),
			user_id: expect.any(String),
		});
	});

	it('gives AI nodes the names of files that come without words', async () => {
		await open();
		const [{ body }] = recorded('400');
		const post = structuredClone(body) as never as {
			content: { message: { message: { text: string; files: object[] } } };
		};
		const files = [{ metadata: { name: 'bill.pdf' } }, {}];
		Object.assign(post.content.message.message, { text: '', files });
		await deliverSigned(post);

		expect(listener.runs).toMatchObject([{ text: '', chatInput: '[bill.pdf]\n[file]' }]);
	});

	it('names channel, thread and message of a post', async () => {
		await open();
		const [{ raw_body: raw, headers, body }] = recorded('400');
		await deliver(raw, headers['x-twake-signature']);
		const { message, channel } = (
			body as never as {
				content: {
					message: { message: { id: string; text: string }; channel: { id: string; name: string } };
				};
			}
		).content.message;

		expect(listener.runs).toMatchObject([
			{
				message_id: message.id,
				thread_id: message.id,
				text: message.text,
				channel_id: channel.id,
				channel_name: channel.name,
			},
		]);
	});

	it('takes a message that is saved again while it is posted only once', async () => {
		await open();
		for (const { raw_body: raw, headers } of recorded('414')) {
			await deliver(raw, headers['x-twake-signature']);
		}

		expect(recorded('414').length).toBeGreaterThan(1);
		expect(listener.runs).toHaveLength(1);
	});

	it('leaves messages of other applications out unless told otherwise', async () => {
		const [{ raw_body: raw, headers }] = recorded('406');
		await open();
		await deliver(raw, headers['x-twake-signature']);
		expect(listener.runs).toEqual([]);
		await listener.close();

		await open({ filters: { otherApplications: true } });
		await deliver(raw, headers['x-twake-signature']);
		expect(listener.runs).toHaveLength(1);
	});
});

describe('signatures', () => {
	const [{ raw_body: raw, headers }] = recorded('400');
	const good = headers['x-twake-signature'];

	it.each([
		['none', undefined],
		['an empty one', ''],
		['one of another key', sign(raw, 'other')],
		['one of an empty key', sign(raw, '')],
		['one that is cut', good.slice(0, 60)],
		['one with a prefix', `sha256=${good}`],
	])('refuses %s with 401 and starts nothing', async (_, signature) => {
		await open();
		const response = await deliver(raw, signature);

		expect(response.status).toBe(401);
		expect(listener.runs).toEqual([]);
	});

	it('refuses everything when the credential has no key', async () => {
		await open({}, {}, '');
		const response = await deliver(raw, sign(raw, ''));

		expect(response.status).toBe(401);
		expect(listener.runs).toEqual([]);
	});

	it.each([
		'',
		'null',
		'[]',
		'{',
		'"x"',
		'{"type":"hook"}',
		'{"type":"hook","content":{"message":{}}}',
		'{"type":5}',
		'{"type":"new"}',
	])('answers the signed nonsense %j and starts nothing', async (body) => {
		await open();
		const response = await deliver(body, sign(body));

		expect(response.status).toBe(200);
		expect(listener.runs).toEqual([]);
	});
});

const hook = (change: object = {}, envelope: object = {}) => ({
	type: 'hook',
	name: null,
	content: {
		message: {
			type: 'message',
			company_id: demoIds.company,
			channel: {
				id: demoIds.channel,
				company_id: demoIds.company,
				workspace_id: demoIds.workspace,
				name: 'Support',
			},
			thread: { id: 't1' },
			message: {
				id: 'm1',
				thread_id: 't1',
				subtype: null,
				text: 'Hello @n8n, a question',
				user_id: demoIds.alice,
				application_id: null,
				created_at: 1795148353120,
				updated_at: 1795148353139,
				edited: null,
				pinned_info: null,
				reactions: null,
				...change,
			},
			...envelope,
		},
	},
});

describe('filters', () => {
	it.each([
		[{ channels: demoIds.channel }, 1],
		[
			{
				channels: `http://127.0.0.1:1/client/${demoIds.company}/w/${demoIds.workspace}/c/${demoIds.channel}`,
			},
			1,
		],
		[{ channels: demoIds.privateChannel }, 0],
		[{ users: `${demoIds.bob}, ${demoIds.alice}` }, 1],
		[{ users: demoIds.bob }, 0],
		[{ startsWith: 'bug, HELLO' }, 1],
		[{ startsWith: 'bug' }, 0],
		[{ mention: '@n8n' }, 1],
		[{ mention: 'n8' }, 0],
		[
			{
				channels: '={{ null }}',
				users: '={{ "" }}',
				startsWith: '={{ [] }}',
				mention: '={{ null }}',
			},
			1,
		],
		[{ channels: `={{ ["${demoIds.channel}"] }}`, startsWith: '={{ ["bug", "hello"] }}' }, 1],
		[{ channels: `={{ ["${demoIds.privateChannel}"] }}` }, 0],
		[{ position: 'replies' }, 1],
		[{ position: 'threads' }, 0],
	])('%j lets %i through', async (filters, runs) => {
		await open({ filters });
		const response = await deliverSigned(hook());

		expect(response.status).toBe(200);
		expect(listener.runs).toHaveLength(runs);
	});

	it.each([
		['@n8n.', 1],
		['Thanks, @n8n!', 1],
		['(@N8N)', 1],
		['@n8n...', 1],
		['@n8n, @bob', 1],
		['*@n8n*', 1],
		['@n8n’s job', 1],
		['@n8n.io', 0],
		['@n8n-dev', 0],
		['@n8nü', 0],
		['me@n8n', 0],
		['@@n8n', 0],
	])('find a mention in %j: %i', async (text, runs) => {
		await open({ filters: { mention: 'n8n' } });
		await deliverSigned(hook({ text }));

		expect(listener.runs).toHaveLength(runs);
	});

	it('take a username with a dash', async () => {
		await open({ filters: { mention: 'n8n-dev' } });
		await deliverSigned(hook({ text: '@n8n-dev, please' }));

		expect(listener.runs).toHaveLength(1);
	});

	it('take a username with signs literally', async () => {
		await open({ filters: { mention: 'a.b+c' } });
		await deliverSigned(hook({ id: 'm2', text: 'axb+c @a.b+c.' }));
		await deliverSigned(hook({ id: 'm3', text: '@axb+c' }));

		expect(listener.runs).toHaveLength(1);
	});

	it('starts only on the chosen events', async () => {
		await open({ events: ['messageEdited'] });
		await deliverSigned(hook());
		await deliverSigned(hook({ edited: { edited_at: 1795148400000 }, updated_at: 1795148400000 }));

		expect(listener.runs).toMatchObject([{ event: 'messageEdited' }]);
	});
});

describe('doubles', () => {
	it('takes one message out of any order and number of deliveries', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 30 }),
				async (ids) => {
					await open();
					await Promise.all(ids.map(async (id) => await deliverSigned(hook({ id: `m${id}` }))));

					expect(listener.runs.map(({ message_id }) => message_id).sort()).toEqual(
						[...new Set(ids)].map((id) => `m${id}`).sort(),
					);
					await listener.close();
				},
			),
			{ numRuns: 20 },
		);
		await open();
	});

	it('are still known after a restart', async () => {
		const { staticData } = await open();
		await deliverSigned(hook());
		const stored = JSON.parse(JSON.stringify(staticData));
		await listener.close();
		await open({}, { staticData: stored });
		await deliverSigned(hook());

		expect(listener.runs).toEqual([]);
	});

	it('tells a second edit from the first', async () => {
		await open();
		for (const at of [1795148400000, 1795148500000, 1795148400000]) {
			await deliverSigned(hook({ edited: { edited_at: at }, updated_at: at }));
		}

		expect(listener.runs).toHaveLength(2);
	});
});

describe('the answer', () => {
	it.each([
		[['newMessage', 'messageEdited'], []],
		[
			['newMessage', 'command'],
			['answerMode', 'answerText'],
		],
	])('is asked for where somebody waits for it: %j', (events, fields) => {
		const { description } = new TwakeTrigger();
		const shown = NodeHelpers.getNodeParameters(
			description.properties,
			{ events },
			true,
			false,
			null,
			description,
		);
		const names = Object.keys(shown ?? {});
		expect(names.filter((name) => name.startsWith('answer'))).toEqual(fields);
	});

	it('is the fixed text', async () => {
		await open({ answerText: 'Working on it' });
		const [{ raw_body: raw, headers }] = recorded('421');
		const response = await deliver(raw, headers['x-twake-signature']);

		expect(await response.json()).toEqual({ text: 'Working on it' });
	});

	it('holds the whole delivery without Simplify, but no secret', async () => {
		await open({ simplify: false });
		await deliverSigned(hook({ quote_message: { application: { api: { private_key: 'hush' } } } }));

		expect(listener.runs).toMatchObject([{ event: 'newMessage', delivery: { type: 'hook' } }]);
		expect(JSON.stringify(listener.runs)).not.toContain('hush');
	});
});

describe('against a Twake server', () => {
	let twake: TwakeSandbox;
	const setHook = (url: string) => {
		twake.state.applications.get(demoIds.application)!.api.hooks_url = url;
	};

	beforeEach(async () => {
		twake = await startTwake();
	});
	afterEach(async () => {
		await twake.close();
	});

	it('succeeds when the events come here', async () => {
		await open({}, {}, demoIds.privateKey, twake.url);
		setHook(`${listener.url.replace('http://', 'http://user:pw@')}/?x=1`);

		await expect(listener.activate()).resolves.toBeUndefined();
	});

	it('says where the events go, and what to enter', async () => {
		await open({}, {}, demoIds.privateKey, twake.url);
		setHook('https://elsewhere.test/hook');

		await expect(listener.activate()).rejects.toThrow(
			`Twake sends the events of the application to https://elsewhere.test/hook, not to this node. Enter ${listener.url} as Hooks URL`,
		);
	});

	it.each<[INodeParameters, string]>([
		[{ events: [] }, '"Trigger On" is empty. Choose at least one event.'],
		[
			{ events: ['newMesage'] },
			'"Trigger On" holds no event: "newMesage". There are: button, command, ',
		],
		[
			{ filters: { channels: `${demoIds.channel}, Support` } },
			'"Filters > Channels" holds no ID: "Support"',
		],
		[{ filters: { users: '={{ ["alice"] }}' } }, '"Filters > User IDs" holds no ID: "alice"'],
		[
			{ filters: { channels: 'https://x.test/client/nBftXu5cnNAAyMUYDAXkHP' } },
			'"Filters > Channels" holds an address of x.test, but the credential is for 127.0.0.1',
		],
	])('does not begin to wait for what can never come: %j', async (parameters, message) => {
		await open(
			{ options: { checkHooksUrl: false }, ...parameters },
			{},
			demoIds.privateKey,
			twake.url,
		);

		await expect(listener.activate()).rejects.toThrow(message);
	});

	it('says that a legacy credential cannot check', async () => {
		const legacy = { apiGeneration: 'legacy', companyId: demoIds.company };
		await open({}, {}, demoIds.privateKey, twake.url, legacy);

		await expect(listener.activate()).rejects.toThrow(
			/^The legacy API does not tell where .* Set API Generation to "Application API" .* Check Hooks URL\.$/,
		);
		expect(twake.requests).toEqual([]);
	});

	it('does not check if told so', async () => {
		await open({ options: { checkHooksUrl: false } }, {}, demoIds.privateKey, twake.url);
		await listener.activate();

		expect(twake.requests).toEqual([]);
	});
});
