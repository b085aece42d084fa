import { isDeepStrictEqual } from 'node:util';
import { demoIds } from '../../sandbox/matrix';
import { shownInChatwoot, shownInTwake } from '../../tools/demo/chats';
import { expectedInChatwoot, expectedInTwake, settingsOn } from '../../tools/demo/expected';
import type { House } from '../../tools/demo/house';
import { filledIn } from '../../tools/demo/workflow';
import type { Workflow, WorkflowNode } from '../../tools/n8n';

const BOTH = 'n8n-nodes-twake-chatwoot';
const LINK = 'https://chatwoot.example/app/accounts/1/conversations/2';
const TEXT = 'The rehearsal says hello';

/** Runs a workflow with the nodes of one package; returns what is wrong afterwards. */
type Run = (house: House, name: string) => Promise<string[]>;

/** By the word of the service; that of the package with all of them is "all". */
export const runs: Record<string, Run> = {
	all: async (house) => {
		const before = await shownInChatwoot(house.chatwoot);
		const url = await linkOf(house, demo(house));
		return [
			...differences('Chatwoot', await shownInChatwoot(house.chatwoot), [
				...before,
				...expectedInChatwoot,
			]),
			...differences('Twake', await shownInTwake(house.twake), expectedInTwake(url)),
		];
	},
	chatwoot: async (house, name) => {
		const before = await shownInChatwoot(house.chatwoot);
		const url = await linkOf(house, halfOf(demo(house), name, 'chatwoot'));
		const shown = await shownInChatwoot(house.chatwoot);
		const isLink = url.startsWith(`${house.chatwoot.url}/app/accounts/`);
		return [
			...differences('Chatwoot', shown, [...before, ...expectedInChatwoot]),
			...(isLink ? [] : [`Open Conversation put out the address ${url}`]),
		];
	},
	twake: async (house, name) => {
		const half = halfOf(demo(house), name, 'twake');
		await linkOf(house, half);
		return differences('Twake', await shownInTwake(house.twake), expectedInTwake(LINK));
	},
	'twake-chat': async (house, name) => {
		const { id, name: credential } = house.credentials.find(({ type }) => type === 'twakeChatApi')!;
		await finished(house, {
			name,
			nodes: [
				node('Start', 'n8n-nodes-base.manualTrigger', {}),
				{
					...node('Send', `${name}.twakeChat`, {
						resource: 'message',
						operation: 'send',
						room: { __rl: true, mode: 'id', value: demoIds.support },
						text: TEXT,
					}),
					credentials: { twakeChatApi: { id, name: credential } },
				},
			],
			connections: { Start: { main: [[{ node: 'Send', type: 'main', index: 0 }]] } },
		});
		const { events } = house.matrix.state.rooms.get(demoIds.support)!;
		const texts = events
			.filter(({ sender, type }) => sender === demoIds.bot && type === 'm.room.message')
			.map(({ content }) => content.body);
		return differences('Twake Chat', texts, [TEXT]);
	},
};

const demo = ({ credentials, twake }: House): Workflow =>
	filledIn('new-ticket-to-twake.json', credentials, settingsOn(twake.url));

/** The demo's workflow with the nodes of one package; what the others would put out is entered by hand. */
function halfOf(workflow: Workflow, name: string, type: string): Workflow {
	const nodes = workflow.nodes.map((each) => {
		if (each.type === `${BOTH}.${type}`) return { ...each, type: `${name}.${type}` };
		return each.type.startsWith(BOTH) ? { ...each, ...standIn, credentials: undefined } : each;
	});
	return { ...workflow, nodes };
}

const standIn = {
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: { mode: 'raw', jsonOutput: JSON.stringify({ id: 2, url: LINK }), options: {} },
};

const node = (name: string, type: string, parameters: WorkflowNode['parameters']) => ({
	...{ name, type, parameters },
	...{ id: name, typeVersion: 1, position: [0, 0] },
});

/** The address of the conversation that the run opened. */
async function linkOf(house: House, workflow: Workflow): Promise<string> {
	const { runData } = (await finished(house, workflow)).data.resultData;
	return String(runData['Open Conversation'][0].data?.main[0]?.[0].json.url);
}

async function finished({ client }: House, workflow: Workflow) {
	const execution = await client.runWorkflow(await client.createWorkflow(workflow), 'Start');
	const { status, data } = execution;
	if (status !== 'success')
		throw new Error(`n8n says ${status}: ${data.resultData.error?.message}`);
	return execution;
}

export function differences(what: string, is: unknown, wanted: unknown): string[] {
	if (isDeepStrictEqual(is, wanted)) return [];
	return [`${what} shows ${JSON.stringify(is)}, expected ${JSON.stringify(wanted)}`];
}
