import type { INodeExecutionData } from 'n8n-workflow';
import { errorOf, executeNode, itemWithFile, runNode } from '../engine';
import { startSlowProxy } from '../Chatwoot/slow-proxy';
import { demoIds, startTwake } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import { byId, byUrl, createInSupport, plantThread, requestsOf, shownIn, twakeRun } from './twake';
import type { TwakeRun } from './twake';

let twake: TwakeSandbox;
let thread: string;
const run = (given: TwakeRun) => twakeRun(twake, given);
const on = (operation: string, change: object = {}) => ({
	resource: 'message',
	operation,
	company: byId(demoIds.company),
	thread: byId(thread),
	...change,
});
const reply = async (text: string): Promise<string> => {
	const parameters = on('reply', { resource: 'thread', text });
	return String((await runNode(run({ parameters })))[0].id);
};
/** Posts a message with a key, in the thread of the keys. */
const post = async (messageKey: string) => {
	const parameters = {
		...createInSupport,
		operation: 'createOrReply',
		threadKey: 'order 1',
		text: messageKey,
		additionalFields: { messageKey },
	};
	const [posted] = await runNode(run({ parameters }));
	thread = String(posted.thread_id);
	return posted;
};
const UNKNOWN = '7f8d2a00-7c11-11ef-8a2b-000000000000';

beforeEach(async () => {
	twake = await startTwake();
	const [first] = await runNode(run({ parameters: { ...createInSupport, text: 'First' } }));
	thread = String(first.id);
});
afterEach(async () => {
	await twake.close();
});

describe('Message > Get', () => {
	it('gets a reply, and the first message when none is named', async () => {
		const message = byId(await reply('Second'));

		expect(await runNode(run({ parameters: on('get', { message }) }))).toMatchObject([
			{ text: 'Second', thread_id: thread },
		]);
		expect(await runNode(run({ parameters: on('get') }))).toMatchObject([{ text: 'First' }]);
	});

	it('says when there is no such message, where Twake answers null', async () => {
		const error = await errorOf(run({ parameters: on('get', { message: byId(UNKNOWN) }) }));

		expect(error.message).toBe('"Message" does not exist in this thread');
	});
});

describe('Message > Get Many', () => {
	beforeEach(async () => {
		for (let index = 1; index <= 5; index++) await reply(`reply ${index}`);
	});

	it.each([
		['oldest', ['First', 'reply 1', 'reply 2']],
		['newest', ['reply 5', 'reply 4', 'reply 3']],
		['chronological', ['reply 3', 'reply 4', 'reply 5']],
	])('gets them in the order "%s"', async (order, texts) => {
		const output = await runNode(run({ parameters: on('getMany', { order, limit: 3 }) }));

		expect(output.map(({ text }) => text)).toEqual(texts);
	});

	it('gets all of them, each linked to the item that asked', async () => {
		const { outputs } = await executeNode(run({ parameters: on('getMany', { returnAll: true }) }));

		expect(outputs[0]).toHaveLength(6);
		expect(outputs[0].every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(
			true,
		);
	});

	it.each([0, 1.5, 'ten'])('refuses the limit %p', async (limit) => {
		const error = await errorOf(
			run({ parameters: on('getMany', { limit: `={{ ${JSON.stringify(limit)} }}` }) }),
		);

		expect(error.message).toBe(`"Limit" should be a whole number from 1 on, but is "${limit}"`);
	});
});

describe('Message > Update', () => {
	it('changes the text, also of what is shown', async () => {
		const blocksJson = '[{"type":"header","text":{"type":"plain_text","text":"Old"}}]';
		const parameters = on('reply', {
			resource: 'thread',
			text: 'x',
			blocksMode: 'json',
			blocksJson,
		});
		const [posted] = await runNode(run({ parameters }));
		const message = byId(String(posted.id));
		await runNode(run({ parameters: on('update', { message, text: 'New' }) }));
		const [raw] = await runNode(run({ parameters: on('get', { message, simplify: false }) }));

		expect(raw).toMatchObject({ text: 'New', blocks: [{ type: 'twacode', elements: ['New'] }] });
	});

	it('changes only the context when only that is given', async () => {
		const additionalFields = { context: '{"state":"done"}' };
		await runNode(run({ parameters: on('update', { additionalFields }) }));
		const [raw] = await runNode(run({ parameters: on('get', { simplify: false }) }));

		expect(raw).toMatchObject({ text: 'First', context: { state: 'done' } });
	});

	it.each([
		['the text', { text: 'Hacked' }],
		['the context', { additionalFields: { context: '{"state":"done"}' } }],
		[
			'the blocks',
			{
				blocksMode: 'json',
				blocksJson: '[{"type":"header","text":{"type":"plain_text","text":"Hi"}}]',
			},
		],
	])(
		'notices that Twake did not change %s, although it answers with success',
		async (_, change) => {
			thread = await plantThread(twake, 'Help!');
			const error = await errorOf(run({ parameters: on('update', change) }));

			expect(error.message).toBe('"Message" was not changed');
			expect(shownIn(twake)).toContainEqual(['Help!']);
		},
	);

	it('changes the message with a key, which keeps it', async () => {
		await post('greeting');
		const { id } = await post('state');
		const additionalFields = { context: { step: 2 } };
		const change = { messageKey: 'state', text: 'Shipped', additionalFields };

		for (const text of ['Shipped', 'Arrived']) {
			const [changed] = await runNode(run({ parameters: on('update', { ...change, text }) }));
			expect(changed).toMatchObject({ id, text, context: { step: 2, message_key: 'state' } });
		}
		expect(shownIn(twake)).toEqual([['First'], ['greeting', 'Arrived']]);
	});

	it('says when no message has the key', async () => {
		const error = await errorOf(run({ parameters: on('update', { messageKey: 'x', text: 'y' }) }));

		expect(error.message).toBe('"Message Key" is that of no message in this thread: "x"');
	});

	it('refuses blocks in a message that would never show them', async () => {
		const blocksJson = '[{"type":"header","text":{"type":"plain_text","text":"Hi"}}]';
		const parameters = on('update', { text: 'New', blocksMode: 'json', blocksJson });
		const error = await errorOf(run({ parameters }));

		expect(error.message).toBe(
			'"Message" was posted without blocks, and Twake would never show any in it',
		);
		expect(shownIn(twake)).toEqual([['First']]);
	});

	it('refuses to change nothing', async () => {
		const error = await errorOf(run({ parameters: on('update') }));

		expect(error.message).toBe('"Text" is empty');
	});

	it('guesses why Twake refuses', async () => {
		const parameters = on('update', { message: byId(UNKNOWN), text: 'New' });
		const error = await errorOf(run({ parameters }));

		expect(error.description).toBe('There is probably no message with this ID in this thread.');
	});
});

describe('Message > Delete', () => {
	it('deletes a message of the application', async () => {
		const message = await reply('Oops');
		const parameters = on('delete', { message: byId(message) });

		expect(await runNode(run({ parameters }))).toEqual([
			{ deleted: true, id: message, thread_id: thread },
		]);
		expect(shownIn(twake)).toEqual([['First']]);
		expect((await errorOf(run({ parameters }))).description).toBe(
			'It may have been deleted already.',
		);
	});

	it('says when there is nothing to delete, where Twake says success', async () => {
		const error = await errorOf(run({ parameters: on('delete', { message: byId(UNKNOWN) }) }));

		expect(error.message).toBe('"Message" does not exist in this thread');
	});

	it('explains why it cannot delete what somebody else wrote', async () => {
		thread = await plantThread(twake, 'Help!');
		const error = await errorOf(run({ parameters: on('delete') }));

		expect(error.description).toContain('Only messages of the application itself can be deleted');
	});

	describe('by its key', () => {
		it('deletes the message, and does nothing the second time', async () => {
			await post('greeting');
			const { id } = await post('offer');
			const parameters = on('delete', { messageKey: 'offer' });

			expect(await runNode(run({ parameters }))).toEqual([
				{ deleted: true, id, thread_id: thread },
			]);
			expect(await runNode(run({ parameters }))).toEqual([{ deleted: false, thread_id: thread }]);
			expect(shownIn(twake)).toEqual([['First'], ['greeting']]);
		});

		it('trusts no key in a person’s message', async () => {
			const planted = await plantThread(twake, 'Mine');
			const stored = twake.state.message(planted, planted)!;
			twake.state.store({ ...stored, context: { message_key: 'offer' } });
			thread = planted;
			const parameters = on('delete', { messageKey: 'offer' });

			expect(await runNode(run({ parameters }))).toMatchObject([{ deleted: false }]);
		});

		it.each([
			['={{ undefined }}', {}, 'is empty'],
			['offer', { message: byId(UNKNOWN) }, 'does not go with a Message'],
		])('refuses the key "%s" with %j before any request', async (messageKey, more, problem) => {
			twake.requests.length = 0;
			const error = await errorOf(run({ parameters: on('delete', { messageKey, ...more }) }));

			expect(error.message).toBe(`"Message Key" ${problem}`);
			expect(requestsOf(twake)).toEqual([]);
		});
	});

	it('withdraws a message that only one person sees', async () => {
		const additionalFields = { visibleTo: demoIds.alice };
		const parameters = on('reply', { resource: 'thread', text: 'psst', additionalFields });
		const [posted] = await runNode(run({ parameters }));
		const message = byId(String(posted.id));
		const output = await runNode(run({ parameters: on('delete', { message, isEphemeral: true }) }));

		expect(output).toMatchObject([{ deleted: true }]);
		expect(shownIn(twake)).toEqual([['First']]);
	});
});

describe('Message > Pin, Unpin, Set Reactions, Move', () => {
	it('pins and unpins', async () => {
		const raw = { simplify: false };

		expect(await runNode(run({ parameters: on('pin', raw) }))).toMatchObject([
			{ pinned_info: { pinned_by: demoIds.application } },
		]);
		expect(await runNode(run({ parameters: on('unpin', raw) }))).toMatchObject([
			{ pinned_info: null },
		]);
	});

	it('sets and takes back reactions', async () => {
		const [reacted] = await runNode(
			run({ parameters: on('setReactions', { reactions: ':+1:, 🎉' }) }),
		);
		const [cleared] = await runNode(run({ parameters: on('setReactions', { reactions: '' }) }));

		expect(reacted.reactions).toMatchObject([{ name: ':+1:' }, { name: '🎉' }]);
		expect(cleared.reactions).toEqual([]);
	});

	it.each([
		['its ID', byId],
		[
			'its address',
			(id: string) => byUrl(`${twake.url}/client/${demoIds.company}/w/-/c/-/t/${id}`),
		],
	])('moves a reply to another thread, named by %s', async (_, named) => {
		const message = byId(await reply('Wrong place'));
		const [other] = await runNode(run({ parameters: { ...createInSupport, text: 'Other' } }));
		const targetThread = named(String(other.id));
		await runNode(run({ parameters: on('move', { message, targetThread }) }));

		expect(shownIn(twake)).toEqual([['First'], ['Other', 'Wrong place']]);
	});

	it('adds and removes one reaction, and leaves all others', async () => {
		const stored = twake.state.message(thread, thread)!;
		const byAlice = { name: ':+1:', count: 1, users: [demoIds.alice] };
		twake.state.store({ ...stored, reactions: [byAlice] });
		for (const reaction of [':+1:', '🎉']) {
			await runNode(run({ parameters: on('addReaction', { reaction }) }));
		}
		const [output] = await runNode(run({ parameters: on('removeReaction', { reaction: ':+1:' }) }));

		expect(output.reactions).toEqual([
			{ name: ':+1:', count: 1, users: [demoIds.alice] },
			{ name: '🎉', count: 1, users: [demoIds.application] },
		]);
	});

	it('adds all reactions that several executions add at once', async () => {
		const proxy = await startSlowProxy(twake.url);
		proxy.delays = [20];
		const reactions = [':+1:', '🎉', ':eyes:', ':heart:'];
		await Promise.all(
			reactions.map(async (reaction) => {
				const credential = { baseUrl: proxy.url };
				await runNode(run({ parameters: on('addReaction', { reaction }), credential }));
			}),
		);
		proxy.close();
		const stored = twake.state.message(thread, thread)?.reactions ?? [];
		expect(stored.map(({ name }) => name).sort()).toEqual([...reactions].sort());
	});

	it('moves nothing where the application may not post and must not join', async () => {
		const message = byId(await reply('Stays'));
		const targetThread = byId(await plantThread(twake, 'Help!'));
		const additionalFields = { joinThread: false };
		const parameters = on('move', { message, targetThread, additionalFields });
		const error = await errorOf(run({ parameters }));

		expect(error.message).toBe('The application may not post in this thread');
		expect(shownIn(twake)).toEqual([['First', 'Stays'], ['Help!']]);
	});

	it('joins the thread of somebody else before it moves a message there', async () => {
		const message = byId(await reply('Moves'));
		const targetThread = byId(await plantThread(twake, 'Help!'));
		const [moved] = await runNode(run({ parameters: on('move', { message, targetThread }) }));

		expect(moved).toMatchObject({ text: 'Moves', thread_id: targetThread.value });
		expect(shownIn(twake)).toEqual([['First'], ['Help!', 'Moves']]);
	});

	it('moves to where it is a member of the channel, without joining', async () => {
		const message = byId(await reply('Moves'));
		const targetThread = byId(await plantThread(twake, 'Help!'));
		const join = { ...createInSupport, resource: 'channel', operation: 'join' };
		await runNode(run({ parameters: join }));
		const additionalFields = { joinThread: false };
		await runNode(run({ parameters: on('move', { message, targetThread, additionalFields }) }));

		expect(shownIn(twake)).toEqual([['First'], ['Help!', 'Moves']]);
	});

	it('does not take an empty message for the whole thread', async () => {
		await reply('Second');
		const [other] = await runNode(run({ parameters: { ...createInSupport, text: 'Other' } }));
		const targetThread = byId(String(other.id));
		const error = await errorOf(run({ parameters: on('move', { targetThread }) }));

		expect(error.message).toBe('"Message" is empty');
		expect(shownIn(twake)).toEqual([['First', 'Second'], ['Other']]);
	});

	it('refuses to move a message to where it is', async () => {
		const message = byId(await reply('Second'));
		const targetThread = byId(thread);
		const error = await errorOf(run({ parameters: on('move', { message, targetThread }) }));

		expect(error.message).toBe('"Target Thread" is the thread that the message is in');
	});
});

describe('Thread > Get and Get Many', () => {
	const onThread = (operation: string, change: object = {}) => ({
		...createInSupport,
		resource: 'thread',
		operation,
		...change,
	});

	it('gets a thread with its last replies', async () => {
		await reply('Second');
		const [output] = await runNode(run({ parameters: onThread('get', { thread: byId(thread) }) }));

		expect(output).toMatchObject({ id: thread, text: 'First', replies: 1 });
		expect(output.last_replies).toMatchObject([{ text: 'Second' }]);
	});

	it('says when there is no such thread', async () => {
		const parameters = onThread('get', { thread: byId(UNKNOWN) });

		expect((await errorOf(run({ parameters }))).message).toBe('"Thread" does not exist');
	});

	it('gets all threads of a channel once, the newest activity first', async () => {
		const items = Array.from({ length: 130 }, (_, index) => ({ text: `thread ${index}` }));
		const create = { ...createInSupport, text: '={{ $json.text }}' };
		await runNode(run({ parameters: { ...create, options: { concurrency: 1 } }, items }));
		await reply('Up again');
		const output = await runNode(run({ parameters: onThread('getMany', { returnAll: true }) }));

		expect(output.map(({ text }) => text)).toEqual([
			'First',
			...items.map(({ text }) => text).reverse(),
		]);
	});

	it('gets the threads with pinned messages', async () => {
		await runNode(run({ parameters: createInSupport }));
		await runNode(run({ parameters: on('pin') }));
		const output = await runNode(run({ parameters: onThread('getMany', { filter: 'pinned' }) }));

		expect(output).toMatchObject([{ id: thread }]);
	});

	it('gets a thread with several files once, with the messages that hold them', async () => {
		const item: INodeExecutionData = { json: {}, binary: {} };
		for (const name of ['a', 'b']) {
			const named = { fileName: `${name}.txt`, mimeType: 'text/plain', property: name };
			Object.assign(item.binary!, itemWithFile({}, Buffer.from(name), named).binary);
		}
		const additionalFields = { attachments: 'a, b' };
		const parameters = on('reply', { resource: 'thread', text: 'Two files', additionalFields });
		await runNode(run({ parameters, items: [item] }));
		await runNode(run({ parameters: createInSupport }));
		const output = await runNode(run({ parameters: onThread('getMany', { filter: 'files' }) }));

		expect(output).toMatchObject([
			{ id: thread, text: 'First', highlighted_replies: [{ text: 'Two files' }] },
		]);
		expect(output[0].highlighted_replies).toHaveLength(1);
	});

	it.each([
		[
			'a channel',
			'thread',
			{ channel: byId(UNKNOWN) },
			'"Channel" does not exist in this workspace',
		],
		['a thread', 'message', { thread: byId(UNKNOWN) }, '"Thread" does not exist'],
	])(
		'does not take %s that does not exist for an empty one',
		async (_, resource, change, message) => {
			const error = await errorOf(
				run({ parameters: onThread('getMany', { resource, ...change }) }),
			);

			expect(error.message).toBe(message);
		},
	);

	it('returns nothing from a channel without threads', async () => {
		const channel = byId(demoIds.privateChannel);

		expect(await runNode(run({ parameters: onThread('getMany', { channel }) }))).toEqual([]);
	});

	it('takes a limit', async () => {
		await runNode(run({ parameters: createInSupport }));
		twake.requests.length = 0;
		const output = await runNode(run({ parameters: onThread('getMany', { limit: 1 }) }));

		expect(output).toMatchObject([{ text: 'Hello' }]);
		expect(requestsOf(twake).filter((each) => each.startsWith('GET'))).toHaveLength(1);
	});
});

describe('a thread whose first message is gone, while replies are left', () => {
	beforeEach(async () => {
		await reply('Second');
		await runNode(run({ parameters: on('delete') }));
	});

	it.each([
		['message', 'get', '"Message" does not exist in this thread'],
		['message', 'delete', '"Message" does not exist in this thread'],
		['thread', 'get', '"Thread" does not exist'],
	])('is not there for %s > %s', async (resource, operation, message) => {
		const error = await errorOf(run({ parameters: on(operation, { resource }) }));

		expect(error.message).toBe(message);
	});
});

it('marks a message that its author has withdrawn', async () => {
	thread = await plantThread(twake, 'Oops');
	const stored = twake.state.message(thread, thread)!;
	twake.state.store({ ...stored, subtype: 'deleted', text: 'Deleted message' });
	const [message] = await runNode(run({ parameters: on('get') }));

	expect(message).toMatchObject({ text: 'Deleted message', deleted: true });
});

describe('the context of a message', () => {
	it('is put out for a message of the application itself', async () => {
		const additionalFields = { context: '{"ticket":42}' };
		await runNode(run({ parameters: on('update', { additionalFields }) }));
		const [message] = await runNode(run({ parameters: on('get') }));

		expect(message.context).toEqual({ ticket: 42 });
	});

	it('is left out of what others wrote, who can write anything into it', async () => {
		thread = await plantThread(twake, 'Help!');
		const stored = twake.state.message(thread, thread)!;
		twake.state.store({ ...stored, context: { ticket: 42 } });
		const [message] = await runNode(run({ parameters: on('get') }));
		const [raw] = await runNode(run({ parameters: on('get', { simplify: false }) }));

		expect(message).not.toHaveProperty('context');
		expect(raw.context).toEqual({ ticket: 42 });
	});
});

describe('Message > Send', () => {
	it('posts a message in a channel', async () => {
		const parameters = { ...createInSupport, resource: 'message', operation: 'send', text: 'Hi' };
		const [sent] = await runNode(run({ parameters }));

		expect(sent).toMatchObject({ text: 'Hi', thread_id: sent.id });
		expect(shownIn(twake)).toEqual([['First'], ['Hi']]);
	});
});

describe('Message > Search', () => {
	const search = { resource: 'message', operation: 'search', search: 'first' };

	it('finds messages in the channels that the application has joined', async () => {
		expect(await runNode(run({ parameters: search }))).toEqual([]);

		const join = { ...createInSupport, resource: 'channel', operation: 'join' };
		await runNode(run({ parameters: join }));
		expect(await runNode(run({ parameters: search }))).toMatchObject([{ text: 'First' }]);
	});

	it('tells an unknown company', async () => {
		const parameters = { ...search, company: byId(UNKNOWN) };

		expect((await errorOf(run({ parameters }))).message).toBe('"Company" does not exist');
	});
});
