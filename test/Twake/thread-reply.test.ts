import { errorOf, executeNode, runNode } from '../engine';
import { demoIds, startTwake } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import { byId, byUrl, createInSupport, plantThread, requestsOf, shownIn, twakeRun } from './twake';
import type { TwakeRun } from './twake';

let twake: TwakeSandbox;
let ownThread: string;
const run = (given: TwakeRun) => twakeRun(twake, given);
const reply = (thread: string, text = 'A reply') => ({
	resource: 'thread',
	operation: 'reply',
	company: byId(demoIds.company),
	thread: byId(thread),
	text,
});

beforeEach(async () => {
	twake = await startTwake();
	const [thread] = await runNode(run({ parameters: { ...createInSupport, text: 'First' } }));
	ownThread = String(thread.id);
	twake.requests.length = 0;
});
afterEach(async () => {
	await twake.close();
});

describe('Thread > Reply', () => {
	it('posts under the message that began the thread', async () => {
		const [output] = await runNode(run({ parameters: reply(ownThread) }));

		expect(shownIn(twake)).toEqual([['First', 'A reply']]);
		expect(output).toMatchObject({
			thread_id: ownThread,
			channel_id: demoIds.channel,
			text: 'A reply',
		});
		expect(output.id).not.toBe(ownThread);
	});

	it('keeps the order of the items within a thread, also with many at once', async () => {
		const texts = Array.from({ length: 30 }, (_, index) => `reply ${index}`);
		const parameters = { ...reply(ownThread, '={{ $json.text }}'), options: { concurrency: 20 } };
		const items = texts.map((text) => ({ text }));
		const output = await runNode(run({ parameters, items }));

		expect(output.map(({ text }) => text)).toEqual(texts);
		expect(shownIn(twake)).toEqual([['First', ...texts]]);
	});

	it('answers each item in its own thread', async () => {
		const [other] = await runNode(run({ parameters: { ...createInSupport, text: 'Second' } }));
		const items = [{ id: ownThread }, { id: String(other.id) }];
		const parameters = { ...reply('={{ $json.id }}'), text: '=to {{ $json.id }}' };
		await runNode(run({ parameters, items }));

		expect(shownIn(twake)).toEqual([
			['First', `to ${ownThread}`],
			['Second', `to ${String(other.id)}`],
		]);
	});

	it('creates and replies in one run when the operation is an expression', async () => {
		const items = [
			{ operation: 'create', text: 'New' },
			{ operation: 'reply', text: 'Old' },
		];
		const parameters = {
			...createInSupport,
			...reply(ownThread),
			operation: '={{ $json.operation }}',
			text: '={{ $json.text }}',
		};
		await runNode(run({ parameters, items }));

		expect(shownIn(twake)).toEqual([['First', 'Old'], ['New']]);
	});

	it('joins a thread of somebody else and then replies', async () => {
		const thread = await plantThread(twake, 'Help!');
		await runNode(run({ parameters: reply(thread) }));

		expect(shownIn(twake)).toContainEqual(['Help!', 'A reply']);
		const base = `/api/messages/v1/companies/${demoIds.company}/threads/${thread}`;
		expect(requestsOf(twake)).toEqual([
			'POST /api/console/v1/login',
			`GET ${base}/messages/${thread}`,
			`POST ${base}/messages`,
			`POST ${base}`,
			`POST ${base}/messages`,
		]);
	});

	it('does not join when told so, and names the way out', async () => {
		const thread = await plantThread(twake, 'Help!');
		const parameters = { ...reply(thread), additionalFields: { joinThread: false } };
		const error = await errorOf(run({ parameters }));

		expect(error.message).toBe('The application may not post in this thread');
		expect(error.description).toContain('Join Thread If Needed');
		expect(shownIn(twake)).toContainEqual(['Help!']);
	});

	it('says that a thread does not exist', async () => {
		const unknown = '7f8d2a00-7c11-11ef-8a2b-000000000000';
		const error = await errorOf(run({ parameters: reply(unknown) }));

		expect(error.message).toBe('"Thread" does not exist');
	});

	it('refuses a thread whose first message is gone, where nobody would see the reply', async () => {
		await runNode(run({ parameters: reply(ownThread) }));
		const message = { message: byId(ownThread) };
		const parameters = {
			...reply(ownThread),
			resource: 'message',
			operation: 'delete',
			...message,
		};
		await runNode(run({ parameters }));
		const error = await errorOf(run({ parameters: reply(ownThread) }));

		expect(error.message).toBe('"Thread" does not exist');
		expect(error.description).toContain('first message may have been deleted');
	});

	it('checks once whether a thread exists, and not if told so', async () => {
		const items = ['1', '2', '3'].map((text) => ({ text }));
		const many = { ...reply(ownThread), text: '={{ $json.text }}' };
		await runNode(run({ parameters: many, items }));
		expect(requestsOf(twake).filter((each) => each.startsWith('GET'))).toHaveLength(1);

		twake.requests.length = 0;
		const additionalFields = { checkThread: false };
		await runNode(run({ parameters: { ...many, additionalFields }, items }));
		expect(requestsOf(twake).filter((each) => each.startsWith('GET'))).toEqual([]);
	});

	it('guesses why Twake refuses an unknown thread that was not looked for', async () => {
		const unknown = '7f8d2a00-7c11-11ef-8a2b-000000000000';
		const parameters = { ...reply(unknown), additionalFields: { checkThread: false } };
		const error = await errorOf(run({ parameters }));

		expect(error.message).toBe('Twake could not carry out the request and gives no reason');
		expect(error.description).toBe('There is probably no thread with this ID.');
		expect(error.httpCode).toBe('500');
	});

	it('takes the company from a pasted address of the thread', async () => {
		const address = `${twake.url}/client/${demoIds.company}/w/-/c/-/t/${ownThread}`;
		const parameters = { ...reply(''), company: byId(''), thread: byUrl(address) };
		await runNode(run({ parameters }));

		expect(shownIn(twake)).toEqual([['First', 'A reply']]);
	});

	it.each([
		['an empty thread', { thread: byId('') }, '"Thread" is empty'],
		['a malformed thread', { thread: byId('42') }, '"Thread" is not an ID: "42"'],
		['an empty text', { text: '' }, '"Text" is empty'],
	])('refuses %s before sending anything', async (_, change, message) => {
		const error = await errorOf(run({ parameters: { ...reply(ownThread), ...change } }));

		expect(error.message).toBe(message);
		expect(requestsOf(twake)).toEqual([]);
	});

	it('reports the failed items by index and goes on', async () => {
		const items = [{ id: ownThread }, { id: 'no id' }, { id: ownThread }];
		const parameters = reply('={{ $json.id }}');
		const { outputs } = await executeNode(
			run({ parameters, items, onError: 'continueRegularOutput' }),
		);

		expect(outputs[0].map(({ json }) => json.error ?? json.text)).toEqual([
			'A reply',
			'"Thread" is not an ID: "no id"',
			'A reply',
		]);
	});
});
