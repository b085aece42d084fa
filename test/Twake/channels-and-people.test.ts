import { errorOf, executeNode, itemWithFile, runNode } from '../engine';
import { demoIds, startTwake } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import { byId, createInSupport, plantThread, requestsOf, shownIn, twakeRun } from './twake';
import type { TwakeRun } from './twake';

let twake: TwakeSandbox;
const run = (given: TwakeRun) => twakeRun(twake, given);
const at = { company: byId(demoIds.company), workspace: byId(demoIds.workspace) };
const inSupport = { ...at, channel: byId(demoIds.channel) };
const UNKNOWN = '11111111-2222-4333-8444-555555555555';

beforeEach(async () => {
	twake = await startTwake();
});
afterEach(async () => {
	await twake.close();
});

describe('Channel', () => {
	const on = (operation: string, change: object = {}) => ({
		resource: 'channel',
		operation,
		...inSupport,
		...change,
	});

	it('gets one and lists all, private ones too', async () => {
		const [one] = await runNode(run({ parameters: on('get') }));
		const all = await runNode(run({ parameters: on('getMany', { returnAll: true }) }));

		expect(one).toMatchObject({ id: demoIds.channel, name: 'Support', visibility: 'public' });
		expect(all.map(({ id }) => id).sort()).toEqual(
			[demoIds.channel, demoIds.privateChannel].sort(),
		);
	});

	it('lists any number of channels, page by page', async () => {
		const items = Array.from({ length: 120 }, (_, index) => ({ name: `channel ${index}` }));
		await runNode(run({ parameters: on('create', { name: '={{ $json.name }}' }), items }));
		const all = await runNode(run({ parameters: on('getMany', { returnAll: true }) }));

		expect(new Set(all.map(({ id }) => id)).size).toBe(122);
	});

	it('creates a channel', async () => {
		const additionalFields = { icon: '🤖', description: 'From n8n' };
		const parameters = on('create', { name: ' Alerts ', visibility: 'private', additionalFields });
		const [channel] = await runNode(run({ parameters }));

		expect(channel).toMatchObject({
			name: 'Alerts',
			visibility: 'private',
			icon: '🤖',
			description: 'From n8n',
		});
		expect(
			(await runNode(run({ parameters: on('get', { channel: byId(String(channel.id)) }) })))[0]
				.name,
		).toBe('Alerts');
	});

	it('joins and leaves a public channel, and may then reply to everybody', async () => {
		const thread = await plantThread(twake, 'Help!');
		await runNode(run({ parameters: on('join') }));
		const reply = {
			...at,
			resource: 'thread',
			operation: 'reply',
			thread: byId(thread),
			text: 'Hi',
		};
		const withoutJoining = { ...reply, additionalFields: { joinThread: false } };
		await runNode(run({ parameters: withoutJoining }));
		const [left] = await runNode(run({ parameters: on('leave') }));

		expect(shownIn(twake)).toContainEqual(['Help!', 'Hi']);
		expect(left).toEqual({ left: true, channel_id: demoIds.channel });
		expect((await errorOf(run({ parameters: withoutJoining }))).message).toContain('may not post');
	});

	it('explains that a private channel cannot be joined', async () => {
		const error = await errorOf(
			run({ parameters: on('join', { channel: byId(demoIds.privateChannel) }) }),
		);

		expect(error.message).toBe('"Channel" is private, which an application cannot join by itself');
	});

	it('gets the members as people', async () => {
		const members = await runNode(run({ parameters: on('getMembers') }));

		expect(members).toMatchObject([
			{ id: demoIds.alice, username: 'alice', email: 'alice@example.org' },
			{ id: demoIds.bob, username: 'bob' },
		]);
	});

	it.each([
		['get', { channel: byId(UNKNOWN) }, '"Channel" does not exist in this workspace'],
		['getMany', { workspace: byId(UNKNOWN) }, '"Workspace" has no channels'],
		['create', { name: 'x', workspace: byId(UNKNOWN) }, '"Workspace" has no channels'],
		['create', { name: ' ' }, '"Name" is empty'],
		['create', { name: 'x', visibility: '=secret' }, '"Visibility" is "secret"'],
		['getMany', { workspace: byId('') }, '"Workspace" is empty'],
		['join', { channel: byId('x') }, '"Channel" is not an ID: "x"'],
	])('refuses %s with %j', async (operation, change, message) => {
		const { message: said } = await errorOf(run({ parameters: on(operation, change) }));

		expect(said.startsWith(message)).toBe(true);
	});
});

describe('Direct Message > Send', () => {
	const send = (change: object = {}) => ({
		resource: 'directMessage',
		operation: 'send',
		company: at.company,
		users: demoIds.alice,
		text: 'Hello Alice',
		...change,
	});

	it('writes to one person, always in the same conversation', async () => {
		const [first] = await runNode(run({ parameters: send() }));
		const [second] = await runNode(run({ parameters: send({ text: 'Again' }) }));

		expect(first).toMatchObject({ workspace_id: 'direct', text: 'Hello Alice' });
		expect(second.channel_id).toBe(first.channel_id);
		expect(shownIn(twake, String(first.channel_id))).toEqual([['Hello Alice'], ['Again']]);
	});

	it('writes to several people at once', async () => {
		const users = `${demoIds.alice}, ${demoIds.bob}`;
		const [group] = await runNode(run({ parameters: send({ users }) }));
		const [single] = await runNode(run({ parameters: send() }));

		expect(group.channel_id).not.toBe(single.channel_id);
	});

	it.each([
		[
			'a user',
			{ users: `${demoIds.alice}, ${UNKNOWN}` },
			`"User IDs" names nobody whom Twake knows: ${UNKNOWN}`,
		],
		['a company', { company: byId(UNKNOWN) }, '"Company" does not exist'],
	])(
		'refuses %s that does not exist, where nobody would get the message',
		async (_, change, message) => {
			const error = await errorOf(run({ parameters: send(change) }));

			expect(error.message).toBe(message);
			expect(twake.state.messages.size).toBe(0);
		},
	);

	it('opens the conversation once, however many messages go there', async () => {
		const items = ['1', '2', '3'].map((text) => ({ text }));
		await runNode(run({ parameters: send({ text: '={{ $json.text }}' }), items }));

		const opened = requestsOf(twake).filter((each) => each.endsWith('/direct/channels'));
		expect(opened).toHaveLength(1);
	});

	it.each([
		[{ users: '' }, '"User IDs" is empty'],
		[{ users: 'alice' }, '"User IDs" is not an ID: "alice"'],
		[{ text: '' }, '"Text" is empty'],
	])('refuses %j before sending anything', async (change, message) => {
		expect((await errorOf(run({ parameters: send(change) }))).message).toBe(message);
		expect(requestsOf(twake)).toEqual([]);
	});
});

describe('User', () => {
	it('searches and gets people', async () => {
		const search = { resource: 'user', operation: 'search', company: at.company, search: 'ali' };
		const found = await runNode(run({ parameters: search }));
		const get = { resource: 'user', operation: 'get', user: demoIds.alice };
		const [alice] = await runNode(run({ parameters: get }));

		expect(found).toMatchObject([{ id: demoIds.alice, username: 'alice' }]);
		expect(alice).toMatchObject({ first_name: 'Alice', last_name: 'Martin' });
	});

	it('does not take an unknown company for one in which nobody is found', async () => {
		const parameters = { resource: 'user', operation: 'search', search: 'ali' };
		const error = await errorOf(run({ parameters: { ...parameters, company: byId(UNKNOWN) } }));

		expect(error.message).toBe('"Company" does not exist');
	});

	it('says what may be in the way when a user is not found', async () => {
		const error = await errorOf(
			run({ parameters: { resource: 'user', operation: 'get', user: UNKNOWN } }),
		);

		expect(error.httpCode).toBe('404');
		expect(error.description).toContain('a proxy in front of it may hide');
	});
});

describe('Application', () => {
	it.each([true, false])(
		'says who it is without its private key (simplify: %p)',
		async (simplify) => {
			const { json, execution } = await executeNode(
				run({ parameters: { resource: 'application', operation: 'get', simplify } }),
			);

			expect(json[0].id).toBe(demoIds.application);
			expect(JSON.stringify(execution.data)).not.toContain(demoIds.privateKey);
		},
	);

	it('opens a popup built from blocks', async () => {
		const block = [{ type: 'header', text: 'Settings' }];
		const parameters = {
			resource: 'application',
			operation: 'configure',
			user: demoIds.alice,
			blocksMode: 'builder',
			blocks: { block },
		};
		const [output] = await runNode(run({ parameters }));

		expect(output).toEqual({ opened: true, user_id: demoIds.alice });
		expect(twake.requests.at(-1)).toMatchObject({
			path: '/api/console/v1/configure',
			body: {
				user_id: demoIds.alice,
				form: [{ type: 'header', text: { type: 'plain_text', text: 'Settings' } }],
			},
		});
	});
});

describe('Custom API Call', () => {
	const call = (change: object) => ({ resource: 'customApiCall', operation: 'call', ...change });

	it('calls any route with the login of the credential', async () => {
		const path = `/api/channels/v1/companies/${demoIds.company}/workspaces/${demoIds.workspace}/channels`;
		const output = await runNode(run({ parameters: call({ path, query: '{"limit":1}' }) }));

		expect(output).toHaveLength(1);
	});

	it('posts a body', async () => {
		const path = `/api/messages/v1/companies/${demoIds.company}/threads`;
		const participants = [
			{
				type: 'channel',
				id: demoIds.channel,
				company_id: demoIds.company,
				workspace_id: demoIds.workspace,
			},
		];
		const body = JSON.stringify({
			resource: { participants },
			options: { message: { text: 'raw' } },
		});
		await runNode(run({ parameters: call({ method: 'POST', path, body }) }));

		expect(shownIn(twake)).toEqual([['raw']]);
	});

	it('treats an error inside a 200 as an error', async () => {
		const path = `/api/workspaces/v1/companies/${demoIds.company}/workspaces`;

		expect((await errorOf(run({ parameters: call({ path }) }))).httpCode).toBe('403');
	});

	it('keeps the private key out of the output', async () => {
		const { execution } = await executeNode(
			run({ parameters: call({ path: '/api/console/v1/me' }) }),
		);

		expect(JSON.stringify(execution.data)).not.toContain(demoIds.privateKey);
	});

	it.each([
		'https://evil.test/api/x',
		'//evil.test/api',
		'/api/../../etc',
		'/api/%2e%2e/x',
		'/client',
		'/api/x?y=1',
		'/api/x y',
		'@evil.test/api/',
		'/api/\\evil',
	])('refuses the path %j', async (path) => {
		const error = await errorOf(run({ parameters: call({ path }) }));

		expect(error.message).toBe('"Path" is not a path of the API');
		expect(requestsOf(twake)).toEqual([]);
	});
});

describe('message content', () => {
	it('builds blocks, mentions people, quotes and shows another sender', async () => {
		const [quoted] = await runNode(run({ parameters: { ...createInSupport, text: 'Quote me' } }));
		const element = [{ type: 'button', text: 'Approve', actionId: 'approve:42', style: 'primary' }];
		const block = [
			{ type: 'section', text: 'Ticket *42*', fields: 'Priority\nHigh' },
			{ type: 'actions', elements: { element } },
		];
		const additionalFields = {
			mention: 'alice, @bob',
			quotedMessage: quoted.id,
			senderName: 'Support bot',
		};
		const parameters = {
			...createInSupport,
			simplify: false,
			text: 'look',
			blocksMode: 'builder',
			blocks: { block },
			additionalFields,
		};
		const [thread] = await runNode(run({ parameters: parameters as never }));

		expect(thread.message).toMatchObject({
			text: '@alice @bob look',
			subtype: 'application',
			override: { title: 'Support bot' },
			quote_message: { id: quoted.id },
			blocks: [
				{
					type: 'section',
					text: { type: 'mrkdwn', text: 'Ticket *42*' },
					fields: [
						{ type: 'mrkdwn', text: 'Priority' },
						{ type: 'mrkdwn', text: 'High' },
					],
				},
				{ type: 'actions', elements: [{ type: 'button', action_id: 'approve:42' }] },
			],
		});
		expect(JSON.stringify(thread)).not.toContain(demoIds.privateKey);
	});

	it('leaves broken blocks out when told so, with a hint', async () => {
		const blocksJson =
			'[{"type":"divider"},{"type":"header","text":{"type":"plain_text","text":"Hi"}}]';
		const parameters = {
			...createInSupport,
			simplify: false,
			blocksMode: 'json',
			blocksJson,
			brokenBlocks: 'drop',
		};
		const { json, hints } = await executeNode(run({ parameters }));

		expect((json[0].message as { blocks: object[] }).blocks).toMatchObject([{ type: 'header' }]);
		expect(hints).toEqual([expect.stringContaining('Left out of a message: block 1 is a divider')]);
	});

	it.each([
		['https://n8n.test/webhook-waiting/42?signature=x', /would resume at once/],
		['https://example.org/', /requests links in a text/],
	])('warns of the link %s', async (link, hint) => {
		const items = [{ text: `see ${link}` }, { text: `and ${link}` }];
		const parameters = { ...createInSupport, text: '={{ $json.text }}' };
		const { hints } = await executeNode(run({ parameters, items }));

		expect(hints).toEqual([expect.stringMatching(hint)]);
	});

	it('posts in several channels at once', async () => {
		const additionalFields = { furtherChannels: demoIds.privateChannel };
		const parameters = { ...createInSupport, additionalFields, simplify: false };
		const [thread] = await runNode(run({ parameters }));

		expect(thread.participants).toMatchObject([
			{},
			{ id: demoIds.channel },
			{ id: demoIds.privateChannel },
		]);
	});

	it('attaches files from binary fields', async () => {
		const file = { fileName: 'été 1.txt', mimeType: 'text/plain' };
		const items = [itemWithFile({}, Buffer.from('hello'), file)];
		const additionalFields = { attachments: 'data' };
		const [output] = await runNode(
			run({ parameters: { ...createInSupport, additionalFields }, items }),
		);

		expect(output.files).toMatchObject([{ name: 'été 1.txt' }]);
	});
});
