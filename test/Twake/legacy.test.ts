import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';
import { errorOf, executeNode, itemWithFile, runNode, searchList, testCredential } from '../engine';
import { demoIds, startTwake } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import { byId, byUrl, createInSupport, plantThread, requestsOf, shownIn, twakeRun } from './twake';
import type { TwakeRun } from './twake';

let twake: TwakeSandbox;
const legacy = { apiGeneration: 'legacy' };
const run = ({ credential, ...given }: TwakeRun) =>
	twakeRun(twake, { ...given, credential: { ...legacy, ...credential } });
const UNKNOWN = '7f8d2a00-7c11-41ef-8a2b-000000000000';
const inChannel = { company: byId(demoIds.company), channel: byId(demoIds.channel) };
const on = (resource: string, operation: string, change: object = {}) => ({
	resource,
	operation,
	...inChannel,
	...change,
});
const create = async (change: object = {}): Promise<IDataObject> =>
	(await runNode(run({ parameters: { ...createInSupport, ...change } })))[0];
const reply = async (thread: unknown, text: string): Promise<IDataObject> => {
	const parameters = on('thread', 'reply', { thread: byId(String(thread)), text });
	return (await runNode(run({ parameters })))[0];
};

beforeEach(async () => {
	twake = await startTwake({ legacy: true });
});
afterEach(async () => {
	await twake.close();
});

describe('the legacy API', () => {
	it('posts threads without any login', async () => {
		const additionalFields = { context: '{"ticket":42}', mention: 'alice' };
		const output = await create({ additionalFields });

		expect(shownIn(twake)).toEqual([['@alice Hello']]);
		expect(output).toMatchObject({
			thread_id: output.id,
			company_id: demoIds.company,
			channel_id: demoIds.channel,
			text: '@alice Hello',
			application_id: demoIds.application,
			created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
		});
		expect(requestsOf(twake)).toEqual(['POST /api/v1/messages/save']);
		expect(twake.requests[0].body).toEqual({
			group_id: demoIds.company,
			message: {
				channel_id: demoIds.channel,
				content: '@alice Hello',
				hidden_data: { ticket: 42 },
			},
		});
	});

	it.each([
		['a message', {}, {}],
		['an ephemeral message', { ephemeral: true }, { _once_ephemeral_message: true }],
	])('sends exactly what its guide names for %s', async (_, additionalFields, more) => {
		// No workspace: the guide knows none.
		const parameters = on('thread', 'create', { text: 'Hello', additionalFields });
		await runNode(run({ parameters }));
		const key = Buffer.from(`${demoIds.application}:${demoIds.privateKey}`).toString('base64');

		expect(twake.requests).toHaveLength(1);
		expect(twake.requests[0]).toMatchObject({
			method: 'POST',
			path: '/api/v1/messages/save',
			headers: { authorization: `Basic ${key}` },
		});
		expect(twake.requests[0].body).toEqual({
			group_id: demoIds.company,
			message: { channel_id: demoIds.channel, content: 'Hello', ...more },
		});
	});

	it('offers an ephemeral new message to nobody else', async () => {
		await twake.close();
		twake = await startTwake();
		const parameters = { ...createInSupport, additionalFields: { ephemeral: true } };
		const error = await errorOf(twakeRun(twake, { parameters }));

		expect(error.message).toBe(
			'"Additional Fields > Ephemeral (Legacy API Only)" is for the legacy API',
		);
		expect(requestsOf(twake)).toEqual([]);
	});

	it('replies in order, each item in its thread', async () => {
		const { id } = await create({ text: 'First' });
		const texts = Array.from({ length: 10 }, (_, index) => `reply ${index}`);
		const thread = byId(String(id));
		const parameters = on('thread', 'reply', { thread, text: '={{ $json.text }}' });
		const output = await runNode(run({ parameters, items: texts.map((text) => ({ text })) }));

		expect(shownIn(twake)).toEqual([['First', ...texts]]);
		expect(output.map(({ thread_id }) => thread_id)).toEqual(texts.map(() => id));
	});

	it('takes company and channel from a pasted address of the thread', async () => {
		const { id } = await create({ text: 'First' });
		const { company, workspace, channel } = demoIds;
		const thread = byUrl(
			`${twake.url}/client/${company}/w/${workspace}/c/${channel}/t/${String(id)}`,
		);
		const empty = { company: byId(''), channel: byId('') };
		const parameters = on('thread', 'reply', { ...empty, thread, text: 'Second' });
		await runNode(run({ parameters }));

		expect(shownIn(twake)).toEqual([['First', 'Second']]);
	});

	it('warns when the server does not know the thread and begins a new one', async () => {
		const parameters = on('thread', 'reply', { thread: byId(UNKNOWN), text: 'Lost' });
		const { json, hints } = await executeNode(run({ parameters }));

		expect(hints).toEqual([expect.stringContaining(`did not find the thread ${UNKNOWN}`)]);
		expect(json[0].thread_id).toBe(json[0].id);
	});

	it('shows a reply to one person, and takes it back', async () => {
		const { id } = await create({ text: 'First' });
		const thread = byId(String(id));
		const additionalFields = { visibleTo: demoIds.alice };
		const parameters = on('thread', 'reply', { thread, text: 'psst', additionalFields });
		const [posted] = await runNode(run({ parameters }));

		expect(shownIn(twake)).toEqual([['First']]);
		expect(twake.requests.at(-1)?.body).toMatchObject({
			message: {
				_once_ephemeral_message: true,
				ephemeral_id: posted.id,
				ephemeral_message_recipients: [demoIds.alice],
			},
		});

		const message = byId(String(posted.id));
		const place = { thread, message, isEphemeral: true };
		const output = await runNode(run({ parameters: on('message', 'delete', place) }));

		expect(output).toMatchObject([{ deleted: true, id: posted.id }]);
		expect(twake.requests.at(-1)?.body).toMatchObject({
			message: { id: posted.id, parent_message_id: id, channel_id: demoIds.channel },
		});
	});

	it('updates a message', async () => {
		const { id } = await create({ text: 'First' });
		const { id: second } = await reply(id, 'Secnod');
		const place = { thread: byId(String(id)), message: byId(String(second)) };
		const parameters = on('message', 'update', { ...place, text: 'Second' });
		const [output] = await runNode(run({ parameters }));

		expect(output).toMatchObject({ id: second, thread_id: id, text: 'Second' });
		expect(shownIn(twake)).toEqual([['First', 'Second']]);
	});

	it('deletes a message', async () => {
		const { id } = await create({ text: 'First' });
		const { id: second } = await reply(id, 'Oops');
		const place = { thread: byId(String(id)), message: byId(String(second)) };
		const output = await runNode(run({ parameters: on('message', 'delete', place) }));

		expect(output).toEqual([{ deleted: true, id: second, thread_id: id }]);
		expect(shownIn(twake)).toEqual([['First']]);
	});

	it('says when a deletion did nothing', async () => {
		const thread = byId(await plantThread(twake, 'Help!'));
		const error = await errorOf(run({ parameters: on('message', 'delete', { thread }) }));

		expect(error.message).toBe('"Message" was not deleted');
		expect(shownIn(twake)).toEqual([['Help!']]);
	});

	it('gives the answer as it came without Simplify, but for the cookies', async () => {
		const output = await create({ simplify: false });

		expect(output).toMatchObject({ parent_message_id: '', content: 'Hello' });
		expect(typeof output.creation_date).toBe('number');
	});

	it('calls other routes', async () => {
		const parameters = {
			resource: 'customApiCall',
			operation: 'call',
			method: 'POST',
			path: '/api/v1/messages/save',
			body: JSON.stringify({
				group_id: demoIds.company,
				message: { channel_id: demoIds.channel, content: 'raw' },
			}),
		};
		const [output] = await runNode(run({ parameters }));

		expect(output.object).toMatchObject({ content: 'raw' });
		expect(output).not.toHaveProperty('_cookies');
	});
});

describe('what the legacy API refuses', () => {
	it.each([
		[
			'a wrong key',
			{},
			{ privateKey: 'no' },
			'Twake does not know this application ID with this private key',
		],
		[
			'another company',
			{ company: byId(UNKNOWN) },
			{},
			'The application is not installed in this company',
		],
		[
			'an unknown channel',
			{ channel: byId(UNKNOWN) },
			{},
			'Twake could not carry out the request and gives no reason',
		],
	])('is told in a sentence: %s', async (_, change, credential, message) => {
		const parameters = { ...createInSupport, ...change };
		const error = await errorOf(run({ parameters, credential }));

		expect(error.message).toBe(message);
		expect(shownIn(twake)).toEqual([]);
	});

	it('names the missing right', async () => {
		twake.state.applications.get(demoIds.application)!.access = { write: [] };
		const error = await errorOf(run({ parameters: createInSupport }));

		expect(error.message).toBe('The application lacks rights in this company: messages_save');
	});

	it('guesses why a change is refused', async () => {
		const thread = byId(await plantThread(twake, 'Help!'));
		const parameters = on('message', 'update', { thread, text: 'Hacked' });

		const { description } = await errorOf(run({ parameters }));

		expect(description).toContain('it is not the application’s');
		expect(shownIn(twake)).toEqual([['Help!']]);
	});

	it('fails single items only', async () => {
		const items = [demoIds.channel, UNKNOWN, demoIds.channel].map((channel) => ({ channel }));
		const parameters = { ...createInSupport, channel: byId('={{ $json.channel }}') };
		const onError = 'continueErrorOutput';
		const { outputs } = await executeNode(run({ parameters, items, onError }));

		expect(outputs[0]).toHaveLength(2);
		expect(outputs[1]).toHaveLength(1);
	});
});

describe('what the legacy API does not have', () => {
	const header = '[{"type":"header","text":{"type":"plain_text","text":"Hi"}}]';

	it.each([
		['Define Blocks', { blocksMode: 'json', blocksJson: header }],
		[
			'Additional Fields > Also Post In',
			{ additionalFields: { furtherChannels: demoIds.privateChannel } },
		],
		['Additional Fields > Attachments', { additionalFields: { attachments: 'data' } }],
		['Additional Fields > File IDs', { additionalFields: { fileIds: UNKNOWN } }],
		['Additional Fields > Quoted Message ID', { additionalFields: { quotedMessage: UNKNOWN } }],
		['Additional Fields > Sender Name', { additionalFields: { senderName: 'Bot' } }],
	])('is refused before sending anything: %s', async (name, change) => {
		const file = itemWithFile({}, Buffer.from('x'), { fileName: 'x', mimeType: 'text/plain' });
		const parameters = { ...createInSupport, ...change };
		const error = await errorOf(run({ parameters, items: [file] }));

		expect(error.message).toBe(`"${name}" is not possible with Twake’s legacy API`);
		expect(requestsOf(twake)).toEqual([]);
	});

	it.each([
		['thread', 'getMany', 'Get many threads'],
		['message', 'pin', 'Pin message'],
		['channel', 'get', 'Get channel'],
		['directMessage', 'send', 'Send direct message'],
		['file', 'upload', 'Upload file'],
		['user', 'search', 'Search users'],
		['application', 'get', 'Get application'],
	])('is said in one sentence: %s > %s', async (resource, operation, action) => {
		const error = await errorOf(run({ parameters: on(resource, operation) }));

		expect(error.message).toBe(`Twake’s legacy API cannot do this: ${action}`);
		expect(error.description).toContain('set API Generation to "Application API"');
		expect(requestsOf(twake)).toEqual([]);
	});

	it.each([
		['the channel of a thread', on('thread', 'reply', { channel: byId(''), text: 'x' }), 'Channel'],
		['a text', on('message', 'update', { additionalFields: { context: '{"a":1}' } }), 'Text'],
	])('needs %s', async (_, change, name) => {
		const parameters = { ...change, thread: byId(UNKNOWN) };

		expect((await errorOf(run({ parameters }))).message).toBe(`"${name}" is empty`);
		expect(requestsOf(twake)).toEqual([]);
	});

	it('has no pickers', async () => {
		const search = searchList(run({ parameters: createInSupport }), 'searchChannels');

		await expect(search).rejects.toThrow('Twake’s legacy API has no lists');
	});
});

describe('a server without the legacy API', () => {
	it('is named as such', async () => {
		await twake.close();
		twake = await startTwake();
		const error = await errorOf(run({ parameters: createInSupport }));

		expect(error.message).toBe('This Twake server has no legacy API');
		expect(error.description).toContain('Set API Generation to "Application API"');
	});

	it.each([
		['a web page', '<!doctype html>', /it sent a web page/],
		['no message', '{"object":{"id":null}}', /without a message, so it probably saved none/],
		['another error', '{"error":"maintenance"}', /it says: maintenance/],
	])('is noticed by its answer: %s', async (_, body, message) => {
		const server = createServer((_request, response) => void response.end(body));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const credential = { baseUrl: `http://127.0.0.1:${port}` };
		const error = await errorOf(run({ parameters: createInSupport, credential }));
		server.close();

		expect(error.message).toMatch(message);
	});
});

describe('the test of a legacy credential', () => {
	const test = async (credential: object = {}) =>
		await testCredential(run({ parameters: {}, credential: { ...credential } }), 'twakeApiTest');

	it('tells a known application from an unknown one, and posts nothing', async () => {
		expect(await test()).toMatchObject({ status: 'OK' });
		expect(await test({ privateKey: 'no' })).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('does not know this application ID'),
		});
		expect(shownIn(twake)).toEqual([]);
	});
});
