import type { INodeParameters, INodeType } from 'n8n-workflow';
import { demoIds, startTwake } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import { errorOf, executeNode, itemWithFile, runNode } from '../engine';
import { meeting, startSlowProxy } from '../Chatwoot/slow-proxy';
import { byId, createInSupport, plantThread, requestsOf, shownIn, twakeRun } from './twake';
import type { TwakeRun } from './twake';

let twake: TwakeSandbox;
const run = (given: TwakeRun) => twakeRun(twake, given);
const about = (threadKey: string, change: INodeParameters = {}): INodeParameters => ({
	...createInSupport,
	operation: 'createOrReply',
	threadKey,
	...change,
});
const byItem = (additionalFields: INodeParameters = {}) =>
	about('={{ $json.key }}', {
		text: '={{ $json.text }}',
		additionalFields: { messageKey: '={{ $json.message }}', ...additionalFields },
	});
const stored = () => [...twake.state.messages.values()].flatMap((thread) => [...thread.values()]);

/** A node without memory, as after a restart of n8n. */
const restarted = (): { node: INodeType } => {
	let node: INodeType | undefined;
	jest.isolateModules(() => {
		const { Twake } = jest.requireActual<typeof import('../../nodes/Twake/Twake.node')>(
			'../../nodes/Twake/Twake.node',
		);
		node = new Twake();
	});
	return { node: node! };
};

beforeEach(async () => {
	twake = await startTwake();
});
afterEach(async () => {
	await twake.close();
});

describe('Thread > Create or Reply', () => {
	it('starts a thread with the first message of a key and replies with the others', async () => {
		const [first] = await runNode(run({ parameters: about('ticket 1', { text: 'One' }) }));
		const [second] = await runNode(run({ parameters: about('ticket 1', { text: 'Two' }) }));
		const [other] = await runNode(run({ parameters: about('ticket 2', { text: 'Else' }) }));

		expect(shownIn(twake)).toEqual([['One', 'Two'], ['Else']]);
		expect(first).toMatchObject({ result: 'created', channel_id: demoIds.channel, text: 'One' });
		expect(second).toMatchObject({ result: 'replied', thread_id: first.id, text: 'Two' });
		expect(other).toMatchObject({ result: 'created', text: 'Else' });
	});

	it('keeps the order of the items in each thread', async () => {
		const keys = ['a', 'b', 'c'];
		const items = Array.from({ length: 30 }, (_, index) => ({
			key: keys[index % 3],
			text: `${keys[index % 3]} ${index}`,
		}));
		const parameters = { ...byItem(), options: { concurrency: 20 } };
		const output = await runNode(run({ parameters, items }));

		expect(output.map(({ text }) => text)).toEqual(items.map(({ text }) => text));
		const wanted = keys.map((key) =>
			items.filter((item) => item.key === key).map(({ text }) => text),
		);
		expect(shownIn(twake).sort()).toEqual(wanted.sort());
	});

	it('creates one thread from many executions at once', async () => {
		const runs = Array.from({ length: 20 }, (_, index) =>
			runNode(run({ parameters: about('ticket 1', { text: `message ${index}` }) })),
		);
		const output = (await Promise.all(runs)).flat();

		expect(shownIn(twake)).toHaveLength(1);
		expect(shownIn(twake)[0]).toHaveLength(20);
		expect(output.filter(({ result }) => result === 'created')).toHaveLength(1);
	});

	it('makes one thread of two processes at once, which share no turns, and says so', async () => {
		const proxy = await startSlowProxy(twake.url);
		const both = meeting(2);
		proxy.before = async ({ method, path }) => {
			if (method === 'POST' && path.endsWith('/threads')) await both();
		};
		const twins = ['one', 'two'].map(async (text) => {
			const parameters = about('ticket 1', { text });
			const twin = run({ parameters, credential: { baseUrl: proxy.url } });
			return await executeNode({ ...twin, ...restarted() });
		});
		const results = await Promise.all(twins);
		proxy.close();

		const output = results.flatMap(({ json }) => json);
		expect(shownIn(twake).map((texts) => [...texts].sort())).toEqual([['one', 'two']]);
		expect(new Set(output.map(({ thread_id }) => thread_id)).size).toBe(1);
		const taken = output.flatMap(({ taken_back: ids }) => ids ?? []);
		expect(taken).toHaveLength(1);
		expect(output.map(({ thread_id }) => thread_id)).not.toContain(taken[0]);
		expect(results.flatMap(({ hints }) => hints).join()).toContain('began a thread with the key');
	});

	it('keeps one thread and one message of two processes that bring the same', async () => {
		const items = ['One', 'Two'].map((text) => ({ key: 'ticket 1', message: text, text }));
		const twins = [1, 2].map(async () => {
			return await executeNode({ ...run({ parameters: byItem(), items }), ...restarted() });
		});
		const results = await Promise.all(twins);

		expect(results.map(({ error }) => error)).toEqual([undefined, undefined]);
		const seen = stored().filter(({ subtype }) => subtype !== 'deleted');
		expect(seen.map(({ text }) => text)).toEqual(['One', 'Two']);
		expect(new Set(seen.map(({ thread_id }) => thread_id)).size).toBe(1);
	});

	it('takes back what two processes reply at the same moment, and says so', async () => {
		await runNode(run({ parameters: byItem(), items: [{ key: 'k', message: '0', text: 'Zero' }] }));
		const proxy = await startSlowProxy(twake.url);
		const both = meeting(2);
		proxy.before = async ({ method, path }) => {
			if (method === 'POST' && path.endsWith('/messages')) await both();
		};
		const item = { key: 'k', message: '1', text: 'One' };
		const twins = [1, 2].map(async () => {
			const given = { parameters: byItem(), items: [item], credential: { baseUrl: proxy.url } };
			return await executeNode({ ...run(given), ...restarted() });
		});
		const results = await Promise.all(twins);
		proxy.close();

		expect(results.map(({ error }) => error)).toEqual([undefined, undefined]);
		expect(shownIn(twake)).toEqual([['Zero', 'One']]);
		const outputs = results.map(({ json }) => json[0]);
		const [, kept] = stored();
		expect(outputs.map(({ id }) => id)).toEqual([kept.id, kept.id]);
		expect(outputs.map(({ result }) => result).sort()).toEqual(['replied', 'unchanged']);
		expect(outputs.flatMap(({ taken_back: ids }) => ids ?? [])).not.toEqual([]);
		expect(results.map(({ hints }) => hints).join()).toContain('at the same moment');
	});

	it('posts nothing twice under one message key, and outputs what exists', async () => {
		const items = [
			{ key: 'ticket 1', message: '1', text: 'One' },
			{ key: 'ticket 1', message: '2', text: 'Two' },
		];
		const [one, two] = await runNode(run({ parameters: byItem(), items }));
		const more = [...items, { key: 'ticket 1', message: '3', text: 'Three' }];
		const output = await runNode(run({ parameters: byItem(), items: more }));

		expect(shownIn(twake)).toEqual([['One', 'Two', 'Three']]);
		expect(output.map(({ result, id }) => [result, id])).toEqual([
			['unchanged', one.id],
			['unchanged', two.id],
			['replied', output[2].id],
		]);
	});

	it('keeps order and posts once when each of many executions brings all it knows', async () => {
		const texts = Array.from({ length: 8 }, (_, index) => `message ${index}`);
		const runs = texts.map((_, last) => {
			const items = texts
				.slice(0, last + 1)
				.map((text, index) => ({ key: 'ticket 1', message: String(index), text }));
			return runNode(run({ parameters: byItem(), items }));
		});
		await Promise.all(runs.reverse());

		expect(shownIn(twake)).toEqual([texts]);
	});

	it('does not take the same message key in another thread for its own', async () => {
		const items = ['a', 'b'].map((key) => ({ key, message: '1', text: key }));
		await runNode(run({ parameters: byItem(), items }));

		expect(shownIn(twake).sort()).toEqual([['a'], ['b']]);
	});

	it('goes on after a run that failed in the middle', async () => {
		const items = [
			{ key: 'k', message: '1', text: 'One' },
			{ key: 'k', message: '2', text: '' },
			{ key: 'k', message: '3', text: 'Three' },
		];
		await errorOf(run({ parameters: byItem(), items }));
		items[1].text = 'Two';
		await runNode(run({ parameters: byItem(), items }));

		expect(shownIn(twake)).toEqual([['One', 'Two', 'Three']]);
	});

	it('reads a thread once, however many items go into it', async () => {
		const items = ['1', '2', '3', '4'].map((message) => ({ key: 'k', message, text: message }));
		await runNode(run({ parameters: byItem(), items }));
		twake.requests.length = 0;
		await runNode(run({ parameters: byItem(), items }));

		const requests = requestsOf(twake).filter((each) => !each.includes('/login'));
		expect(requests.filter((each) => each.includes('/messages?'))).toHaveLength(1);
		expect(requests.filter((each) => !each.startsWith('GET'))).toEqual([]);
	});

	it('begins a thread with a text of its own, and keeps the context of both', async () => {
		const additionalFields = { newThreadText: 'Ticket 1: Help!', context: '{"ticket":1}' };
		const parameters = about('k', { text: 'Help!', additionalFields });
		await runNode(run({ parameters }));
		await runNode(run({ parameters }));

		expect(shownIn(twake)).toEqual([['Ticket 1: Help!', 'Help!']]);
		expect(stored().map(({ context }) => context)).toEqual([
			{ ticket: 1, thread_key: 'k' },
			{ ticket: 1 },
		]);
	});

	it('finds the thread again after a restart', async () => {
		await runNode(run({ parameters: about('k', { text: 'One' }) }));
		const two = run({ parameters: about('k', { text: 'Two' }) });
		const [output] = await runNode({ ...two, ...restarted() });

		expect(output.result).toBe('replied');
		expect(shownIn(twake)).toEqual([['One', 'Two']]);
	});

	it('asks nothing of the channel when the thread is known', async () => {
		const [{ id }] = await runNode(run({ parameters: about('k') }));
		twake.requests.length = 0;
		const additionalFields = { likelyThread: String(id) };
		const again = run({ parameters: about('k', { text: 'Again', additionalFields }) });
		await runNode({ ...again, ...restarted() });

		expect(shownIn(twake)).toEqual([['Hello', 'Again']]);
		expect(requestsOf(twake).filter((each) => each.includes('/feed'))).toEqual([]);
	});

	it.each([
		['is not there', () => '7f8d2a00-7c11-11ef-8a2b-000000000000'],
		['is about something else', () => String(stored()[0].id)],
	])('looks for the thread when the probable one %s', async (_why, likely) => {
		await runNode(run({ parameters: about('other', { text: 'Other' }) }));
		await runNode(run({ parameters: about('k', { text: 'One' }) }));
		const additionalFields = { likelyThread: likely() };
		const two = run({ parameters: about('k', { text: 'Two', additionalFields }) });
		await runNode({ ...two, ...restarted() });

		expect(shownIn(twake)).toEqual([['Other'], ['One', 'Two']]);
	});

	it('takes the address of the probable thread, too', async () => {
		const [{ url }] = await runNode(run({ parameters: about('k', { text: 'One' }) }));
		const additionalFields = { likelyThread: String(url) };
		twake.requests.length = 0;
		const two = run({ parameters: about('k', { text: 'Two', additionalFields }) });
		await runNode({ ...two, ...restarted() });

		expect(shownIn(twake)).toEqual([['One', 'Two']]);
		expect(requestsOf(twake).filter((each) => each.includes('/feed'))).toEqual([]);
	});

	it('starts a new thread when the previous one was deleted', async () => {
		const [{ id }] = await runNode(run({ parameters: about('k', { text: 'One' }) }));
		const message = { thread: byId(String(id)), message: byId(String(id)) };
		const parameters = { ...createInSupport, resource: 'message', operation: 'delete', ...message };
		await runNode(run({ parameters }));
		const additionalFields = { likelyThread: String(id) };
		const [output] = await runNode(
			run({ parameters: about('k', { text: 'Two', additionalFields }) }),
		);

		expect(output).toMatchObject({ result: 'created', text: 'Two' });
	});

	it('begins a new thread when the first message of the former one was deleted', async () => {
		const [{ id }] = await runNode(run({ parameters: about('k', { text: 'One' }) }));
		await runNode(run({ parameters: about('k', { text: 'Two' }) }));
		const message = { thread: byId(String(id)), message: byId(String(id)) };
		const parameters = { ...createInSupport, resource: 'message', operation: 'delete', ...message };
		await runNode(run({ parameters }));
		const [output] = await runNode(run({ parameters: about('k', { text: 'Three' }) }));

		expect(output).toMatchObject({ result: 'created', text: 'Three' });
	});

	it('trusts no thread key in a person’s message', async () => {
		const thread = await plantThread(twake, 'Mine now');
		const stolen = { thread_key: 'ticket 1' };
		twake.state.store({ ...twake.state.message(thread, thread)!, context: stolen });
		const additionalFields = { likelyThread: thread };
		const parameters = about('ticket 1', { text: 'For the customer', additionalFields });
		const [output] = await runNode(run({ parameters }));

		expect(output.result).toBe('created');
		expect(shownIn(twake)).toEqual([['Mine now'], ['For the customer']]);
	});

	it('trusts no message key in a person’s message', async () => {
		const item = { key: 'k', message: '1', text: 'One' };
		const [{ id: thread }] = await runNode(run({ parameters: byItem(), items: [item] }));
		const forged = '7f8d2a00-7c11-11ef-8a2b-0242ac120009';
		twake.state.store({
			...twake.state.message(String(thread), String(thread))!,
			id: forged,
			user_id: demoIds.bob,
			application_id: null,
			context: { message_key: '2' },
		});
		const next = { key: 'k', message: '2', text: 'Two' };
		const two = run({ parameters: byItem(), items: [next] });
		const [output] = await runNode({ ...two, ...restarted() });

		expect(output).toMatchObject({ result: 'replied', text: 'Two' });
	});

	it.each(['42', '={{ 42 }}', '={{ ({}) }}', 'https://else.example/client/a/w/b/c/c/t/d'])(
		'searches when %s is said to be the thread, which a customer may have written',
		async (likelyThread) => {
			await runNode(run({ parameters: about('k', { text: 'One' }) }));
			const parameters = about('k', { text: 'Two', additionalFields: { likelyThread } });
			const { outputs, hints } = await executeNode({ ...run({ parameters }), ...restarted() });

			expect(outputs[0][0].json).toMatchObject({ result: 'replied', text: 'Two' });
			expect(hints).toEqual([
				expect.stringContaining('"Additional Fields > Probable Thread ID" names no thread'),
			]);
		},
	);

	it('does not reply in the thread of another channel, whatever its key', async () => {
		const elsewhere = about('k', { text: 'There', channel: byId(demoIds.privateChannel) });
		const [{ id }] = await runNode(run({ parameters: elsewhere }));
		const additionalFields = { likelyThread: String(id) };
		const [output] = await runNode(
			run({ parameters: about('k', { text: 'Here', additionalFields }) }),
		);

		expect(output).toMatchObject({ result: 'created', channel_id: demoIds.channel });
	});

	it('leaves threads of people alone that carry no key', async () => {
		await plantThread(twake, 'ticket 1');
		await runNode(run({ parameters: about('ticket 1', { text: 'One' }) }));

		expect(shownIn(twake)).toEqual([['ticket 1'], ['One']]);
	});

	it('uploads the files of what it posts, and of nothing else', async () => {
		const item = itemWithFile({ message: '1' }, Buffer.from('x'), {
			fileName: 'a.txt',
			mimeType: 'text/plain',
		});
		const additionalFields = { attachments: 'data', messageKey: '={{ $json.message }}' };
		const parameters = about('k', { additionalFields });
		await runNode(run({ parameters, items: [item] }));
		await runNode(run({ parameters, items: [item] }));

		expect(twake.state.contents.size).toBe(1);
		expect(stored()).toMatchObject([{ files: [{ metadata: { name: 'a.txt' } }] }]);
	});

	it.each([
		['no key', { threadKey: ' ' }, '"Thread Key" is empty'],
		['no text', { text: '' }, '"Text" is empty'],
		['no channel', { channel: byId('') }, '"Channel" is empty'],
	])('refuses %s before sending anything', async (_what, change, message) => {
		const error = await errorOf(run({ parameters: about('k', change) }));

		expect(error.message).toBe(message);
		expect(requestsOf(twake)).toEqual([]);
	});

	it('says that a channel does not exist instead of losing the message', async () => {
		const channel = byId('0b6f3c1e-52a7-4c0b-9d1e-000000000000');
		const error = await errorOf(run({ parameters: about('k', { channel }) }));

		expect(error.message).toBe('"Channel" does not exist in this workspace');
	});

	it('is not offered for the legacy API', async () => {
		const { error } = await executeNode(
			run({ parameters: about('k'), credential: { apiGeneration: 'legacy' } }),
		);

		expect(error?.message).toContain('legacy API cannot do this');
	});
});
