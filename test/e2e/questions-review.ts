import { randomUUID } from 'node:crypto';
import { demoWorld } from '../../sandbox/chatwoot';
import type { House } from '../../tools/demo/house';
import type { WorkflowNode } from '../../tools/n8n';
import type { Checks } from './triggers-checks';
import { until } from './examples-click';

const LANGCHAIN = '@n8n/n8n-nodes-langchain';
const OURS = 'n8n-nodes-twake-chatwoot';

/** n8n's AI Agent may use a tool only after a team member has approved it in Chatwoot. */
export async function reviewed(
	house: House,
	check: Checks,
	answer: (link: number) => Promise<string>,
): Promise<void> {
	const { client, chatwoot, model } = house;
	model.rules = [
		{ from: 'tool', to: /carla/i, says: 'The customer is Carla.' },
		{ from: 'tool', says: 'I may not look.' },
		{ calls: { name: 'Look_Up', arguments: {} } },
	];
	for (const [link, wanted] of ['The customer is Carla.', 'I may not look.'].entries()) {
		chatwoot.seed(demoWorld);
		const workflow = await client.createWorkflow({ name: 'Review', ...workflowIn(house) });
		const id = await client.startWorkflow(workflow, 'Start');
		const asked = () => chatwoot.state.messages.all().at(-1)?.content ?? '';
		await until(() => asked().includes('Look Up'));
		await check.that('a tool waits for a person', () => asked().includes('Approve'), true);
		const taken = await answer(link);
		await check.that('who answers once', () => taken, 'once');
		const { resultData } = (await client.finishedExecution(id)).data;
		const output = resultData.runData['AI Agent'].at(-1)?.data?.main[0]?.[0].json.output;
		await check.that(`and the agent says: ${wanted}`, () => output, wanted);
	}
}

function workflowIn({ credentials }: House) {
	const using = (type: string) => {
		const { id, name } = credentials.find((each) => each.type === type)!;
		return { [type]: { id, name } };
	};
	const one = { __rl: true, mode: 'id', value: '1' };
	const node = (rest: WorkflowNode, index: number) => ({
		typeVersion: 1,
		id: randomUUID(),
		position: [index * 200, 0],
		...rest,
	});
	const to = (name: string, type: string) => ({ [type]: [[{ node: name, type, index: 0 }]] });
	return {
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
			{
				name: 'AI Agent',
				type: `${LANGCHAIN}.agent`,
				typeVersion: 3,
				parameters: { promptType: 'define', text: 'Who is the customer?', options: {} },
			},
			{
				name: 'Model',
				type: `${LANGCHAIN}.lmChatOpenAi`,
				typeVersion: 1.3,
				parameters: { model: { __rl: true, mode: 'list', value: 'gpt-5-mini' }, options: {} },
				credentials: using('openAiApi'),
			},
			{
				name: 'Ask the team',
				type: `${OURS}.chatwootHitlTool`,
				parameters: { conversation: one },
				credentials: using('chatwootApi'),
			},
			{
				name: 'Look Up',
				type: `${OURS}.chatwootTool`,
				parameters: {
					descriptionType: 'manual',
					toolDescription: 'Tells who the customer is',
					resource: 'contact',
					operation: 'get',
					contact: one,
				},
				credentials: using('chatwootApi'),
			},
		].map(node),
		connections: {
			Start: to('AI Agent', 'main'),
			Model: to('AI Agent', 'ai_languageModel'),
			'Ask the team': to('AI Agent', 'ai_tool'),
			'Look Up': to('Ask the team', 'ai_tool'),
		},
	};
}
