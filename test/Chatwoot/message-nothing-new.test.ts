import type { INodeParameters } from 'n8n-workflow';
import { errorOf, executeNode, runNode } from '../engine';
import { byId, chatwootRun, demo, doInAccount, meddling, requestsOf, shownIn } from './chatwoot';
import { Desk } from './desk';

const desk = new Desk('message');
const at = '/api/v1/accounts/1/conversations/1';

/** Something that somebody else does in the conversation; by default the administrator. */
const does = async (path: string, body: object, token?: string) =>
	await doInAccount(desk.chatwoot, 'POST', `conversations/1${path}`, body, token);
const customerWrites = async (content: string) =>
	Number((await does('/messages', { content, message_type: 'incoming' })).id);
const AGENT = 'AGENT_TOKEN';
const BOT = 'BOT_TOKEN';

const answer = (since: number | string, change: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'create',
	account: byId(demo.account),
	conversation: byId(demo.conversation),
	text: 'The answer',
	additionalFields: { nothingNewSince: String(since), ...change },
});
const run = async (parameters: INodeParameters, accessToken = 'ADMIN_TOKEN') => {
	const [output] = await runNode(
		chatwootRun(desk.chatwoot, { parameters, credential: { accessToken } }),
	);
	return output;
};
const isThere = () => shownIn(desk.chatwoot).includes('The answer');

describe('Message > Create, only if nothing is new since a message', () => {
	it('writes when the message is the last one, for one request more', async () => {
		const question = await customerWrites('Where is my order?');
		desk.chatwoot.requests.length = 0;
		const output = await run(answer(question));

		expect(output).toMatchObject({ sent: true, content: 'The answer' });
		expect(requestsOf(desk.chatwoot)).toEqual([`GET ${at}`, `POST ${at}/messages`]);
	});

	it.each<[string, () => Promise<unknown>]>([
		[
			'a private note',
			async () => await does('/messages', { content: 'Hm', private: true }, AGENT),
		],
		['a label', async () => await does('/labels', { labels: ['urgent'] }, AGENT)],
		[
			'a message that was deleted',
			async () => {
				const id = await customerWrites('Oops');
				await doInAccount(desk.chatwoot, 'DELETE', `conversations/1/messages/${id}`);
			},
		],
	])('does not mind %s', async (_what, happens) => {
		const question = await customerWrites('Where is my order?');
		await happens();

		expect(await run(answer(question))).toMatchObject({ sent: true });
		expect(isThere()).toBe(true);
	});

	it.each<[string, () => Promise<unknown>, object]>([
		[
			'the customer has written again',
			async () => await customerWrites('It is 4711'),
			{ reason: 'newMessage', by: 'Carla Customer', message_id: expect.any(Number) },
		],
		[
			'a colleague has answered',
			async () => await does('/messages', { content: 'I look' }, AGENT),
			{ reason: 'answered', by: 'Arthur Agent', message_id: expect.any(Number) },
		],
		[
			'another run has answered',
			async () => await run({ ...answer(''), text: 'First' }),
			{ reason: 'answered', by: 'Alice Admin', message_id: expect.any(Number) },
		],
		[
			'a colleague has taken over',
			async () => await does('/assignments', { assignee_id: demo.agent }, AGENT),
			{ reason: 'handedOver', by: 'Arthur Agent' },
		],
		[
			'a team has taken over',
			async () => await does('/assignments', { team_id: demo.team }, AGENT),
			{ reason: 'handedOver', by: 'first line' },
		],
		[
			'it is resolved',
			async () => await does('/toggle_status', { status: 'resolved' }, AGENT),
			{ reason: 'closed' },
		],
	])('writes nothing when %s, and says so', async (_what, happens, told) => {
		const question = await customerWrites('Where is my order?');
		await happens();
		const output = await run(answer(question));

		expect(output).toEqual({ sent: false, ...told, conversation_id: demo.conversation });
		expect(isThere()).toBe(false);
	});

	it('takes a conversation that is open now for handed over where a bot answers', async () => {
		const { state } = desk.chatwoot;
		const conversation = state.conversations.get(1)!;
		conversation.status = 'pending';
		const question = await customerWrites('Where is my order?');
		await does('/toggle_status', { status: 'open' }, BOT);

		expect(await run(answer(question))).toMatchObject({ sent: true });
		state.inboxes.get(demo.api)!.bot_id = 1;
		expect(await run(answer(question), BOT)).toMatchObject({ sent: false, reason: 'answered' });
		const next = await customerWrites('And now?');
		conversation.status = 'pending';
		await does('/toggle_status', { status: 'open' }, BOT);
		expect(await run(answer(next))).toMatchObject({ sent: false, reason: 'handedOver' });
	});

	it('does not count who had the conversation before', async () => {
		await does('/assignments', { assignee_id: demo.agent }, AGENT);
		const question = await customerWrites('Where is my order?');

		expect(await run(answer(question))).toMatchObject({ sent: true });
	});

	it('does not count it either when something else was done since, such as a label', async () => {
		await does('/assignments', { assignee_id: demo.agent }, AGENT);
		await does('/assignments', { team_id: demo.team }, AGENT);
		const question = await customerWrites('Where is my order?');
		await does('/labels', { labels: ['urgent'] });

		expect(await run(answer(question))).toMatchObject({ sent: true });
	});

	it('lets one of many executions answer at once', async () => {
		const question = await customerWrites('Where is my order?');
		const outputs = await Promise.all(Array.from({ length: 8 }, () => run(answer(question))));

		expect(outputs.filter(({ sent }) => sent)).toHaveLength(1);
		expect(outputs.filter(({ reason }) => reason === 'answered')).toHaveLength(7);
	});

	it('sees what comes while the message is made', async () => {
		const question = await customerWrites('Where is my order?');
		let isDisturbed = false;
		const disturb = (_nth: number, { method, path }: { method: string; path: string }) => {
			if (isDisturbed || method !== 'GET' || path !== '/api/v1/accounts/1/canned_responses') return;
			isDisturbed = true;
			const first = desk.chatwoot.state.messages.get(question)!;
			const id = question + 1;
			desk.chatwoot.state.messages.insert({ ...first, id, content: 'Wait' });
		};
		const parameters = answer(question, { cannedResponse: byId(1) });
		const output = await meddling(desk.chatwoot, disturb, async () => await run(parameters));

		expect(isDisturbed).toBe(true);
		expect(output).toMatchObject({ sent: false, reason: 'newMessage' });
	});

	it('goes together with a key: what was sent stays sent', async () => {
		const question = await customerWrites('Where is my order?');
		const keyed = answer(question, { messageKey: 'q1' });
		const first = await run(keyed);

		expect(first).toMatchObject({ result: 'created', sent: true });
		expect(await run(keyed)).toMatchObject({ result: 'unchanged', id: first.id });
		const other = answer(question, { messageKey: 'q2' });
		expect(await run(other)).toMatchObject({ sent: false, reason: 'answered' });
	});

	it('refuses a message of another conversation, and what is no ID', async () => {
		await customerWrites('Where is my order?');
		const error = await errorOf(chatwootRun(desk.chatwoot, { parameters: answer(99_999) }));
		expect(error.message).toBe(
			'"Additional Fields > Only If Nothing New Since" is not a message of conversation 1: 99999',
		);
		const { error: other } = await executeNode(
			chatwootRun(desk.chatwoot, { parameters: answer('={{ "abc" }}') }),
		);
		expect(other?.message).toBe(
			'"Additional Fields > Only If Nothing New Since" is not an ID: "abc"',
		);
		expect(isThere()).toBe(false);
	});

	it('works for a bot, who may read the last message only', async () => {
		const question = await customerWrites('Where is my order?');
		expect(await run(answer(question), BOT)).toMatchObject({ sent: true });
		const next = await customerWrites('And 4712?');
		await customerWrites('Hello?');
		expect(await run(answer(next), BOT)).toMatchObject({ sent: false, reason: 'newMessage' });
	});
});
