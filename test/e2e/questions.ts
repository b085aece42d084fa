import { randomUUID } from 'node:crypto';
import { demoWorld } from '../../sandbox/chatwoot';
import type { House } from '../../tools/demo/house';
import { tell } from '../../tools/demo/report';
import { until } from './examples-click';
import { reviewed } from './questions-review';
import { Checks } from './triggers-checks';

interface Case {
	what: string;
	parameters: Record<string, unknown>;
	/** What a person does; nothing if nobody answers. */
	answer?(house: House): Promise<string>;
	/** What the workflow continues with. */
	data?: Record<string, unknown>;
}

const number = { fieldLabel: 'Amount', fieldType: 'number', fieldName: 'amount' };
const soon = { limitWaitTime: { values: { resumeAmount: 0.02, resumeUnit: 'minutes' } } };

const CASES: Case[] = [
	{
		what: 'yes',
		parameters: {},
		answer: async (house) => await answers(house, 0),
		data: { approved: true },
	},
	{
		what: 'no',
		parameters: {},
		answer: async (house) => await answers(house, 1),
		data: { approved: false },
	},
	{
		what: 'a text',
		parameters: { responseType: 'freeText' },
		answer: async (house) => await answers(house, 0, { text: 'Because' }),
		data: { text: 'Because' },
	},
	{
		what: 'a form',
		parameters: { responseType: 'customForm', formFields: { values: [number] } },
		answer: async (house) => await answers(house, 0, { field0: '40.5' }),
		data: { amount: 40.5 },
	},
	{
		what: 'a message of the customer',
		parameters: { ask: 'customer' },
		answer: async ({ chatwoot }) => await customerWrites(chatwoot, 'Approve'),
		data: { approved: true, text: 'Approve' },
	},
	{ what: 'nothing in time', parameters: { additionalFields: soon } },
];

/**
 * Asks people through Chatwoot and answers as they do. Returns the number of failed checks.
 */
export async function runQuestions(house: House): Promise<number> {
	const { chatwoot, client } = house;
	chatwoot.seed(demoWorld);
	const check = new Checks();
	tell('Asking people and waiting for their answers');
	for (const { what, parameters, answer, data } of CASES) {
		const id = await asked(house, parameters);
		const status = async () =>
			(await client.get<{ status: string }>(`/rest/executions/${id}`)).status;
		if (answer) {
			await check.that(`a question that gets ${what} waits`, status, 'waiting');
			const taken = await answer(house);
			await check.that('and takes one answer', () => taken, 'once');
		}
		await until(async () => (await status()) === 'success');
		const { resultData } = (await client.finishedExecution(id)).data;
		const { json } = resultData.runData.Ask[0].data!.main[0]![0];
		const got = { ...(json.data as Record<string, unknown> | undefined) };
		delete got.message;
		const wanted = { timedOut: data === undefined, data: data ?? {} };
		await check.that('and goes on with it', () => ({ timedOut: json.timedOut, data: got }), wanted);
	}
	await reviewed(house, check, async (link) => await answers(house, link));
	return check.failed;
}

/** Starts a workflow that asks; returns the ID of its execution. */
async function asked({ client, credentials }: House, parameters: object): Promise<string> {
	const { id, type, name } = credentials[0];
	const node = (rest: object, index: number) => ({
		id: randomUUID(),
		typeVersion: 1,
		position: [index * 200, 0],
		...(rest as { name: string; type: string; parameters: Record<string, unknown> }),
	});
	const workflow = await client.createWorkflow({
		name: 'A question',
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
			{
				name: 'Ask',
				type: 'n8n-nodes-twake-chatwoot.chatwoot',
				parameters: {
					resource: 'message',
					operation: 'sendAndWait',
					conversation: { __rl: true, mode: 'id', value: '1' },
					message: 'Refund?',
					...parameters,
				},
				credentials: { [type]: { id, name } },
			},
		].map(node),
		connections: { Start: { main: [[{ node: 'Ask', type: 'main', index: 0 }]] } },
	});
	return await client.startWorkflow(workflow, 'Start');
}

/** Opens a link of the newest note, and confirms it several times at once; a forged one beside it. */
async function answers(
	{ chatwoot }: House,
	link: number,
	form: Record<string, string> = {},
): Promise<string> {
	const { content } = chatwoot.state.messages.all().at(-1)!;
	const url = content!.match(/http:\/\/[^\s)\]]+/g)![link];
	const post = async (address: string) =>
		(await fetch(address, { method: 'POST', body: new URLSearchParams(form) })).status;
	const page = await fetch(url);
	const forged = await post(url.replace(/signature=\w+/, `signature=${'0'.repeat(64)}`));
	const statuses = await Promise.all([post(url), post(url), post(url)]);
	const taken = statuses.filter((status) => status === 200).length;
	return page.status === 200 && forged === 401 && taken === 1
		? 'once'
		: `page ${page.status}, forged ${forged}, answers ${statuses.join()}`;
}

async function customerWrites({ url }: House['chatwoot'], content: string): Promise<string> {
	const response = await fetch(`${url}/api/v1/accounts/1/conversations/1/messages`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'api-access-token': 'ADMIN_TOKEN' },
		body: JSON.stringify({ content, message_type: 'incoming' }),
	});
	return response.ok ? 'once' : `Chatwoot answered ${response.status}`;
}
