import { randomUUID } from 'node:crypto';
import { demoIds } from '../../sandbox/matrix';
import type { House } from '../../tools/demo/house';
import type { Checks } from './triggers-checks';
import { inSupport, OURS, ownIn, placed } from './twake-chat-room';

const LANGCHAIN = '@n8n/n8n-nodes-langchain';
const TEXT = 'Same words';
const inTeam = { room: { __rl: true, mode: 'id', value: demoIds.team } };

/**
 * The same words sent twice on purpose, in one execution, are two messages: by an AI Agent that calls
 * its tool twice, one after the other or at once, and in a loop. What n8n tries again is one.
 */
export async function repeatsInTwakeChat(house: House, check: Checks): Promise<void> {
	for (const version of [1.9, 2.2, 3]) {
		const workflow = agentWorkflow(house, version);
		house.model.rules = [
			{ from: 'tool', to: ({ said }) => calls(said) === 2, says: 'Both are sent.' },
			{ from: 'tool', calls: write },
			{ calls: write },
		];
		await check.that(
			`an AI Agent ${version} that sends twice`,
			await sentBy(house, workflow),
			[2, 0],
		);
		house.model.rules = [
			{ from: 'tool', says: 'All are sent.' },
			{ calls: [write, { name: 'Write_to_the_Team', arguments: {} }, write] },
		];
		await check.that('... at once, and into another room', await sentBy(house, workflow), [2, 1]);
	}
	await check.that('a loop over three items', await sentBy(house, loopWorkflow(house)), [3, 0]);
	const retried = await sentBy(house, retriedWorkflow(house));
	await check.that('a node that n8n tries three times', retried, [1, 0]);
}

const write = { name: 'Write', arguments: {} };

/** How many messages a workflow sends to the public room, and to the team's. */
async function sentBy(house: House, workflow: object): Promise<() => number[]> {
	const { client } = house;
	const count = () => [demoIds.support, demoIds.team].map((room) => ownIn(house, room).length);
	const before = count();
	const stored = await client.createWorkflow({ name: 'Repeats', ...workflow } as never);
	const id = await client.startWorkflow(stored, 'Start');
	await client.finishedExecution(id);
	return () => count().map((now, index) => now - before[index]);
}

const calls = (said: Array<{ role: string }>) => said.filter(({ role }) => role === 'tool').length;

const to = (name: string, type = 'main') => ({ [type]: [[{ node: name, type, index: 0 }]] });
const plain = (rest: object) => ({
	id: randomUUID(),
	typeVersion: 1,
	position: [0, 0] as [number, number],
	...rest,
});
const start = () => plain({ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} });
const sending = {
	resource: 'message',
	operation: 'send',
	...inSupport,
	text: TEXT,
};

function agentWorkflow(house: House, version: number) {
	const agent = version < 2 ? { agent: 'toolsAgent' } : {};
	return {
		nodes: [
			start(),
			plain({
				name: 'AI Agent',
				type: `${LANGCHAIN}.agent`,
				typeVersion: version,
				parameters: { ...agent, promptType: 'define', text: 'Write it twice', options: {} },
			}),
			placed(house, 'openAiApi', {
				name: 'Model',
				type: `${LANGCHAIN}.lmChatOpenAi`,
				// The agent 2.2 refuses models of 1.3.
				typeVersion: version < 3 ? 1.2 : 1.3,
				parameters: { model: { __rl: true, mode: 'list', value: 'gpt-5-mini' }, options: {} },
			}),
			placed(house, 'twakeChatApi', {
				name: 'Write',
				type: `${OURS}.twakeChatTool`,
				parameters: { ...sending, descriptionType: 'manual', toolDescription: 'Writes' },
			}),
			placed(house, 'twakeChatApi', {
				name: 'Write to the Team',
				type: `${OURS}.twakeChatTool`,
				parameters: { ...sending, ...inTeam, descriptionType: 'manual', toolDescription: 'Tells' },
			}),
		],
		connections: {
			Start: to('AI Agent'),
			Model: to('AI Agent', 'ai_languageModel'),
			Write: to('AI Agent', 'ai_tool'),
			'Write to the Team': to('AI Agent', 'ai_tool'),
		},
	};
}

function loopWorkflow(house: House) {
	return {
		nodes: [
			start(),
			plain({
				name: 'Three',
				type: 'n8n-nodes-base.code',
				typeVersion: 2,
				parameters: { jsCode: 'return [{ json: {} }, { json: {} }, { json: {} }];' },
			}),
			plain({
				name: 'Loop',
				type: 'n8n-nodes-base.splitInBatches',
				typeVersion: 3,
				parameters: { options: {} },
			}),
			placed(house, 'twakeChatApi', {
				name: 'Write',
				type: `${OURS}.twakeChat`,
				parameters: sending,
			}),
		],
		connections: {
			Start: to('Three'),
			Three: to('Loop'),
			Loop: { main: [[], [{ node: 'Write', type: 'main', index: 0 }]] },
			Write: to('Loop'),
		},
	};
}

/** Two items, of which the second fails: n8n runs the node again for both. */
function retriedWorkflow(house: House) {
	const rooms = JSON.stringify([demoIds.support, '!nowhere:matrix.test']);
	return {
		nodes: [
			start(),
			plain({
				name: 'Two',
				type: 'n8n-nodes-base.code',
				typeVersion: 2,
				parameters: { jsCode: `return ${rooms}.map((room) => ({ json: { room } }));` },
			}),
			{
				...placed(house, 'twakeChatApi', {
					name: 'Write',
					type: `${OURS}.twakeChat`,
					parameters: { ...sending, room: { __rl: true, mode: 'id', value: '={{ $json.room }}' } },
				}),
				...{ retryOnFail: true, maxTries: 3, waitBetweenTries: 100 },
			},
		],
		connections: { Start: to('Two'), Two: to('Write') },
	};
}
