import type { IDataObject } from 'n8n-workflow';
import { turns } from '../shared/moments';
import { byId, demo, doInAccount, requestsOf, shownIn } from './chatwoot';
import { Desk } from './desk';
import { openTrigger } from './trigger';

const desk = new Desk('conversation');
const conversation = byId(demo.conversation);
const row = () => desk.chatwoot.state.conversations.get(1)!;
const writes = () => requestsOf(desk.chatwoot).filter((each) => !each.startsWith('GET'));
const at = '/api/v1/accounts/1/conversations/1';
const texts = { text: 'One moment, please.', note: 'Wants {{ a refund }}.' };

const customerWrites = async (content: string) => {
	const body = { content, message_type: 'incoming' };
	await doInAccount(desk.chatwoot, 'POST', 'conversations/1/messages', body);
};

describe('Conversation > Hand Over', () => {
	it('opens and assigns it before anybody is told, each once', async () => {
		row().status = 'pending';
		const [output] = await desk.output('handOver', {
			conversation,
			...texts,
			assignee: byId(demo.agent),
			team: byId(demo.team),
			additionalFields: { labels: ['urgent'], priority: 'high' },
		});

		expect(output).toMatchObject({
			id: 1,
			status: 'open',
			priority: 'high',
			labels: ['urgent'],
			changed: ['status', 'team', 'assignee', 'priority', 'labels', 'note', 'message'],
		});
		expect(shownIn(desk.chatwoot).slice(-2)).toEqual([
			'[Wants {{ a refund }}.]',
			'One moment, please.',
		]);
		expect(writes()).toEqual([
			`POST ${at}/toggle_status`,
			`POST ${at}/assignments`,
			`POST ${at}/assignments`,
			`PATCH ${at}`,
			`POST ${at}/labels`,
			`POST ${at}/messages`,
			`POST ${at}/messages`,
		]);
	});

	it('writes nothing if all is done already, however often it runs', async () => {
		const wanted = { conversation, ...texts, assignee: byId(demo.agent) };
		row().status = 'pending';
		await desk.output('handOver', wanted);
		desk.chatwoot.requests.length = 0;
		const again = await Promise.all([1, 2, 3].map(() => desk.output('handOver', wanted)));

		expect(again.map(([{ changed }]) => changed)).toEqual([[], [], []]);
		expect(writes()).toEqual([]);
	});

	it('says it again after the customer has written again', async () => {
		await desk.output('handOver', { conversation, ...texts });
		await customerWrites('Still there?');
		const [{ changed }] = await desk.output('handOver', { conversation, ...texts });

		expect(changed).toEqual(['note', 'message']);
	});

	it.each([
		['an agent', { assignee: byId(demo.agent) }],
		['a team', { team: byId(demo.team) }],
	])('to %s silences a trigger that wants no person assigned', async (_who, whom) => {
		const { chatwoot } = desk;
		const parameters = { preset: 'newCustomerMessage', filters: { noPerson: true } };
		const trigger = await openTrigger(parameters, { staticData: {} }, chatwoot.url);
		await trigger.activate();
		const said = async (text: string) => {
			await customerWrites(text);
			await chatwoot.delivered();
			await turns(1);
		};
		await said('Hello?');
		const { hints } = await desk.result('handOver', { conversation, ...whom });
		await said('Is anybody there?');
		await trigger.close();

		expect(trigger.runs).toMatchObject([{ message: { content: 'Hello?' } }]);
		expect(hints).toEqual([]);
	});

	it('to nobody says that such a trigger is not silent', async () => {
		const { hints } = await desk.result('handOver', { conversation });
		expect(hints.join()).toContain('no agent and no team has it');
	});

	it('leaves nobody assigned who only opened it', async () => {
		row().status = 'pending';
		await desk.output('handOver', { conversation }, { credential: { accessToken: 'AGENT_TOKEN' } });
		expect(row()).toMatchObject({ status: 'open', assignee_id: null });

		row().status = 'pending';
		const team = byId(demo.team);
		await desk.output(
			'handOver',
			{ conversation, team },
			{ credential: { accessToken: 'AGENT_TOKEN' } },
		);
		expect(row()).toMatchObject({ status: 'open', team_id: demo.team });
		expect(row().assignee_id).not.toBe(demo.agent);
	});

	it('says what is done after a failure in the middle', async () => {
		row().status = 'pending';
		const { messages } = desk.chatwoot.state;
		const [first] = messages.all();
		// More than the server takes in a minute (chatwoot.md §6).
		for (let id = 1_000; id < 1_200; id++) {
			messages.insert({ ...first, id, conversation_id: 1, created_at: Date.now() });
		}
		const message = await desk.refusal('handOver', {
			conversation,
			...texts,
			assignee: byId(demo.agent),
		});

		expect(message).toContain('Done before: status, assignee. Run the item again');
		expect(row()).toMatchObject({ status: 'open', assignee_id: demo.agent });
	});

	it('refuses a text that is too long before anything is done', async () => {
		const message = await desk.refusal('handOver', { conversation, text: 'x'.repeat(150_001) });
		expect(message).toContain('"Message to Customer" has 150001 characters');
		expect(writes()).toEqual([]);
	});

	it('refuses an unknown assignee before anything is done', async () => {
		const message = await desk.refusal('handOver', { conversation, ...texts, assignee: byId(99) });
		expect(message).toContain('"Assignee" is no agent of the account: 99');
		const labels = { additionalFields: { labels: ['unknown-one'] } };
		expect(await desk.refusal('handOver', { conversation, ...labels })).toContain(
			'does not define "unknown-one"',
		);
		expect(writes()).toEqual([]);
	});

	it('can be done by a bot', async () => {
		row().status = 'pending';
		const credential = { accessToken: 'BOT_TOKEN' };
		const [output] = await desk.output(
			'handOver',
			{ conversation, ...texts, assignee: byId(demo.agent) },
			{ credential },
		);
		expect(output.changed).toEqual(['status', 'assignee', 'note', 'message']);
		expect(row()).toMatchObject({ status: 'open', assignee_id: demo.agent });
	});
});

describe('Conversation > Hand Back to Bot', () => {
	it('makes it pending last of all, when nobody has it any more', async () => {
		Object.assign(row(), { assignee_id: demo.agent, team_id: demo.team });
		const [output] = await desk.output('handBack', { conversation, note: 'Done.' });

		expect(output).toMatchObject({
			status: 'pending',
			changed: ['note', 'team', 'assignee', 'status'],
		});
		expect(row()).toMatchObject({ status: 'pending', assignee_id: null, team_id: null });
		expect(writes().at(-1)).toBe(`POST ${at}/toggle_status`);
		desk.chatwoot.requests.length = 0;
		expect(await desk.output('handBack', { conversation, note: 'Done.' })).toMatchObject([
			{ changed: [] },
		]);
		expect(writes()).toEqual([]);
	});

	it('keeps the team if wanted', async () => {
		Object.assign(row(), { team_id: demo.team });
		await desk.output('handBack', { conversation, removeTeam: false });
		expect(row()).toMatchObject({ status: 'pending', team_id: demo.team });
	});

	it('lets the next message of the customer start the bot again, and none before', async () => {
		const trigger = await openTrigger(
			{
				account: byId(demo.account),
				events: ['message_created'],
				filters: { unassigned: true, messageTypes: ['incoming'] },
			},
			{ staticData: {} },
			desk.chatwoot.url,
		);
		const heard = async (text: string) => {
			await customerWrites(text);
			await desk.chatwoot.delivered();
			await turns(1);
			return trigger.items.map(({ json }) => (json.message as IDataObject).content);
		};
		try {
			await trigger.activate();
			expect(await heard('A question')).toEqual(['A question']);
			await desk.output('handOver', { conversation, ...texts, assignee: byId(demo.agent) });
			expect(await heard('To a person')).toEqual(['A question']);
			await desk.output('handBack', { conversation });
			expect(await heard('To the bot')).toEqual(['A question', 'To the bot']);
		} finally {
			await trigger.close();
		}
	});
});
