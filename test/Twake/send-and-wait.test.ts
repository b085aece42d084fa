import { createHmac } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';
import { TwakeApi } from '../../credentials/TwakeApi.credentials';
import { clock } from '../../nodes/shared/retry';
import { TwakeCatchUp } from '../../nodes/Twake/catchup/TwakeCatchUp.node';
import { TwakeTrigger } from '../../nodes/Twake/TwakeTrigger.node';
import { demoIds, demoWorld, startTwake } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import { poll } from '../engine/poll';
import { listen } from '../engine/trigger';
import type { Listener } from '../engine/trigger';
import { runUntilWaiting } from '../engine/waiting';
import type { WaitingRun } from '../engine/waiting';
import { passing, stopTime } from '../shared/fast-clock';
import { byId, plantThread, twakeRun } from './twake';

let twake: TwakeSandbox;
let tokens: Record<string, string>;
let trigger: Listener | undefined;
const open: WaitingRun[] = [];

beforeAll(async () => {
	twake = await startTwake();
});
beforeEach(() => {
	tokens = twake.seed(demoWorld) as unknown as Record<string, string>;
	twake.requests.length = 0;
});
afterEach(async () => {
	for (const run of open.splice(0)) await run.close();
	await trigger?.close();
	trigger = undefined;
});
afterAll(async () => {
	await twake.close();
});

const signed = (body: string) =>
	createHmac('sha256', demoIds.privateKey).update(body).digest('hex');
const hooks = () => twake.state.applications.get(demoIds.application)!.api;
const messages = () => [...twake.state.messages.values()].flatMap((thread) => [...thread.values()]);
/** The text of the question with what it shows below; that comes after the answer has been taken. */
async function shown(): Promise<string> {
	while (Object.keys(messages()[0].context ?? {}).length > 0) await new Promise(setImmediate);
	return String(messages()[0].text);
}
const json = (run: WaitingRun) => run.output()?.map((item) => item.json);

async function ask(change: object = {}, hasTrigger = true): Promise<WaitingRun> {
	const parameters = {
		resource: 'message',
		operation: 'sendAndWait',
		company: byId(demoIds.company),
		workspace: byId(demoIds.workspace),
		channel: byId(demoIds.channel),
		message: 'Order **ten** keyboards?',
		...change,
	} as INodeParameters;
	const run = await runUntilWaiting(twakeRun(twake, { parameters }), {
		trigger: () => trigger!,
		async beforeRun(base) {
			if (!hasTrigger) return;
			await trigger?.close();
			trigger = await listen(
				{
					node: new TwakeTrigger(),
					credential: new TwakeApi(),
					credentialData: {
						baseUrl: twake.url,
						applicationId: demoIds.application,
						privateKey: demoIds.privateKey,
					},
					parameters: { events: ['newMessage', 'button'] },
				},
				{ base },
			);
			hooks().hooks_url = `${base}/webhook/x/twake`;
		},
	});
	open.push(run);
	return run;
}

/** A round of Twake Catch Up for the trigger. */
async function catchUp(): Promise<void> {
	const parameters = { workspaces: demoIds.workspace, trigger: trigger!.url };
	await poll({ ...twakeRun(twake, { parameters }), node: new TwakeCatchUp() });
}

/** What a user's client sends for a click; `change` is what a malicious one changes. */
async function click(
	choice: string,
	{ user = 'alice', form = {}, message = messages().at(-1)!, name = '' } = {},
): Promise<{ status: number; text: string }> {
	const [, action] =
		new RegExp(`"action_id":"([^"]+:${choice})"`).exec(JSON.stringify(message.blocks)) ?? [];
	const path = `/internal/services/applications/v1/applications/${demoIds.application}/event`;
	const response = await fetch(twake.url + path, {
		method: 'POST',
		headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens[user]}` },
		body: JSON.stringify({
			type: 'interactive_message_action',
			name: name || action,
			data: { user: { id: 'somebody-else' }, message, form, interactive_context: {} },
			company_id: demoIds.company,
			workspace_id: demoIds.workspace,
		}),
	});
	return { status: response.status, text: await response.text() };
}

describe('a question with buttons', () => {
	it('goes on with the click, tells who clicked, and shows it', async () => {
		const run = await ask();
		const [asked] = messages();
		expect(asked).toMatchObject({ subtype: 'application', text: 'Order **ten** keyboards?' });
		expect(run.isWaiting).toBe(true);
		expect((await click('yes')).status).toBe(200);

		expect(json(run)).toMatchObject([
			{
				data: { approved: true },
				timedOut: false,
				respondedBy: { id: demoIds.alice, username: 'alice' },
				question: { message_id: asked.id, channel_id: demoIds.channel },
			},
		]);
		expect(await shown()).toBe('Order **ten** keyboards?\n\n✅ Approve – alice');
		expect(JSON.stringify(messages()[0].blocks)).not.toContain('button');
		expect(trigger!.runs).toEqual([]);
	});

	it('takes the first click only', async () => {
		const run = await ask();
		const [message] = messages();
		const clicks = await Promise.all(
			['yes', 'no', 'yes', 'no'].map(async (choice) => await click(choice, { message })),
		);
		expect(clicks.filter(({ status }) => status === 200)).toHaveLength(1);
		const first = json(run);
		const late = await click('no', { message });

		expect(late).toMatchObject({ status: 400 });
		expect(late.text).toContain('This question has been answered');
		expect(json(run)).toEqual(first);
	});

	it('shows who decided once n8n has taken it, and not before', async () => {
		const time = stopTime();
		const run = await ask();
		run.refuse(1);
		expect((await click('yes')).status).toBe(400);
		await passing(time, () => time.sleeping() > 0, 0);
		expect(messages()[0].text).toBe('Order **ten** keyboards?');
		await passing(time, () => run.output() !== undefined, 10_000);
		jest.restoreAllMocks();

		expect(json(run)).toMatchObject([{ respondedBy: { username: 'alice' } }]);
		expect(await shown()).toContain('✅ Approve – alice');
	});

	it('takes a text', async () => {
		const run = await ask({ responseType: 'freeText' });
		const [message] = messages();
		const [, id] = /n8n-question:([\w-]+):text/.exec(JSON.stringify(message.blocks))!;
		expect(await click('send')).toMatchObject({ status: 400 });
		expect(run.output()).toBeUndefined();
		await click('send', { form: { [`n8n-question:${id}:text`]: 'Twelve, @all' } });

		expect(json(run)).toMatchObject([{ data: { text: 'Twelve, @all' } }]);
		expect(await shown()).toContain('Twelve, @\u2060all – alice');
	});

	it('can be for some people only', async () => {
		const run = await ask({ additionalFields: { mayAnswer: demoIds.alice } });
		const refused = await click('yes', { user: 'bob' });
		expect(refused.status).toBe(403);
		expect(run.output()).toBeUndefined();
		await click('no');

		expect(json(run)).toMatchObject([{ data: { approved: false } }]);
	});

	it('can be a reply, and go to one person', async () => {
		const thread = await plantThread(twake, 'Who pays?');
		const reply = await ask({ resource: 'thread', thread: byId(thread) });
		await click('yes', {
			message: messages().find(({ thread_id: id, id: own }) => id === thread && own !== id)!,
		});
		const direct = await ask({ resource: 'directMessage', users: demoIds.alice });
		await click('no');

		expect(json(reply)).toMatchObject([{ data: { approved: true } }]);
		expect(json(direct)).toMatchObject([{ data: { approved: false } }]);
	});

	it('believes neither what a client says of the message, nor who posts to its address', async () => {
		const run = await ask();
		const [message] = messages();
		const address = String((message.context as { n8n_question: string }).n8n_question);
		const other = { ...message, id: '7f8d2a00-7c11-11ef-8a2b-0242ac120009' };
		expect((await click('yes', { message: other })).status).toBe(400);
		const form = await fetch(address, { method: 'POST', body: new URLSearchParams({ text: 'x' }) });
		expect(await form.json()).toMatchObject({ status: 401 });
		const page = await (await fetch(address)).json();
		expect(page).toMatchObject({ status: 401 });

		expect(run.output()).toBeUndefined();
	});

	it('of somebody else is none: its address is not called', async () => {
		await ask();
		const thread = await plantThread(twake, 'Trust me');
		const forged = messages().find(({ id }) => id === thread)!;
		forged.context = { n8n_question: 'http://127.0.0.1:9/webhook-waiting/1/node?signature=x' };
		const told = await click('yes', { message: forged, name: 'n8n-question:x:yes' });

		expect(told).toMatchObject({ status: 400 });
		expect(told.text).toContain('This question has been answered');
	});

	it.each([
		['', /sends the events of this application nowhere/],
		['https://other.example/hook', /to other\.example, not to this n8n/],
	])('is refused where nobody would be told of a click: "%s"', async (address, text) => {
		hooks().hooks_url = address;
		const run = await ask({}, false);

		expect(run.error?.message).toMatch(text);
		expect(messages()).toEqual([]);
	});

	it('is refused for a form', async () => {
		const formFields = { values: [{ fieldLabel: 'Amount' }] };
		const run = await ask({ responseType: 'customForm', formFields });

		expect(`${run.error?.message} ${run.error?.description}`).toMatch(/form.+Link/);
		expect(messages()).toEqual([]);
	});

	it('that only looks like one starts the workflow of the trigger like any other', async () => {
		await ask();
		await click('yes', { name: 'approve:42' });

		expect(trigger!.runs).toMatchObject([{ event: 'button', action_id: 'approve:42' }]);
	});
});

describe('a question that is answered by a reply', () => {
	const byReply = { answeredBy: 'reply', responseType: 'freeText' };
	/** What a user writes in a thread; returns when the trigger has taken all that Twake told it. */
	async function write(thread: string, text: string, { user = 'alice', deliveries = 1 } = {}) {
		const path = `/internal/services/messages/v1/companies/${demoIds.company}/threads/${thread}/messages`;
		const heard = trigger!.answers.length;
		await fetch(twake.url + path, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens[user]}` },
			body: JSON.stringify({ resource: { text } }),
		});
		while (trigger!.answers.length < heard + deliveries) await new Promise(setImmediate);
	}
	const heardTexts = () => trigger!.runs.map(({ text }) => text);

	it('goes on with the next message in its thread, which starts no workflow', async () => {
		const run = await ask(byReply);
		const [asked] = messages();
		expect(JSON.stringify(asked.blocks)).toContain('Reply in this thread');
		await write(asked.id, ' Twelve,\nplease ');

		const [answer] = json(run)!;
		expect(answer).toMatchObject({
			data: { text: 'Twelve,\nplease', message: { thread_id: asked.id, user_id: demoIds.alice } },
			respondedBy: { username: 'alice' },
			question: { by: 'reply', message_id: asked.id },
		});
		expect(await shown()).toContain('Twelve,\nplease – alice');
		expect(heardTexts()).toEqual([]);
		await write(asked.id, 'And cables');
		expect(heardTexts()).toEqual(['And cables']);
		expect(json(run)).toEqual([answer]);
	});

	it('leaves what others write, other threads, and what was there before, to the workflow', async () => {
		const thread = await plantThread(twake, 'Who pays?');
		const other = await plantThread(twake, 'Lunch?', '7f8d2a00-7c11-11ef-8a2b-0242ac120003');
		const may = { ...byReply, additionalFields: { mayAnswer: demoIds.bob } };
		const run = await ask({ ...may, resource: 'thread', thread: byId(thread) });
		await write(thread, 'Not me');
		await write(other, 'Pizza', { user: 'bob' });
		expect(run.output()).toBeUndefined();
		await write(thread, 'Me', { user: 'bob' });

		expect(json(run)).toMatchObject([{ data: { text: 'Me' }, question: { thread_id: thread } }]);
		expect(heardTexts()).toEqual(['Not me', 'Pizza']);
	});

	it('believes the server only, whatever a signed delivery says', async () => {
		const thread = await plantThread(twake, 'Who pays?');
		const run = await ask({ ...byReply, resource: 'thread', thread: byId(thread) });
		const question = messages().find(({ context }) => context)!;
		const address = String(
			(question.context as { n8n_question_for_reply: string }).n8n_question_for_reply,
		);
		const deliver = async (id: string) => {
			const message = { id, thread_id: thread, text: 'Take this', user_id: demoIds.bob };
			const body = JSON.stringify({
				type: 'hook',
				content: { message: { type: 'message', thread: { id: thread }, message } },
			});
			const headers = { 'content-type': 'application/json', 'x-twake-signature': signed(body) };
			return (await (await fetch(address, { method: 'POST', headers, body })).json()) as object;
		};
		for (const id of [thread, question.id, '7f8d2a00-7c11-11ef-8a2b-0242ac120009']) {
			expect(await deliver(id)).toMatchObject({ status: 409 });
		}
		expect(run.output()).toBeUndefined();
	});

	it('takes a reply that is delivered twice, and starts nothing with it', async () => {
		twake.state.channels.forEach((channel) => channel.connectors.push(demoIds.application));
		const run = await ask(byReply);
		await write(messages()[0].id, 'Twelve', { deliveries: 2 });

		expect(json(run)).toMatchObject([{ data: { text: 'Twelve' } }]);
		expect(heardTexts()).toEqual([]);
	});

	it('takes a reply that was not delivered, once Catch Up has found it', async () => {
		const run = await ask(byReply);
		await catchUp();
		hooks().hooks_url = 'http://127.0.0.1:1/webhook/x/twake';
		await write(messages()[0].id, 'Twelve', { deliveries: 0 });
		expect(run.output()).toBeUndefined();
		jest.spyOn(clock, 'now').mockImplementation(() => Date.now() + 2 * 60_000);
		await catchUp();
		jest.restoreAllMocks();

		expect(json(run)).toMatchObject([{ data: { text: 'Twelve' } }]);
		expect(heardTexts()).toEqual([]);
	});

	it.each([
		[
			'where Twake does not send what is written',
			byReply,
			/does not send the messages of this channel/,
		],
		['for yes or no', { answeredBy: 'reply' }, /"Response Type" is none that a reply can answer/],
		[
			'in direct messages',
			{ ...byReply, resource: 'directMessage', users: demoIds.alice },
			/does not send/,
		],
	])('is refused %s', async (_where, parameters, text) => {
		twake.state.channels.forEach((channel) => (channel.connectors = []));
		const run = await ask(parameters);

		expect(run.error?.message).toMatch(text);
		expect(messages()).toEqual([]);
	});
});

describe('a question with links', () => {
	it('needs no trigger', async () => {
		const run = await ask({ answeredBy: 'link' }, false);
		const [{ text }] = messages();
		const [approve] = String(text).match(/http:\/\/127[^\s)]+/g)!;
		expect((await fetch(approve)).status).toBe(200);
		expect(run.output()).toBeUndefined();
		await fetch(approve, { method: 'POST' });

		expect(json(run)).toMatchObject([{ data: { approved: true } }]);
	});

	it('escapes what expressions bring in for the message, and not for the page', async () => {
		const additionalFields = { escapeMarkdown: true };
		await ask({ answeredBy: 'link', message: '=**{{ "*a*" }}**', additionalFields }, false);
		const [{ text }] = messages();
		expect(text).toMatch(/^\*\*\\\*a\\\*\*\*/);
		const [approve] = String(text).match(/http:\/\/127[^\s)]+/g)!;

		expect(await (await fetch(approve)).text()).toContain('***a***');
	});
});
