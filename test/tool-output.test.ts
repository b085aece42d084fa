import type { INodeParameters } from 'n8n-workflow';
import { demoWorld, startChatwoot } from '../sandbox/chatwoot';
import type { ChatwootSandbox } from '../sandbox/chatwoot';
import { demoIds, startTwake } from '../sandbox/twake';
import type { TwakeSandbox } from '../sandbox/twake';
import { byId, chatwootRun, demo } from './Chatwoot/chatwoot';
import { executeNode } from './engine';
import type { NodeRun } from './engine';
import { twakeRun } from './Twake/twake';

let chatwoot: ChatwootSandbox;
let twake: TwakeSandbox;

beforeAll(async () => {
	chatwoot = await startChatwoot();
	chatwoot.seed(demoWorld);
	twake = await startTwake();
});
afterAll(async () => {
	expect(chatwoot.mistakes).toEqual([]);
	await chatwoot.close();
	await twake.close();
});

/** The run as n8n makes it when an AI agent uses the node: the node's name ends with "Tool". */
function asTool(run: NodeRun): NodeRun {
	const { description } = run.node;
	const node = Object.create(run.node, {
		description: { value: { ...description, name: `${description.name}Tool` } },
	}) as NodeRun['node'];
	return { ...run, node };
}

const contacts = (parameters: INodeParameters) => {
	const at = { account: byId(demo.account), resource: 'contact', operation: 'getMany' };
	return chatwootRun(chatwoot, { parameters: { ...at, limit: 2, ...parameters } });
};

describe('the output of a tool', () => {
	it('is simplified at first, as in a workflow', async () => {
		const inWorkflow = await executeNode(contacts({}));
		const inTool = await executeNode(asTool(contacts({})));
		expect(inTool.json).toHaveLength(2);
		expect(inTool.json).toEqual(inWorkflow.json);
	});

	it('is raw when that is chosen', async () => {
		const inWorkflow = await executeNode(contacts({ simplify: false }));
		const inTool = await executeNode(asTool(contacts({ output: 'raw' })));
		expect(inTool.json).toHaveLength(2);
		expect(inTool.json).toEqual(inWorkflow.json);
		expect(inTool.json).not.toEqual((await executeNode(contacts({}))).json);
	});

	it('consists of the selected fields, also of those inside of others', async () => {
		const all = (await executeNode(contacts({}))).json;
		const output = 'selected';
		const outputFields = 'name, custom_attributes.plan , email';
		const { json, hints } = await executeNode(asTool(contacts({ output, outputFields })));
		expect(json).toEqual(
			all.map(({ name, email, custom_attributes: attributes }) => ({
				name,
				'custom_attributes.plan': (attributes as { plan?: string }).plan ?? null,
				email,
			})),
		);
		expect(json).toContainEqual(expect.objectContaining({ name: expect.any(String) as string }));
		expect(hints).not.toContainEqual(expect.stringContaining('Output Fields'));
	});

	it('says which selected field nothing has', async () => {
		const outputFields = ['id', 'e-mail'] as unknown as string;
		const tool = asTool(contacts({ output: 'selected', outputFields }));
		const { json, hints } = await executeNode(tool);
		expect(json.map((item) => item['e-mail'])).toEqual([null, null]);
		expect(hints).toContainEqual(expect.stringMatching(/nothing has "e-mail".*email.*name/));
	});

	it('is refused before anything is done when no field is named', async () => {
		const writes = () => chatwoot.requests.filter(({ method }) => method !== 'GET').length;
		const before = writes();
		const create = { operation: 'create', name: 'Nobody', output: 'selected' };
		const { error } = await executeNode(asTool(contacts({ ...create, outputFields: ' , ' })));
		expect(error?.message).toBe('"Output Fields" is empty');
		expect(writes()).toBe(before);
	});

	it('cannot be chosen outside of a tool', async () => {
		const stray = { output: 'selected', outputFields: 'name' };
		const { json } = await executeNode(contacts(stray));
		expect(json).toEqual((await executeNode(contacts({}))).json);
	});

	it('is chosen in the Twake node, too', async () => {
		const { company, workspace, channel } = demoIds;
		const at = Object.entries({ company, workspace, channel }).map(([name, id]) => [
			name,
			{ __rl: true, mode: 'id', value: id },
		]);
		const parameters: INodeParameters = {
			...(Object.fromEntries(at) as INodeParameters),
			...{ resource: 'thread', operation: 'create', text: 'Hello' },
			...{ output: 'selected', outputFields: 'text' },
		};
		expect((await executeNode(asTool(twakeRun(twake, { parameters })))).json).toEqual([
			{ text: 'Hello' },
		]);
	});
});
