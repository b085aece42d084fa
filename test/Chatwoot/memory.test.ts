import { NodeConnectionTypes, NodeHelpers, Workflow } from 'n8n-workflow';
import type { IDataObject, INode, INodeParameters, INodeType } from 'n8n-workflow';
import { ChatwootApi } from '../../credentials/ChatwootApi.credentials';
import { ChatwootMemory } from '../../nodes/Chatwoot/ChatwootMemory.node';
import { storeCredential } from '../engine';
import { additionalDataOf, execute } from '../engine/workflow';
import { byId, doInAccount, requestsOf, useChatwoot } from './chatwoot';

const chatwoot = useChatwoot();

interface Memory {
	loadMemoryVariables(values: object): Promise<{ chat_history: IDataObject[] }>;
	saveContext(input: object, output: object): Promise<void>;
	chatHistory: { addMessages(messages: object[]): Promise<void>; getMessages(): Promise<object[]> };
}

const isFor = { conversation: { id: 1 }, account: { id: 1 } };

/** What an agent finds in this memory, run in n8n's own engine. */
async function remembered(
	parameters: INodeParameters = {},
	use = async (memory: Memory) => (await memory.loadMemoryVariables({})).chat_history,
) {
	const { AiMemory, Main } = NodeConnectionTypes;
	const described = { group: [], version: 1, description: '', defaults: {}, properties: [] };
	const agent: INodeType = {
		description: {
			...described,
			displayName: 'Agent',
			name: 'agent',
			inputs: [Main, { type: AiMemory, maxConnections: 1 }],
			outputs: [Main],
		},
		async execute() {
			const memory = (await this.getInputConnectionData(AiMemory, 0)) as Memory;
			return [[{ json: { found: (await use(memory)) as IDataObject[] } }]];
		},
	};
	const start: INodeType = {
		description: { ...described, displayName: 'Start', name: 'start', inputs: [], outputs: [Main] },
		execute: async () => [[{ json: isFor }]],
	};
	const types: Record<string, INodeType> = { start, agent, memory: new ChatwootMemory() };
	const node = (type: string, more: Partial<INode> = {}): INode => ({
		id: type,
		name: type,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...more,
	});
	const credentials = { chatwootApi: { id: '1', name: 'Credential' } };
	const workflow = new Workflow({
		id: 'w',
		nodes: [node('start'), node('agent'), node('memory', { parameters, credentials })],
		connections: {
			start: { main: [[{ node: 'agent', type: Main, index: 0 }]] },
			memory: { ai_memory: [[{ node: 'agent', type: AiMemory, index: 0 }]] },
		},
		active: false,
		nodeTypes: {
			getByName: (type) => types[type],
			getByNameAndVersion: (type, version) =>
				NodeHelpers.getVersionedNodeType(types[type], version),
			getKnownTypes: () => ({}),
		},
	});
	const credentialData = { baseUrl: chatwoot.url, accessToken: 'ADMIN_TOKEN' };
	const stored = storeCredential({ credential: new ChatwootApi(), credentialData });
	const { data } = await execute(workflow, additionalDataOf(workflow, stored), 'start');
	const { runData, error } = data.resultData;
	const found = runData.agent?.[0].data?.main[0]?.[0].json.found as IDataObject[];
	return { found, error, shown: runData.memory?.[0] };
}

const writes = async (body: object, token?: string) =>
	await doInAccount(chatwoot, 'POST', 'conversations/1/messages', body, token);
const asks = async (content: string) => await writes({ content, message_type: 'incoming' });
const sent_by = 'n8n-nodes-twake-chatwoot';

const begun = { role: 'user', content: 'Where is my parcel?' };

describe('Chatwoot Memory', () => {
	it('gives an agent the conversation of its item, colleagues told apart', async () => {
		await writes({ content: 'On its way', content_attributes: { sent_by } });
		await asks('Thanks');
		await writes({ content: 'You are welcome' }, 'AGENT_TOKEN');
		const { found } = await remembered({ count: 4 });

		expect(found).toEqual([
			{
				role: 'assistant',
				content: '[colleague Alice Admin, answer to the customer] It left our house this morning.',
			},
			{ role: 'assistant', content: 'On its way' },
			{ role: 'user', content: 'Thanks' },
			{
				role: 'assistant',
				content: '[colleague Arthur Agent, answer to the customer] You are welcome',
			},
		]);
	});

	it('leaves out the question itself, which comes as the prompt', async () => {
		await writes({ content: 'On its way', content_attributes: { sent_by } });
		await asks('And');
		await writes({ content: 'Is it Carla?', private: true }, 'AGENT_TOKEN');
		await asks('the other one?');
		const { found } = await remembered({ additionalFields: { notes: true } });

		expect(found[0]).toEqual(begun);
		expect(found.slice(2)).toEqual([
			{ role: 'assistant', content: 'On its way' },
			{ role: 'assistant', content: '[colleague Arthur Agent, note to the team] Is it Carla?' },
		]);
	});

	it('leaves out messages in which nothing is said, which models refuse', async () => {
		for (const content of ['', ' \n']) await asks(content);
		await writes({ content: '', private: true }, 'AGENT_TOKEN');
		await writes({ content: '', content_attributes: { sent_by } });
		await asks('Thanks');
		await writes({ content: 'You are welcome', content_attributes: { sent_by } });
		const { found } = await remembered({ additionalFields: { notes: true } });

		expect(found.slice(2)).toEqual([
			{ role: 'user', content: 'Thanks' },
			{ role: 'assistant', content: 'You are welcome' },
		]);
	});

	it('is shown in the editor with what it gave', async () => {
		const { shown, found } = await remembered({ count: 2 });

		const [[item]] = shown!.data!.ai_memory as [[{ json: IDataObject }]];
		expect(item.json).toEqual({ action: 'loadMemory', result: found });
	});

	it('writes nothing, whatever the agent wants to have kept', async () => {
		const { found, error } = await remembered({}, async (memory) => {
			await memory.saveContext({ input: 'a' }, { output: 'b' });
			await memory.chatHistory.addMessages([{ role: 'user', content: 'c' }]);
			return (await memory.chatHistory.getMessages()) as IDataObject[];
		});

		expect(error).toBeUndefined();
		expect(found).toContainEqual(begun);
		expect(requestsOf(chatwoot).filter((request) => !request.startsWith('GET'))).toEqual([]);
	});

	it.each([
		['an ID that is none', { conversation: byId('abc') }, /"Conversation" is not an ID/],
		['a conversation that there is not', { conversation: byId(99) }, /conversation 99|not found/i],
		['a count that is none', { count: 0 }, /"Messages" should be a whole number/],
	])('tells of %s', async (_, parameters, message) => {
		const { error, shown } = await remembered(parameters as INodeParameters);

		expect(error?.message).toMatch(message);
		expect(shown?.error?.message).toMatch(message);
	});
});
