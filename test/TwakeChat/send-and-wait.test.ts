import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { TwakeChatApi } from '../../credentials/TwakeChatApi.credentials';
import { TwakeChatTrigger } from '../../nodes/TwakeChat/TwakeChatTrigger.node';
import { askedBy } from '../../nodes/TwakeChat/api/questions';
import type { MatrixEvent } from '../../nodes/TwakeChat/api/types';
import { demoIds, demoWorld, startMatrix } from '../../sandbox/matrix';
import type { MatrixSandbox } from '../../sandbox/matrix';
import { stopTime } from '../shared/fast-clock';
import { startTrigger } from '../engine/long-trigger';
import type { LongTrigger } from '../engine/long-trigger';
import { runUntilWaiting } from '../engine/waiting';
import type { WaitingRun } from '../engine/waiting';
import { faults } from '../faults/catalogue';
import { FaultProxy } from '../faults/fault-proxy';
import { byId, eventsIn, inSupport, posted, text, twakeChatRun } from './twake-chat';

let matrix: MatrixSandbox;
const open: Array<WaitingRun | LongTrigger | FaultProxy> = [];

beforeEach(async () => {
	matrix = await startMatrix();
	matrix.seed(demoWorld);
});
afterEach(async () => {
	for (const each of open.splice(0)) await each.close();
	expect(matrix.mistakes).toEqual([]);
	await matrix.close();
});

const { bot, alice, bob, aliceToken, bobToken, support, direct } = demoIds;
const json = (run: WaitingRun) => run.output()?.map((item) => item.json);

/** Waits for something to happen, however slow the machine is. */
async function until(isSo: () => boolean, what: string): Promise<void> {
	for (const end = Date.now() + 40_000; !isSo(); await sleep(20)) {
		if (Date.now() > end) throw new Error(`did not happen: ${what}`);
	}
}

const answered = async (run: WaitingRun) => {
	await until(() => run.output() !== undefined, 'the answer');
	return json(run);
};

/** A published workflow that begins with the trigger. */
async function listening(stored?: IDataObject, baseUrl = matrix.url): Promise<LongTrigger> {
	const trigger = await startTrigger(
		{
			node: new TwakeChatTrigger(),
			credential: new TwakeChatApi(),
			credentialData: { baseUrl, accessToken: demoIds.token },
			parameters: { events: ['newMessage', 'reactionAdded'] },
		},
		{ stored },
	);
	open.push(trigger);
	const isTold = () =>
		[...matrix.state.users.get(bot)!.accountData.values()].some(({ content }) => content.by);
	await until(isTold, 'the listening');
	return trigger;
}

async function ask(change: INodeParameters = {}): Promise<WaitingRun> {
	const parameters = {
		resource: 'message',
		operation: 'sendAndWait',
		...inSupport,
		message: 'Order **ten** keyboards?',
		...change,
	};
	const run = await runUntilWaiting(twakeChatRun(matrix, { parameters }));
	open.push(run);
	return run;
}

/** The question as people see it, with the last edit. */
async function shown(room?: string): Promise<{ id: string; content: IDataObject }> {
	const own = (await eventsIn(matrix, room)).filter(({ sender }) => sender === bot);
	const { event_id: id, content } = own.find(({ content }) => !('m.new_content' in content))!;
	const edit = own.findLast(({ content }) => 'm.new_content' in content)?.content['m.new_content'];
	return { id, content: (edit ?? content) as IDataObject };
}

const press = async (
	key: string,
	{ token = aliceToken as string, room = support as string } = {},
) => {
	const relation = { rel_type: 'm.annotation', event_id: (await shown(room)).id, key };
	return await posted(matrix, { 'm.relates_to': relation }, { type: 'm.reaction', token, room });
};
const reply = async (body: string, relation: IDataObject, token: string = aliceToken) =>
	await posted(matrix, { ...text(body), 'm.relates_to': relation }, { token });

const addressIn = ({ content }: { content: IDataObject }) =>
	String((content['n8n.question'] as IDataObject).address);
const hand = async (address: string, body: object, method = 'POST') => {
	const headers = { 'content-type': 'application/json' };
	const response = await fetch(address, {
		method,
		headers,
		...(method === 'POST' && { body: JSON.stringify(body) }),
	});
	return { status: response.status, text: await response.text() };
};

describe('a question answered by reactions', () => {
	it('offers them, goes on with the first, tells whose it is, and shows it', async () => {
		const trigger = await listening();
		const run = await ask();
		expect(run.isWaiting).toBe(true);
		const { id, content } = await shown();
		expect(content).toMatchObject({
			body: 'Order **ten** keyboards?\n\n✅ Approve   ❌ Decline',
			formatted_body:
				'<p>Order <strong>ten</strong> keyboards?</p>\n<p>✅ Approve   ❌ Decline</p>',
		});
		const offered = await eventsIn(matrix, support, 'm.reaction');
		expect(offered.map(({ sender, content: { 'm.relates_to': to } }) => [sender, to])).toEqual(
			['✅', '❌'].map((key) => [bot, { rel_type: 'm.annotation', event_id: id, key }]),
		);
		await press('✅\ufe0f');

		expect(await answered(run)).toEqual([
			{
				data: { approved: true },
				timedOut: false,
				respondedAt: expect.any(String) as string,
				respondedBy: { id: alice, name: 'Alice Martin' },
				question: {
					text: 'Order **ten** keyboards?',
					by: 'chat',
					format: 'markdown',
					room_id: support,
					message_id: id,
				},
			},
		]);
		expect((await shown()).content).toMatchObject({
			body: 'Order **ten** keyboards?\n\n✅ Approve – Alice Martin',
			'm.mentions': {},
		});
		await posted(matrix, text('What next?'));
		await until(() => trigger.runs.length > 0, 'a run');
		expect(trigger.runs).toMatchObject([{ text: 'What next?' }]);
	});

	it('changes nothing by a second one, which is a reaction like any other', async () => {
		const trigger = await listening();
		const run = await ask();
		await press('❌');
		expect(await answered(run)).toMatchObject([{ data: { approved: false } }]);
		await press('✅', { token: bobToken });
		await until(() => trigger.runs.length > 0, 'a run');

		expect(trigger.runs).toMatchObject([{ event: 'reactionAdded', reaction: '✅', user_id: bob }]);
		expect(json(run)).toMatchObject([{ data: { approved: false } }]);
		expect((await shown()).content.body).toMatch(/❌ Decline – Alice Martin$/);
	});

	it('is handed over once to an execution that was stopped', async () => {
		const trigger = await listening();
		const run = await ask();
		run.stop();
		stopTime();
		await press('✅');
		await until(() => trigger.runs.length > 0, 'a run');
		jest.restoreAllMocks();

		expect(trigger.runs).toMatchObject([{ event: 'reactionAdded', reaction: '✅' }]);
		expect(run.output()).toBeUndefined();
	});

	it('can be for some people only', async () => {
		const trigger = await listening();
		const run = await ask({ additionalFields: { mayAnswer: alice } });
		await press('✅', { token: bobToken });
		await until(() => trigger.runs.length > 0, 'the reaction of Bob');
		expect(run.output()).toBeUndefined();
		await press('❌');

		expect(await answered(run)).toMatchObject([
			{ data: { approved: false }, respondedBy: { id: alice }, question: { may_answer: [alice] } },
		]);
	});

	it('is heard by a trigger that was away, and not heard again by one that comes back', async () => {
		const first = await listening();
		const run = await ask();
		await first.close();
		await press('✅');
		const second = await listening(first.stored);
		expect(await answered(run)).toMatchObject([{ data: { approved: true } }]);
		await second.close();
		const third = await listening(first.stored);
		await posted(matrix, text('Later'));
		await until(() => third.runs.length > 0, 'a run');

		expect([...second.runs, ...third.runs]).toMatchObject([{ text: 'Later' }]);
	});

	it('is heard although the server fails over the message at first', async () => {
		const proxy = await FaultProxy.start(matrix.url);
		let questions = 0;
		proxy.begin(({ path }) =>
			path.includes('/event/') && questions++ === 0 ? faults['500'] : undefined,
		);
		await listening(undefined, proxy.url);
		open.push(proxy);
		const run = await ask();
		await press('✅');

		expect(await answered(run)).toMatchObject([{ data: { approved: true } }]);
	});

	it('can be asked in a thread, and of one person', async () => {
		await listening();
		const root = await posted(matrix, text('Who pays?'));
		const inThread = await ask({ resource: 'thread', thread: byId(root) });
		expect((await shown()).content['m.relates_to']).toMatchObject({
			rel_type: 'm.thread',
			event_id: root,
		});
		await press('✅');
		expect(await answered(inThread)).toMatchObject([{ data: { approved: true } }]);
		const person = await ask({ resource: 'directMessage', user: byId(alice) });
		await press('❌', { room: direct });

		expect(await answered(person)).toMatchObject([
			{ data: { approved: false }, question: { room_id: direct } },
		]);
	});

	it('has one choice if wanted, with labels of its own', async () => {
		const trigger = await listening();
		const run = await ask({
			approvalOptions: { values: { approvalType: 'single', approveLabel: 'Seen <b>' } },
		});
		expect((await shown()).content).toMatchObject({
			body: expect.stringMatching(/\n\n✅ Seen <b>$/) as string,
			formatted_body: expect.stringMatching(/<p>✅ Seen &lt;b&gt;<\/p>$/) as string,
		});
		await press('❌');
		await until(() => trigger.runs.length > 0, 'the other reaction');
		expect(run.output()).toBeUndefined();
		await press('✅');

		expect(await answered(run)).toMatchObject([{ data: { approved: true } }]);
	});

	it('believes nobody who knows its address', async () => {
		await listening();
		const run = await ask({ additionalFields: { mayAnswer: alice } });
		const question = await shown();
		const address = addressIn(question);
		const other = await posted(matrix, text('✅'));
		const [offered] = await eventsIn(matrix, support, 'm.reaction');
		const forged = { type: 'm.reaction', sender: alice };
		for (const body of [
			{},
			{ event: other },
			{ event: offered.event_id },
			{ event: '$no' },
			forged,
		]) {
			expect(await hand(address, body)).toEqual({ status: 200, text: '{"isTaken":false}' });
		}
		expect(await hand(address, {}, 'GET')).toMatchObject({ text: '{"isTaken":false}' });
		const unsigned = address.replace(/signature=\w+/, `signature=${'0'.repeat(64)}`);
		expect(await hand(unsigned, {})).toMatchObject({ status: 401 });

		expect(run.output()).toBeUndefined();
	});

	it('of somebody else is none: its address is not called', async () => {
		const trigger = await listening();
		await ask();
		const { content } = await shown();
		const forged = await posted(matrix, {
			...text('Trust me'),
			'n8n.question': { ...(content['n8n.question'] as object), address: `${matrix.url}/forged` },
		});
		const relation = { rel_type: 'm.annotation', event_id: forged, key: '✅' };
		await posted(matrix, { 'm.relates_to': relation }, { type: 'm.reaction', token: bobToken });
		await until(() => trigger.runs.length >= 2, 'the runs');

		expect(matrix.requests.some(({ path }) => path.includes('forged'))).toBe(false);
	});

	it('is not asked where nobody listens', async () => {
		const trigger = await listening();
		await trigger.close();
		const run = await ask();

		expect(run.error?.message).toBe(
			'"Answered By" is by reaction or reply, but no published workflow of this n8n listens with the account of the credential',
		);
		expect(run.error?.description).toContain('Twake Chat Trigger');
		expect((await eventsIn(matrix)).filter(({ sender }) => sender === bot)).toEqual([]);
	});

	it('is asked where the workflow was published anew', async () => {
		let trigger = await listening();
		for (let times = 0; times < 5; times++) {
			await trigger.close();
			trigger = await listening(trigger.stored);
		}
		const run = await ask();
		expect(run.error).toBeUndefined();
		await press('✅');

		expect(await answered(run)).toMatchObject([{ data: { approved: true } }]);
	});

	it('is not asked in an encrypted room', async () => {
		await listening();
		const run = await ask({ room: byId(demoIds.secret) });

		expect(run.error?.message).toBe('"Room" is end-to-end encrypted, and n8n cannot encrypt');
	});

	it('goes on without an answer when the time is up, and is closed then', async () => {
		const trigger = await listening();
		const run = await ask({ additionalFields: { limitWaitTime: { values: { resumeAmount: 1 } } } });
		await run.timeOut();
		await press('✅');
		await until(() => trigger.runs.length > 0, 'the late reaction');

		expect(json(run)).toMatchObject([{ timedOut: true }]);
		expect(trigger.runs).toMatchObject([{ event: 'reactionAdded' }]);
	});
});

it.each([{ toString: 1 }, null, 5, ['✅']])('a reaction with %j answers nothing', (key) => {
	const content = { 'm.relates_to': { rel_type: 'm.annotation', event_id: '$question', key } };
	expect(askedBy({ type: 'm.reaction', content } as unknown as MatrixEvent)).toEqual([]);
});

describe('a question answered by a text', () => {
	it.each<[string, (id: string) => IDataObject]>([
		['a reply', (id) => ({ 'm.in_reply_to': { event_id: id } })],
		[
			'its thread',
			(id) => ({
				rel_type: 'm.thread',
				event_id: id,
				is_falling_back: true,
				'm.in_reply_to': { event_id: id },
			}),
		],
	])('takes %s', async (_, relation) => {
		const trigger = await listening();
		const run = await ask({ responseType: 'freeText', message: 'How many?' });
		const { id, content } = await shown();
		expect(content.body).toBe('How many?\n\n↩ Reply to this message');
		await posted(matrix, text('Something else'));
		await press('✅');
		await until(() => trigger.runs.length === 2, 'the other events');
		expect(run.output()).toBeUndefined();
		await reply('> <@bot:matrix.test> How many?\n\nTwelve <b>', relation(id));

		const [output] = (await answered(run))!;
		expect(output).toMatchObject({ respondedBy: { id: alice } });
		expect((output.data as IDataObject).text).toMatch(/Twelve <b>$/);
		expect((await shown()).content.formatted_body).toMatch(/Twelve &lt;b&gt; – Alice Martin<\/p>$/);
		await reply('Thirteen', relation(id));
		await until(() => trigger.runs.length === 3, 'a run for what comes later');
		expect(trigger.runs[2]).toMatchObject({ text: 'Thirteen' });
	});
});

describe('a question with links', () => {
	it('needs no trigger, and shows the answer', async () => {
		const run = await ask({ answeredBy: 'link' });
		const { content } = await shown();
		const [approve] = String(content.body).match(/http:\/\/127\S+/g)!;
		expect((await fetch(approve)).status).toBe(200);
		expect(run.output()).toBeUndefined();
		await fetch(approve, { method: 'POST' });

		expect(await answered(run)).toMatchObject([{ data: { approved: true } }]);

		expect((await shown()).content.body).toBe('Order **ten** keyboards?\n\n✅ Approve');
	});

	it('is how a form is answered', async () => {
		const formFields = { values: [{ fieldLabel: 'Amount', fieldType: 'number' }] };
		const run = await ask({ responseType: 'customForm', formFields, answeredBy: 'chat' });
		const { content } = await shown();
		const [address] = String(content.body).match(/http:\/\/127\S+/g)!;
		await fetch(address, { method: 'POST', body: new URLSearchParams({ field0: '12' }) });

		expect(await answered(run)).toMatchObject([{ data: { Amount: 12 } }]);
		expect((await shown()).content.body).toBe('Order **ten** keyboards?\n\n✅');
	});
});
