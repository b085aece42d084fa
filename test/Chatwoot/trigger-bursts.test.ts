import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import type { Listener, ListenOptions } from '../engine/trigger';
import { stopTime } from '../shared/fast-clock';
import type { StoppedTime } from '../shared/fast-clock';
import { until } from '../shared/moments';
import { demo, doInAccount } from './chatwoot';
import { deliver, openTrigger, registered } from './trigger';

const SECOND = 1000;
const messages = `conversations/${demo.conversation}/messages`;

let chatwoot: ChatwootSandbox;
let time: StoppedTime;
let open: Listener[] = [];

const listen = async (parameters: INodeParameters = {}, options: ListenOptions = {}) => {
	const trigger = await openTrigger(
		{ preset: 'newCustomerMessage', answerBursts: true, ...parameters },
		{ staticData: {}, ...options },
		chatwoot.url,
	);
	open.push(trigger);
	await trigger.activate();
	chatwoot.requests.length = 0;
	return trigger;
};
const call = async (path: string, body: object) => {
	const answer = await doInAccount(chatwoot, 'POST', path, body);
	await chatwoot.delivered();
	return answer;
};
const customer = async (content: string, more: object = {}) =>
	await call(messages, { content, message_type: 'incoming', ...more });
const team = async (content: string, more: object = {}) =>
	await call(messages, { content, ...more });
/** Lets seconds pass, and waits for what they have triggered. */
const after = async (seconds: number) => {
	time.pass(seconds * SECOND);
	for (let i = 0; i < 15; i++) await new Promise((done) => setTimeout(done, 5));
};
const readings = () =>
	chatwoot.requests.filter(({ method, path }) => method === 'GET' && path.includes('/messages?'));
const burstIn = (run: IDataObject) =>
	(run.burst as IDataObject[]).map(({ content }) => content as string);

beforeEach(async () => {
	chatwoot = await startChatwoot();
	time = stopTime();
	// The world's initial messages are answered.
	await team('How can we help?');
});
afterEach(async () => {
	jest.restoreAllMocks();
	expect(chatwoot.mistakes).toEqual([]);
	for (const trigger of open) await trigger.close();
	open = [];
	await chatwoot.close();
});

describe('a burst during which a person takes over', () => {
	const taken: Array<[filter: string, by: () => Promise<unknown>]> = [
		['noPerson', async () => await call(assignments, { assignee_id: demo.agent })],
		['noPerson', async () => await call(assignments, { team_id: demo.team })],
		['unassigned', async () => await call(assignments, { assignee_id: demo.agent })],
	];
	const assignments = `conversations/${demo.conversation}/assignments`;

	it.each(taken)('starts nothing when the filter wants nobody: %s', async (filter, isTaken) => {
		const trigger = await listen({ filters: { [filter]: true } });
		await customer('Hello?');
		await isTaken();
		await after(7);
		expect(trigger.runs).toEqual([]);

		await call(assignments, { assignee_id: null });
		await call(assignments, { team_id: null });
		await customer('And now?');
		await after(7);
		expect(trigger.runs.map(burstIn)).toEqual([['Hello?', 'And now?']]);
	});

	it('starts nothing when the status is another one by then', async () => {
		const trigger = await listen({ filters: { statuses: ['pending'] } });
		chatwoot.state.conversations.get(1)!.status = 'pending';
		await customer('Hello?');
		await call(`conversations/${demo.conversation}/toggle_status`, { status: 'open' });
		await after(7);

		expect(trigger.runs).toEqual([]);
	});
});

describe('a burst of messages', () => {
	it('starts one run when nothing more comes, at the cost of one request', async () => {
		const trigger = await listen();
		await customer('Hi');
		await after(2);
		await customer('my order');
		await after(5);
		await customer('never came');
		expect(trigger.answers.map(({ status }) => status)).toEqual([200, 200, 200]);
		await after(5);
		expect(trigger.runs).toEqual([]);
		await after(1);

		expect(trigger.runs).toMatchObject([
			{
				event: 'message_created',
				message: { content: 'never came' },
				chatInput: 'Hi\nmy order\nnever came',
				sessionId: `1-${demo.conversation}`,
				burst: [
					{ content: 'Hi', message_type: 'incoming', sender: { type: 'contact' } },
					{ content: 'my order', created_at: expect.stringMatching(/^\d{4}-.*Z$/) },
					{ content: 'never came', attachments: [] },
				],
			},
		]);
		expect(readings()).toHaveLength(1);
	});

	it('starts a run for each message where it is not asked for', async () => {
		const trigger = await listen({ answerBursts: false });
		await customer('Hi');
		await customer('there');

		expect(trigger.runs).toMatchObject([{ chatInput: 'Hi' }, { chatInput: 'there' }]);
		expect(trigger.runs.filter((run) => 'burst' in run)).toEqual([]);
		expect(readings()).toEqual([]);
	});

	it('ends at last, however much comes', async () => {
		const trigger = await listen({ silence: 6, atMost: 20 });
		for (let index = 0; index < 5; index++) {
			await customer(`Text ${index}`);
			await after(4);
		}
		expect(trigger.runs.map(burstIn)).toEqual([['Text 0', 'Text 1', 'Text 2', 'Text 3', 'Text 4']]);
		expect(readings()).toHaveLength(1);
	});

	it('goes on while the customer types, where Chatwoot tells it', async () => {
		const trigger = await listen();
		expect(chatwoot.state.webhooks.all()[0].subscriptions).toEqual([
			'message_created',
			'conversation_typing_on',
		]);
		await customer('Hi');
		for (let index = 0; index < 3; index++) {
			await after(5);
			await type('contact');
			expect(trigger.runs).toEqual([]);
		}
		await after(5);
		await type('user');
		await after(1);

		expect(trigger.runs.map(burstIn)).toEqual([['Hi']]);
	});

	it.each<[string, () => Promise<unknown>]>([
		['an agent', async () => await team('I am on it')],
		['a bot', async () => await team('Robo here', { sender_type: 'AgentBot', sender_id: 1 })],
	])('starts nothing when %s has answered meanwhile', async (_, answer) => {
		const trigger = await listen();
		await customer('Hi');
		await answer();
		await after(6);

		expect(trigger.runs).toEqual([]);
	});

	it('is not answered by a note, and begins behind the last answer', async () => {
		const trigger = await listen();
		await customer('old');
		await team('answered');
		await after(6);
		await customer('new');
		await team('for us only', { private: true });
		await after(6);

		expect(trigger.runs.map(burstIn)).toEqual([['new']]);
	});

	it('leaves out what was deleted', async () => {
		const trigger = await listen();
		const { id } = await customer('a mistake');
		await customer('what I mean');
		Object.assign(chatwoot.state.messages.get(id)!, { content_attributes: { deleted: true } });
		await after(6);

		expect(trigger.runs.map(burstIn)).toEqual([['what I mean']]);
	});

	it('brings the files of all its messages', async () => {
		const trigger = await listen({ options: { download: true } });
		for (const name of ['a.txt', 'b.txt']) {
			const form = new FormData();
			form.set('attachments[]', new Blob([name]), name);
			form.set('message_type', 'incoming');
			await fetch(`${chatwoot.url}/api/v1/accounts/1/${messages}`, {
				method: 'POST',
				headers: { 'api-access-token': 'ADMIN_TOKEN', accept: 'application/json' },
				body: form,
			});
			await chatwoot.delivered();
		}
		await after(6);
		await until(() => trigger.items.length > 0);

		const [{ json, binary }] = trigger.items;
		const files = Object.entries(binary!).map(([field, { fileName }]) => [field, fileName]);
		expect(files).toEqual([
			['attachment_0', 'a.txt'],
			['attachment_1', 'b.txt'],
		]);
		expect(json).toMatchObject({
			burst: [
				{ attachments: [{ binary_field: 'attachment_0' }] },
				{ attachments: [{ binary_field: 'attachment_1' }] },
			],
			message: { attachments: [{ binary_field: 'attachment_1' }] },
		});
	});

	it('is one per conversation', async () => {
		const trigger = await listen();
		const { id } = await call('conversations', { inbox_id: demo.api, contact_id: demo.dan });
		const path = `conversations/${id}/messages`;
		await customer('here');
		await call(path, { content: 'there', message_type: 'incoming' });
		await after(6);

		expect(trigger.runs.map(({ chatInput }) => chatInput).sort()).toEqual(['here', 'there']);
	});

	it('of forty messages costs one request', async () => {
		const trigger = await listen();
		for (let index = 0; index < 40; index++) await customer(`Text ${index}`);
		await after(6);

		expect(trigger.runs).toHaveLength(1);
		expect(burstIn(trigger.runs[0])).toHaveLength(40);
		// Two more pages: a page holds twenty, and overlaps with the one before.
		expect(readings().length).toBeLessThanOrEqual(3);
	});
});

/** Somebody types in the conversation. */
async function type(kind: 'contact' | 'user') {
	const [trigger] = open;
	const contact = { id: demo.carla, name: 'Carla' };
	await deliverTo(trigger, {
		event: 'conversation_typing_on',
		user: kind === 'user' ? { id: 2, name: 'Gus', type: 'user' } : contact,
		conversation: { id: demo.conversation, account: { id: 1 } },
	});
}

async function deliverTo(trigger: Listener, body: object) {
	const [{ secret }] = Object.values(trigger.staticData.registrations as IDataObject) as Array<{
		secret: string;
	}>;
	expect((await deliver(trigger, body, undefined, secret)).status).toBe(200);
}

describe('the server is the judge', () => {
	/** A message that goes to one of several processes of n8n. */
	const told = (message: IDataObject & { id: number }) => ({
		...message,
		event: 'message_created',
		message_type: 'incoming',
		account: { id: 1, name: 'Acme' },
		inbox: { id: demo.api },
		conversation: { id: demo.conversation, inbox_id: demo.api, status: 'open' },
	});

	it('when the messages of a burst go to different processes', async () => {
		const staticData = registered({ server: chatwoot.url });
		const [one, other] = [
			await openTrigger(
				{ preset: 'newCustomerMessage', answerBursts: true },
				{ staticData },
				chatwoot.url,
			),
			await openTrigger(
				{ preset: 'newCustomerMessage', answerBursts: true },
				{ staticData },
				chatwoot.url,
			),
		];
		open.push(one, other);
		const [first, second] = [await customer('Hi'), await customer('there')];
		await deliver(one, told(first));
		await after(1);
		await deliver(other, told(second));
		await after(6);

		expect(one.runs).toEqual([]);
		expect(other.runs.map(burstIn)).toEqual([['Hi', 'there']]);
	});

	it('after a restart: what nobody has answered comes along with the next message', async () => {
		await customer('before the restart');
		const trigger = await listen();
		await customer('after it');
		await after(6);

		expect(trigger.runs.map(burstIn)).toEqual([['before the restart', 'after it']]);
	});

	it('and where it cannot be asked, a part is answered rather than nothing', async () => {
		const trigger = await listen();
		await customer('Hi');
		await customer('there');
		chatwoot.state.users.get(demo.admin)!.token = 'ANOTHER';
		await after(6);
		await until(() => trigger.runs.length > 0);

		expect(trigger.runs.map(burstIn)).toEqual([['Hi', 'there']]);
	});
});
