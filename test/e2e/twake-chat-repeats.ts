import { randomUUID } from 'node:crypto';
import type { House } from '../../tools/demo/house';
import type { Checks } from './triggers-checks';
import { inSupport, OURS, ownEvents, placed } from './twake-chat-room';

const LANGCHAIN = '@n8n/n8n-nodes-langchain';
const TEXT = 'Same words';

/**
 * The same words sent twice on purpose, in one execution, are two messages: by an AI Agent that calls
 * its tool twice, and in a loop.
 */
export async function repeatsInTwakeChat(house: House, check: Checks): Promise<void> {
	for (const version of [1.9, 2.2, 3]) {
		await check.that(
			`an AI Agent ${version} that sends twice`,
			await sentBy(house, agentWorkflow(house, version)),
			2,
		);
	}
	await check.that('a loop over three items', await sentBy(house, loopWorkflow(house)), 3);
}

async function sentBy(house: House, workflow: object): Promise<() => number> {
	const { client, model } = house;
	model.rules = [
		{ from: 'tool', to: ({ said }) => calls(said) === 2, says: 'Both are sent.' },
		{ from: 'tool', calls: { name: 'Write', arguments: {} } },
		{ calls: { name: 'Write', arguments: {} } },
	];
	const before = ownEvents(house).length;
	const stored = await client.createWorkflow({ name: 'Repeats', ...workflow } as never);
	const id = await client.startWorkflow(stored, 'Start');
	await client.finishedExecution(id);
	return () => ownEvents(house).length - before;
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
const write = {
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
				parameters: { ...write, descriptionType: 'manual', toolDescription: 'Writes' },
			}),
		],
		connections: {
			Start: to('AI Agent'),
			Model: to('AI Agent', 'ai_languageModel'),
			Write: to('AI Agent', 'ai_tool'),
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
				parameters: write,
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
