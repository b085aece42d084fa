import { randomUUID } from 'node:crypto';
import type { House } from '../../tools/demo/house';
import { tell } from '../../tools/demo/report';
import type { StoredWorkflow, WorkflowNode } from '../../tools/n8n';
import { demoIds, demoWorld } from '../../sandbox/twake';
import { until } from './until';
import { Checks } from './triggers-checks';

/** The nodes after the trigger, in a row. */
type Following = Array<Pick<WorkflowNode, 'name' | 'type' | 'parameters'>>;

interface Case {
	what: string;
	parameters: Record<string, unknown>;
	following?: Following;
	/** What the user's client gets: the body of the answer, or the error that Twake turns it into. */
	answer: unknown;
	runs: string[];
}

const EVENTS = `/internal/services/applications/v1/applications/${demoIds.application}/event`;
const assignment = { name: 'text', type: 'string', value: '=You said: {{ $json.command }}' };
const setText = {
	name: 'Set',
	type: 'n8n-nodes-base.set',
	parameters: {
		mode: 'manual',
		assignments: { assignments: [{ id: '1', ...assignment }] },
		options: {},
	},
};
const stop = {
	name: 'Stop',
	type: 'n8n-nodes-base.stopAndError',
	parameters: { errorMessage: 'Not today' },
};
const [commands, buttons] = [['command'], ['button']];
const lastNode = 'lastNode';

/** Each way to answer somebody who types a command and waits. */
const CASES: Case[] = [
	{ what: 'at once', parameters: { events: commands }, answer: {}, runs: ['success'] },
	{
		what: 'at once, whatever becomes of the run',
		parameters: { events: commands, answerText: 'Working on it' },
		following: [stop],
		answer: { text: 'Working on it' },
		runs: ['error'],
	},
	{
		what: 'with the output of the last node',
		parameters: { events: commands, answerMode: lastNode },
		following: [setText],
		answer: { text: 'You said: hello world' },
		runs: ['success'],
	},
	{
		what: 'with the failure, where the answer is to come from the run',
		parameters: { events: commands, answerMode: lastNode },
		following: [stop],
		answer: '400 Error in workflow',
		runs: ['error'],
	},
	{
		what: 'at once where a command starts nothing, also with the last node',
		parameters: { events: buttons, answerMode: lastNode },
		following: [setText],
		answer: {},
		runs: [],
	},
];

/**
 * Types a command in Twake and looks at what comes back, for each way in which the Twake Trigger can
 * answer. Returns the number of failed checks.
 */
export async function runAnswers(house: House): Promise<number> {
	const { twake, client } = house;
	const tokens = twake.seed(demoWorld);
	const check = new Checks();
	tell('Typing a command in Twake');
	for (const { what, parameters, following = [], answer, runs } of CASES) {
		const workflow = await activated(house, what, parameters, following);
		const given = await typed(house, tokens.alice);
		await check.that(`is answered ${what}`, () => given, answer);
		const statuses = async () => await statusesOf(house, workflow);
		await check.that(`starts ${runs.length} run`, statuses, runs);
		await client.deactivateWorkflow(workflow);
	}
	return check.failed;
}

/** A workflow with the trigger, and Twake sending to it. */
async function activated(
	{ client, credentials, n8n, twake }: House,
	what: string,
	parameters: Record<string, unknown>,
	following: Following,
): Promise<StoredWorkflow> {
	const { id, type, name } = credentials.find((each) => each.type === 'twakeApi')!;
	const webhookId = randomUUID();
	const trigger = {
		name: 'Trigger',
		type: 'n8n-nodes-twake-chatwoot.twakeTrigger',
		parameters,
		webhookId,
		credentials: { [type]: { id, name } },
	};
	const nodes = [trigger, ...following].map((node, index) => ({
		...node,
		id: randomUUID(),
		typeVersion: node.type.endsWith('.set') ? 3.4 : 1,
		position: [index * 200, 0],
	}));
	const connections = Object.fromEntries(
		following.map(({ name: node }, index) => [
			nodes[index].name,
			{ main: [[{ node, type: 'main', index: 0 }]] },
		]),
	);
	const address = `${n8n.url}/webhook/${webhookId}/twake`;
	twake.state.applications.get(demoIds.application)!.api.hooks_url = address;
	const workflow = await client.createWorkflow({ name: `Answers ${what}`, nodes, connections });
	await client.activateWorkflow(workflow);
	// n8n answers an activation before it listens; unsigned deliveries are refused.
	const listens = await until(
		async () => (await fetch(address, { method: 'POST' })).status === 401,
	);
	if (!listens) throw new Error(`The trigger that answers ${what} does not listen.`);
	return workflow;
}

/** The answer to Alice, who types a command in a channel. */
async function typed({ twake }: House, token: string): Promise<unknown> {
	const place = { company_id: demoIds.company, workspace_id: demoIds.workspace };
	const user = twake.state.users.get(demoIds.alice);
	const channel = { id: demoIds.channel, ...place };
	const response = await fetch(twake.url + EVENTS, {
		method: 'POST',
		headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
		body: JSON.stringify({
			type: 'action',
			name: 'command',
			data: { user, command: 'hello world', channel, thread: null },
			...place,
		}),
	});
	const answer = (await response.json()) as { resource?: unknown; message?: string };
	return response.ok ? answer.resource : `${response.status} ${answer.message}`;
}

async function statusesOf({ client }: House, { id }: StoredWorkflow): Promise<string[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	const { results } = await client.get<{ results: Array<{ status: string }> }>(
		`/rest/executions?filter=${filter}`,
	);
	return results.map(({ status }) => status);
}
