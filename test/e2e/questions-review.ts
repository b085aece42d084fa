import { randomUUID } from 'node:crypto';
import { demoWorld } from '../../sandbox/chatwoot';
import type { House } from '../../tools/demo/house';
import type { WorkflowNode } from '../../tools/n8n';
import { statusOf } from './questions-asked';
import type { Checks } from './triggers-checks';

const LANGCHAIN = '@n8n/n8n-nodes-langchain';
const OURS = 'n8n-nodes-twake-chatwoot';

/** The people without whom an AI Agent uses no tool. */
export interface Reviewers {
	/** The node by which they are asked. */
	node: WorkflowNode;
	/** Answers the newest question; returns `once` if that counts once. */
	answer(isApproved: boolean): Promise<string>;
}

/** The team in Chatwoot, which answers through a link. */
export const inChatwoot = (
	{ credentials }: House,
	answer: (link: number) => Promise<string>,
): Reviewers => ({
	node: {
		name: 'Ask the team',
		type: `${OURS}.chatwootHitlTool`,
		parameters: { conversation: one },
		credentials: using(credentials, 'chatwootApi'),
	},
	answer: async (isApproved) => await answer(isApproved ? 0 : 1),
});

/** n8n's AI Agent may use a tool only after somebody has approved it. */
export async function reviewed(house: House, check: Checks, reviewers: Reviewers): Promise<void> {
	const { client, chatwoot, model } = house;
	model.rules = [
		{ from: 'tool', to: /carla/i, says: 'The customer is Carla.' },
		{ from: 'tool', says: 'I may not look.' },
		{ calls: { name: 'Look_Up', arguments: {} } },
	];
	for (const isApproved of [true, false]) {
		chatwoot.seed(demoWorld);
		const workflow = workflowIn(house, reviewers.node);
		const stored = await client.createWorkflow({ name: 'Review', ...workflow });
		const execution = await client.startWorkflow(stored, 'Start');
		const status = async () => await statusOf(house, execution);
		await check.that('a tool waits for a person', status, 'waiting');
		const taken = await reviewers.answer(isApproved);
		await check.that('who answers once', () => taken, 'once');
		const { resultData } = (await client.finishedExecution(execution)).data;
		const output = resultData.runData['AI Agent'].at(-1)?.data?.main[0]?.[0].json.output;
		const wanted = isApproved ? 'The customer is Carla.' : 'I may not look.';
		await check.that(`and the agent says: ${wanted}`, () => output, wanted);
	}
}

const one = { __rl: true, mode: 'id', value: '1' };

function using(credentials: House['credentials'], type: string) {
	const { id, name } = credentials.find((each) => each.type === type)!;
	return { [type]: { id, name } };
}

function workflowIn({ credentials }: House, reviewer: WorkflowNode) {
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
				credentials: using(credentials, 'openAiApi'),
			},
			reviewer,
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
				credentials: using(credentials, 'chatwootApi'),
			},
		].map(node),
		connections: {
			Start: to('AI Agent', 'main'),
			Model: to('AI Agent', 'ai_languageModel'),
			[reviewer.name]: to('AI Agent', 'ai_tool'),
			'Look Up': to(reviewer.name, 'ai_tool'),
		},
	};
}
