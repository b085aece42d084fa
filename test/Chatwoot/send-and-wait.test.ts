import { createHash } from 'node:crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { markOf } from '../../nodes/Chatwoot/api/question-webhooks';
import { runUntilWaiting } from '../engine/waiting';
import type { Surroundings, WaitingRun } from '../engine/waiting';
import { byId, chatwootRun, demo, doInAccount, shownIn } from './chatwoot';
import { passing, stopTime } from '../shared/fast-clock';
import { asAgent, asBot, Desk } from './desk';
import type { Rest } from './desk';
import { openTrigger } from './trigger';

const desk = new Desk('message');
const open: WaitingRun[] = [];

afterEach(async () => {
	for (const run of open.splice(0)) await run.close();
});

const asking = (change: object) =>
	({
		resource: 'message',
		operation: 'sendAndWait',
		account: byId(demo.account),
		conversation: byId(demo.conversation),
		message: 'Refund 40 EUR to **Anna**?',
		...change,
	}) as INodeParameters;

async function ask(
	change: object = {},
	rest: Rest = {},
	surroundings: Surroundings = {},
): Promise<WaitingRun> {
	const parameters = asking(change);
	const node = chatwootRun(desk.chatwoot, { ...rest, parameters });
	const run = await runUntilWaiting(node, surroundings);
	open.push(run);
	return run;
}

/** The addresses in the newest message. */
const links = (): string[] =>
	shownIn(desk.chatwoot)
		.at(-1)!
		.match(/http:\/\/127[^\s)\]]+/g) ?? [];
const get = async (url: string) => await fetch(url);
const post = async (url: string, form: Record<string, string> = {}) =>
	await fetch(url, { method: 'POST', body: new URLSearchParams(form) });

const json = (run: WaitingRun) => run.output()?.map((item) => item.json);

async function customerWrites(content: string, conversation = 1): Promise<void> {
	const body = { content, message_type: 'incoming' };
	await doInAccount(desk.chatwoot, 'POST', `conversations/${conversation}/messages`, body);
	await desk.chatwoot.delivered();
}

describe('asking the team', () => {
	it('writes a private note with a link for each answer, and waits', async () => {
		const run = await ask();

		expect(run.isWaiting).toBe(true);
		const [note] = desk.sent('POST');
		expect(note[1]).toMatchObject({ message_type: 'outgoing', private: true });
		expect(shownIn(desk.chatwoot).at(-1)).toMatch(
			/Refund 40 EUR to \*\*Anna\*\*\?\n\n\[Approve\]\(http.+approved=true.+\) \| \[Decline\]\(http.+approved=false.+\)/,
		);
	});

	it.each([
		[0, true],
		[1, false],
	])('goes on with the answer that was confirmed on the page: %i', async (index, approved) => {
		const run = await ask();
		const url = links()[index];
		const page = await (await get(url)).text();
		expect(page).toContain('Refund 40 EUR to **Anna**?');
		expect(page).toContain(approved ? '>Approve</button>' : '>Decline</button>');
		expect(run.output()).toBeUndefined();
		expect((await post(url)).status).toBe(200);

		expect(json(run)).toEqual([
			{
				data: { approved },
				respondedAt: expect.stringMatching(/^\d{4}-.+Z$/) as unknown,
				timedOut: false,
				question: {
					text: 'Refund 40 EUR to **Anna**?',
					account_id: 1,
					conversation_id: 1,
					message_id: desk.chatwoot.state.messages.all().at(-1)!.id,
				},
			},
		]);
	});

	it('takes the first answer only, and decides nothing by looking', async () => {
		const run = await ask();
		for (const url of links()) {
			await get(url);
			await fetch(url, { method: 'HEAD' });
		}
		expect(run.output()).toBeUndefined();
		const statuses = (await Promise.all(links().map(async (url) => await post(url)))).map(
			({ status }) => status,
		);

		expect(statuses.filter((status) => status === 200)).toHaveLength(1);
		expect(json(run)).toHaveLength(1);
		expect((await post(links()[0])).status).not.toBe(200);
	});

	it.each<[string, object, () => Promise<unknown>]>([
		['a click', {}, async () => await post(links()[0])],
		['a reply', { ask: 'customer' }, async () => await customerWrites('Approve')],
	])('reminds n8n of %s until it takes it', async (_, asked, answer) => {
		const time = stopTime();
		const run = await ask(asked);
		run.refuse(2);
		await answer();
		await passing(time, () => time.sleeping() > 0, 0);
		expect(run.output()).toBeUndefined();
		await passing(time, () => run.output() !== undefined, 10_000);
		jest.restoreAllMocks();

		expect(json(run)).toMatchObject([{ data: { approved: true }, timedOut: false }]);
	});

	it('believes no address that was changed', async () => {
		const run = await ask();
		const [url] = links();
		const forged = [
			url.replace('approved=true', 'approved=false'),
			url.replace(/signature=\w+/, `signature=${'0'.repeat(64)}`),
			url.replace(/wait=[\w-]+/, 'wait=other'),
			url.split('?')[0],
		];
		for (const each of forged) expect((await post(each)).status).toBe(401);

		expect(run.output()).toBeUndefined();
	});

	it('takes none of a thousand forged answers', async () => {
		const run = await ask();
		const url = new URL(links()[0]);
		const guesses = Array.from({ length: 1000 }, (_, index) => {
			const guess = new URL(url);
			const wrong = createHash('sha256').update(`guess ${index}`).digest('hex');
			guess.searchParams.set(index % 2 ? 'signature' : 'wait', wrong);
			return guess.href;
		});
		const statuses = new Set<number>();
		for (const guess of guesses) statuses.add((await post(guess)).status);

		expect([...statuses]).toEqual([401]);
		expect(run.output()).toBeUndefined();
	});

	it('is not answered by the address of an earlier question of the execution', async () => {
		const earlier = await ask({}, {}, { execution: '7' });
		const old = new URL(links()[0]);
		const run = await ask({}, {}, { execution: '7' });
		const now = new URL(links()[0]);
		old.port = now.port;
		const response = await post(old.href);

		expect(response.status).toBe(410);
		expect(await response.text()).toContain('No longer open');
		expect([earlier.output(), run.output()]).toEqual([undefined, undefined]);
	});

	it('takes a text, which may hold anything', async () => {
		const run = await ask({ responseType: 'freeText' });
		const [url] = links();
		const empty = await post(url, { text: '  ' });
		expect(empty.status).toBe(422);
		expect(await empty.text()).toContain('Write an answer.');
		await post(url, { text: '</textarea><script>1</script>' });

		expect(json(run)).toMatchObject([{ data: { text: '</textarea><script>1</script>' } }]);
	});

	it('takes a form, and says what is wrong with it', async () => {
		const field = (fieldLabel: string, fieldType: string, more: object = {}) => ({
			fieldLabel,
			fieldType,
			...more,
		});
		const run = await ask({
			responseType: 'customForm',
			message: '<b>Details</b>, please',
			formFields: {
				values: [
					field('Amount', 'number', { fieldName: 'amount', requiredField: true }),
					field('Way', 'dropdown', { choices: 'Bank\nVoucher\n' }),
					field('Extras', 'checkbox', { choices: 'Letter\nCall' }),
					field('Until', 'date'),
					field('E-mail', 'email'),
				],
			},
		});
		const [url] = links();
		const page = await (await get(url)).text();
		expect(page).toContain('&lt;b&gt;Details&lt;/b&gt;, please');
		const wrong = await post(url, {
			field0: 'many',
			field1: 'Cash',
			field3: '2030-02-31',
			field4: 'x',
		});
		const told = await wrong.text();
		expect(wrong.status).toBe(422);
		for (const text of [
			'&quot;Amount&quot; is not a number.',
			'&quot;Way&quot; is not one of the choices.',
			'&quot;Until&quot; is not a date.',
			'&quot;E-mail&quot; is not an e-mail address.',
			'value="many"',
		]) {
			expect(told).toContain(text);
		}
		const both = new URLSearchParams([
			['field0', '40.5'],
			['field1', 'Bank'],
			['field2', 'Call'],
			['field2', 'Letter'],
		]);
		await fetch(url, { method: 'POST', body: both });

		expect(json(run)).toMatchObject([
			{
				data: {
					amount: 40.5,
					Way: 'Bank',
					Extras: ['Letter', 'Call'],
					Until: null,
					'E-mail': null,
				},
			},
		]);
	});

	describe('with files', () => {
		const receipt = { fieldLabel: 'Receipt', fieldType: 'file', acceptFileTypes: '.pdf, image/*' };
		const formFields = {
			values: [
				{ fieldLabel: 'Your claim', fieldType: 'heading' },
				receipt,
				{ fieldLabel: 'More', fieldType: 'file', multipleFiles: true, fieldName: 'more files' },
				{ fieldLabel: 'Order', fieldType: 'hiddenField', fieldValue: '4711' },
				{ fieldLabel: 'PIN', fieldType: 'password' },
				{ fieldLabel: 'Builder', fieldType: 'file', fieldName: 'constructor' },
			],
		};
		const form = { responseType: 'customForm', formFields };
		const sent = async (files: Array<[key: string, name: string, type: string, size?: number]>) => {
			const body = new FormData();
			for (const [key, name, type, size] of files) {
				body.append(key, new File([size ? new Uint8Array(size) : `of ${name}`], name, { type }));
			}
			body.append('field3', 'forged');
			body.append('field4', ' 12 34');
			return await fetch(links()[0], { method: 'POST', body });
		};

		it('stores them, under clean names', async () => {
			const run = await ask(form);
			const page = await (await get(links()[0])).text();
			expect(page).toContain('enctype="multipart/form-data"');
			expect(page).toContain('type="file" id="field1" name="field1" accept=".pdf, image/*"');
			expect(page).toContain('<h2>Your claim</h2>');
			expect(page).not.toContain('4711');
			const answer = await sent([
				['field1', '../../etc/Re\u202Eceipt.pdf', 'application/pdf'],
				['field2', 'a.txt', 'text/plain'],
				['field2', 'b.txt', 'text/plain'],
				['field5', 'c.txt', 'text/plain'],
			]);
			expect(answer.status).toBe(200);
			const [item] = run.output()!;

			expect(item.json.data).toEqual({
				Receipt: 'Receipt.pdf',
				'more files': ['a.txt', 'b.txt'],
				Order: '4711',
				PIN: ' 12 34',
				constructor: 'c.txt',
			});
			const names = ['Receipt', 'more_files_0', 'more_files_1', 'constructor'];
			expect(Object.keys(item.binary!)).toEqual(names);
			expect(item.binary!.Receipt).toMatchObject({
				fileName: 'Receipt.pdf',
				mimeType: 'application/pdf',
			});
			expect(Buffer.from(item.binary!.more_files_1.data, 'base64').toString()).toBe('of b.txt');
		});

		it.each<[string, Parameters<typeof sent>[0], string]>([
			['another type', [['field1', 'a.exe', 'text/plain']], '.pdf, image/* only: a.exe'],
			[
				'two where one is asked for',
				[
					['field1', 'a.png', 'image/png'],
					['field1', 'b.png', 'image/png'],
				],
				'takes 1 file at most',
			],
			['too large a file', [['field2', 'a', 'x/y', 21 * 1024 * 1024]], 'up to 20 MB: a is larger'],
			[
				'too many',
				Array.from({ length: 11 }, () => ['field2', 'a', 'text/plain'] as [string, string, string]),
				'takes 10 files at most',
			],
		])('refuses %s', async (_, files, text) => {
			const run = await ask(form);
			const answer = await sent(files);

			expect(answer.status).toBe(422);
			expect(await answer.text()).toContain(text);
			expect(run.output()).toBeUndefined();
		});

		it('reads no file of the server that a forged form names', async () => {
			const file = {
				filepath: __filename,
				originalFilename: 'a.pdf',
				mimetype: 'image/x',
				size: 1,
			};
			const run = await ask(form);
			await fetch(links()[0], {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ data: { field4: '1' }, files: { field1: file } }),
			});
			const [item] = run.output()!;

			expect(item.json.data).toMatchObject({ Receipt: null, PIN: null });
			expect(item.binary).toBeUndefined();
		});
	});

	it('mentions agents', async () => {
		await ask({ additionalFields: { mentionedAgents: [demo.agent] } });

		expect(shownIn(desk.chatwoot).at(-1)).toMatch(/^\[\[?@[^\]]+\]\(mention:\/\/user\/2\//);
	});

	it('can show what expressions bring in as it is: no markup, no mention', async () => {
		const name = '[**Bob**](mention://user/2/Bob)';
		const message = '=Refund **{{ $json.name }}**?\n{{ "# now" }} {{ $json.more }}';
		const items = [{ name, more: { a: '*' } }];
		await ask({ message, additionalFields: { escapeMarkdown: true } }, { items });

		expect(shownIn(desk.chatwoot).at(-1)).toMatch(
			'Refund **\\[\\*\\*Bob\\*\\*\\](mention:\\/\\/user/2/Bob)**?\n\\# now {"a":"\\*"}\n\n[Approve](',
		);
		expect(await (await get(links()[0])).text()).toContain(`Refund **${name}**?\n# now`);
		await ask({ message }, { items });
		expect(shownIn(desk.chatwoot).at(-1)).toContain(`Refund **${name}**?\n# now`);
	});

	it('leaves addresses in what expressions bring in as they are', async () => {
		const message = '=Refund {{ $json.order }}?';
		const items = [{ order: '*this*: https://shop.test/a_b_c/mention://user/2/x' }];
		await ask({ message, additionalFields: { escapeMarkdown: true } }, { items });

		expect(shownIn(desk.chatwoot).at(-1)).toMatch(
			'Refund \\*this\\*: https://shop.test/a%5Fb%5Fc/mention://user/2/x?',
		);
	});

	it('can be done by a bot', async () => {
		expect((await ask({}, asBot)).isWaiting).toBe(true);
	});
});

describe('the time to answer', () => {
	it.each([
		[{ limitType: 'afterTimeInterval', resumeAmount: 2, resumeUnit: 'days' }, 48],
		[{ resumeAmount: 1.5 }, 1.5],
	])('can be limited: %j', async (values, hours) => {
		const before = Date.now();
		const { until } = await ask({ additionalFields: { limitWaitTime: { values } } });
		const wanted = hours * 3_600_000;

		expect(until!.getTime() - before).toBeGreaterThanOrEqual(wanted);
		expect(until!.getTime() - Date.now()).toBeLessThanOrEqual(wanted);
	});

	it('passes on the input when it is over, and says so', async () => {
		const values = { resumeAmount: 1 };
		const run = await ask(
			{ additionalFields: { limitWaitTime: { values } } },
			{ items: [{ order: 7 }] },
		);
		await run.timeOut();

		expect(json(run)).toMatchObject([
			{ order: 7, timedOut: true, question: { conversation_id: 1 } },
		]);
	});

	it('is unlimited otherwise', async () => {
		expect((await ask()).until!.getFullYear()).toBe(3000);
	});
});

describe('asking the customer', () => {
	const customer = { ask: 'customer' };

	it('goes on with the next message, whatever else happens meanwhile', async () => {
		const run = await ask({ ...customer, responseType: 'freeText' });
		const [webhook] = desk.chatwoot.state.webhooks.all();
		expect(webhook).toMatchObject({ subscriptions: ['message_created', 'message_updated'] });
		await desk.output('create', {
			conversation: byId(1),
			messageType: 'note',
			text: 'Somebody on the team says something',
		});
		await desk.chatwoot.delivered();
		expect(run.output()).toBeUndefined();
		await customerWrites('It is number 4711');

		expect(json(run)).toMatchObject([
			{ data: { text: 'It is number 4711', message: { content: 'It is number 4711' } } },
		]);
		expect(desk.chatwoot.state.webhooks.all()).toEqual([]);
	});

	it.each([
		['approve', true],
		['Decline', false],
		['Why?', null],
	])('reads the answer to yes or no: %s', async (text, approved) => {
		const run = await ask(customer);
		expect(desk.chatwoot.state.messages.all().at(-1)).toMatchObject({
			content_type: 'input_select',
			content_attributes: {
				items: [
					{ title: 'Approve', value: 'Approve' },
					{ title: 'Decline', value: 'Decline' },
				],
			},
		});
		await customerWrites(text);

		expect(json(run)).toMatchObject([{ data: { approved, text } }]);
	});

	it('believes Chatwoot, not what is sent to the address', async () => {
		const run = await ask(customer);
		const [{ url }] = desk.chatwoot.state.webhooks.all();
		const forged = { event: 'message_created', message_type: 'incoming', content: 'Approve' };
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ ...forged, conversation: { id: 1 } }),
		});
		expect(response.status).toBe(200);

		expect(run.output()).toBeUndefined();
	});

	it('takes away the webhooks of questions that are over, and nothing else', async () => {
		const { webhooks } = desk.chatwoot.state;
		let base = '';
		const run = runUntilWaiting(chatwootRun(desk.chatwoot, { parameters: asking(customer) }), {
			beforeRun(address) {
				base = address;
				const later = markOf(9, new Date(Date.now() + 3_600_000)).reply;
				const kept = { account_id: 1, inbox: undefined, subscriptions: ['message_created'] };
				for (const url of [
					'http://127.0.0.1:9/webhook-waiting/1/x?reply=1.9',
					`${base}/webhook-waiting/77/x?reply=${later}`,
					`http://127.0.0.1:9/webhook-waiting/77/x?reply=${later}`,
					'http://127.0.0.1:9/other',
				]) {
					webhooks.insert({ ...kept, id: 50 + webhooks.all().length, name: 'Any', url } as never);
				}
			},
		});
		open.push(await run);

		expect(webhooks.all().map(({ url }) => url.replace(base, '').replace(/\?.*/, ''))).toEqual([
			'http://127.0.0.1:9/webhook-waiting/77/x',
			'http://127.0.0.1:9/other',
			expect.stringMatching(/^\/webhook-waiting\//),
		]);
	});

	it('is refused while another question waits for the reply in the conversation', async () => {
		const first = await ask(customer);
		const second = await ask(customer);
		expect(second.error?.message).toMatch(/"Conversation" already has a question that waits/);
		expect(desk.chatwoot.state.webhooks.all()).toHaveLength(1);
		await customerWrites('Approve');

		expect(json(first)).toMatchObject([{ data: { approved: true } }]);
		expect((await ask(customer)).isWaiting).toBe(true);
	});

	it('is asked once where two executions ask at the same moment', async () => {
		const runs = await Promise.all([ask(customer), ask(customer), ask(customer)]);

		expect(runs.filter(({ isWaiting }) => isWaiting)).toHaveLength(1);
		expect(desk.chatwoot.state.webhooks.all()).toHaveLength(1);
	});

	it('finds a reply that came while n8n was down when a trigger registers', async () => {
		let base = '';
		const parameters = asking(customer);
		const run = await runUntilWaiting(chatwootRun(desk.chatwoot, { parameters }), {
			beforeRun: (address) => void (base = address),
		});
		open.push(run);
		await desk.chatwoot.delivered();
		const [webhook] = desk.chatwoot.state.webhooks.all();
		const { subscriptions } = webhook;
		webhook.subscriptions = [];
		await customerWrites('Approve');
		webhook.subscriptions = subscriptions;
		expect(run.output()).toBeUndefined();
		const trigger = await openTrigger({}, { base, staticData: {} }, desk.chatwoot.url);
		await trigger.activate();
		await trigger.close();

		expect(json(run)).toMatchObject([{ data: { approved: true } }]);
		expect(desk.chatwoot.state.webhooks.all()).toHaveLength(1);
	});

	it('waits for the reply in its own conversation', async () => {
		const { conversations } = desk.chatwoot.state;
		conversations.insert({ ...conversations.get(1)!, id: 2, display_id: 2 });
		const here = await ask(customer);
		const there = await ask({ ...customer, conversation: byId(2) });
		await customerWrites('Decline', 2);
		expect([json(here), json(there)]).toMatchObject([undefined, [{ data: { approved: false } }]]);
		await customerWrites('Approve');

		expect(json(here)).toMatchObject([{ data: { approved: true } }]);
	});

	it('leaves no webhook when the question was not written', async () => {
		const run = await ask({ ...customer, conversation: byId(999) });

		expect(run.error?.message).toMatch(/not|404/);
		expect(run.isWaiting).toBe(false);
		expect(desk.chatwoot.state.webhooks.all()).toEqual([]);
	});

	it('says that an agent cannot have the reply sent to n8n', async () => {
		const run = await ask(customer, asAgent);

		expect(`${run.error?.message} ${run.error?.description}`).toMatch(/dministrator/);
		expect(desk.sent('POST').filter(([path]) => path.endsWith('messages'))).toEqual([]);
	});

	it('shows the customer a label as it is, and the team within Markdown', async () => {
		const approvalOptions = { values: { approveLabel: 'Yes [all]' } };
		await ask({ ...customer, answeredBy: 'link', approvalOptions });
		expect(shownIn(desk.chatwoot).at(-1)).toContain('\n\nYes [all]: http');
		await ask({ approvalOptions });

		expect(shownIn(desk.chatwoot).at(-1)).toContain('[Yes \\[all\\]](http');
	});

	it('can be by a link, which channels show as it is', async () => {
		const run = await ask({ ...customer, answeredBy: 'link' }, asAgent);
		expect(shownIn(desk.chatwoot).at(-1)).toMatch(/\n\nApprove: http.+\n\nDecline: http/);
		await post(links()[0]);

		expect(json(run)).toMatchObject([{ data: { approved: true } }]);
	});
});

describe('a question that cannot be asked', () => {
	it.each<[string, object, RegExp]>([
		['no text', { message: ' ' }, /"Message" is empty/],
		['a form without fields', { responseType: 'customForm' }, /"Form Fields" is empty/],
		[
			'a choice without choices',
			{
				responseType: 'customForm',
				formFields: { values: [{ fieldLabel: 'Way', fieldType: 'radio' }] },
			},
			/Choices" is empty for "Way"/,
		],
		[
			'two fields of one name',
			{
				responseType: 'customForm',
				formFields: { values: [{ fieldLabel: 'A' }, { fieldLabel: 'B', fieldName: 'A' }] },
			},
			/two fields with the name "A"/,
		],
		[
			'a form for a reply',
			{
				ask: 'customer',
				responseType: 'customForm',
				formFields: { values: [{ fieldLabel: 'A' }] },
			},
			/cannot be answered by one reply/,
		],
		[
			'a time that has passed',
			{
				additionalFields: {
					limitWaitTime: {
						values: { limitType: 'atSpecifiedTime', maxDateAndTime: '2020-01-01T00:00:00' },
					},
				},
			},
			/has passed/,
		],
		[
			'an agent who is none',
			{ additionalFields: { mentionedAgents: [999] } },
			/holds no agent: 999/,
		],
	])('is refused before anything is sent: %s', async (_, change, text) => {
		const run = await ask(change);

		expect(run.error?.message).toMatch(text);
		expect(desk.sent('POST')).toEqual([]);
	});

	it('is refused for several items, with what to do', async () => {
		const run = await ask({}, { items: [{}, {}] });

		expect(run.error?.message).toMatch(/wait for one answer at a time, but 2 items came in/);
		expect(run.error?.description).toMatch(/Execute Once.+Loop Over Items/);
		expect(desk.sent('POST')).toEqual([]);
	});

	it('is refused by an n8n that signs no addresses', async () => {
		const context = { getNode: () => ({ name: 'Node' }) };
		const { answerAddresses } = await import('../../nodes/shared/asking/waiting');
		const question: IDataObject = { id: 'x', text: '', answering: { kind: 'text' } };

		expect(() => answerAddresses(context as never)(question as never)).toThrow(/cannot sign/);
	});
});
