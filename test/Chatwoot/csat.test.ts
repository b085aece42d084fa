import { runNode } from '../engine';
import { byId, chatwootRun, demo } from './chatwoot';
import { asAgent, Desk } from './desk';

const desk = new Desk('csat');
const today = { period: 'today' };
const conversation = byId(demo.conversation);

/** Arthur resolves Carla's conversation, and she rates it when asked. */
async function rated(rating: number, feedback_message = 'Fast!') {
	const { state, url } = desk.chatwoot;
	await surveyed();
	const answer = { csat_survey_response: { rating, feedback_message } };
	const { uuid } = state.conversations.get(demo.conversation)!;
	const { ok } = await fetch(`${url}/public/api/v1/csat_survey/${uuid}`, {
		method: 'PUT',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ message: { submitted_values: answer } }),
	});
	expect(ok).toBe(true);
	desk.chatwoot.requests.length = 0;
}

async function surveyed() {
	const { state } = desk.chatwoot;
	state.inboxes.get(demo.api)!.settings.csat_survey_enabled = true;
	const row = state.conversations.get(demo.conversation)!;
	[row.assignee_id, row.team_id] = [demo.agent, demo.team];
	const parameters = { resource: 'conversation', operation: 'resolve', conversation };
	await runNode(chatwootRun(desk.chatwoot, { parameters }));
	await desk.chatwoot.delivered();
}

describe('CSAT', () => {
	it('is one row for each answer', async () => {
		await rated(4);
		const [row, ...others] = await desk.output('getMany', today);
		expect(others).toEqual([]);
		expect(row).toMatchObject({
			rating: 4,
			feedback_message: 'Fast!',
			conversation_id: demo.conversation,
			contact_id: demo.carla,
			contact_name: 'Carla Customer',
			agent_id: demo.agent,
			agent_name: 'Arthur Agent',
			created_at: expect.stringMatching(/^\d{4}-.*Z$/),
			url: `${desk.chatwoot.url}/app/accounts/1/conversations/1`,
		});
		const [raw] = await desk.output('getMany', { ...today, simplify: false });
		expect(raw).toMatchObject({ contact: { id: demo.carla }, assigned_agent: { id: demo.agent } });
	});

	it.each<[string, object, number]>([
		['of another rating', { rating: '5' }, 0],
		['of the rating', { rating: '4' }, 1],
		['in another inbox', { inbox: byId(demo.website) }, 0],
		['of the team', { team: byId(demo.team) }, 1],
		['of other agents', { agents: [demo.admin] }, 0],
		['of the agents', { agents: [demo.admin, demo.agent] }, 1],
	])('finds answers %s', async (_name, filters, count) => {
		await rated(4);
		expect(await desk.output('getMany', { ...today, filters })).toHaveLength(count);
		const [{ total_count }] = await desk.output('getMetrics', { ...today, filters });
		expect(total_count).toBe(count);
	});

	it('is read to the end of the list, each answer once', async () => {
		const { ratings } = desk.chatwoot.state;
		const of = { account_id: 1, conversation_id: 1, contact_id: 1, assigned_agent_id: null };
		for (let message_id = 1; message_id <= 60; message_id++) {
			const time = Date.now() - message_id;
			ratings.insert({ ...of, message_id, rating: 5, feedback_message: null, created_at: time });
		}
		const all = await desk.output('getMany', { ...today, returnAll: true });
		expect(new Set(all.map(({ id }) => id)).size).toBe(60);
		expect(await desk.output('getMany', { ...today, limit: 30 })).toHaveLength(30);
	});

	it('counts, with shares in percent', async () => {
		await rated(4);
		const [metrics] = await desk.output('getMetrics', today);
		expect(metrics).toEqual({
			total_sent_messages_count: 1,
			total_count: 1,
			rating_1_count: 0,
			rating_2_count: 0,
			rating_3_count: 0,
			rating_4_count: 1,
			rating_5_count: 0,
			satisfaction_score: 100,
			response_rate: 100,
		});
		const [before] = await desk.output('getMetrics', { period: 'yesterday' });
		expect(before).toMatchObject({ total_count: 0, satisfaction_score: null, response_rate: null });
	});

	it('of a conversation is known to its agents, before and after the answer', async () => {
		expect(await desk.output('getOfConversation', { conversation }, asAgent)).toEqual([]);
		await surveyed();
		const [asked] = await desk.output('getOfConversation', { conversation }, asAgent);
		expect(asked).toMatchObject({ is_answered: false, rating: null, conversation_id: 1 });
		await rated(2, 'Slow');
		const [answered] = await desk.output('getOfConversation', { conversation }, asAgent);
		expect(answered).toMatchObject({ is_answered: true, rating: 2, feedback_message: 'Slow' });
	});

	it('is a file', async () => {
		await rated(4);
		const { outputs } = await desk.result('download', today);
		const { data, mimeType } = outputs[0][0].binary!.data;
		expect(mimeType).toBe('text/csv');
		expect(Buffer.from(data, 'base64').toString()).toContain('Arthur Agent');
	});

	it.each<[string, string, object, string]>([
		['no start', 'getMetrics', { period: 'custom' }, '"Period Start" is empty'],
		['six stars', 'getMany', { filters: { rating: '6' } }, '"Filters > Rating" is "6"'],
		['an agent by name', 'getMany', { filters: { agents: ['Bo'] } }, 'holds what is no ID: "Bo"'],
	])('refuses %s before any request', async (_name, operation, change, message) => {
		expect(await desk.refusal(operation, change)).toContain(message);
		expect(desk.chatwoot.requests).toEqual([]);
	});
});
