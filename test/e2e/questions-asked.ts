import { randomUUID } from 'node:crypto';
import type { House } from '../../tools/demo/house';
import { until } from './until';

/** What came of an execution: its status, and the item that the question put out. */
export interface Outcome {
	status: string;
	/** How often the question put something out. */
	times: number;
	data?: unknown;
	timedOut?: unknown;
	/** The names of its files, by their fields. */
	files?: Record<string, string>;
	error?: string;
}

/** Starts a workflow that asks in Chatwoot; returns the ID of its execution. */
export async function ask(
	{ client, credentials }: House,
	parameters: object,
	conversation = 1,
): Promise<string> {
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
					conversation: { __rl: true, mode: 'id', value: String(conversation) },
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

/** The same, and waits until it waits. */
export async function askAndWait(
	house: House,
	parameters: object,
	conversation = 1,
): Promise<string> {
	const id = await ask(house, parameters, conversation);
	const isWaiting = await until(async () => (await statusOf(house, id)) === 'waiting');
	if (isWaiting) return id;
	throw new Error(`The question does not wait: ${JSON.stringify(await outcomeOf(house, id))}`);
}

export async function statusOf({ client }: House, id: string): Promise<string> {
	return (await client.get<{ status: string }>(`/rest/executions/${id}`)).status;
}

/** Waits for the end of an execution. */
export async function outcomeOf({ client }: House, id: string): Promise<Outcome> {
	const { status, data } = await client.finishedExecution(id);
	const { runData, error } = data.resultData;
	const runs = runData.Ask ?? [];
	const item = runs[0]?.data?.main[0]?.[0];
	const json = item?.json;
	const given = json && { ...(json.data as object | undefined), message: undefined };
	return {
		status,
		times: runs.filter((run) => run.data).length,
		...(given && { data: JSON.parse(JSON.stringify(given)) as unknown, timedOut: json.timedOut }),
		...(item?.binary && {
			files: Object.fromEntries(
				Object.entries(item.binary).map(([field, { fileName }]) => [field, fileName]),
			),
		}),
		...(error && { error: error.message }),
	};
}

/** The addresses in the newest message of Chatwoot. */
export function newestLinks({ chatwoot }: House): string[] {
	const { content } = chatwoot.state.messages.all().at(-1)!;
	return content?.match(/http:\/\/[^\s)\]]+/g) ?? [];
}

export async function post(address: string, form: Record<string, string> = {}): Promise<number> {
	return (await fetch(address, { method: 'POST', body: new URLSearchParams(form) })).status;
}

export async function customerWrites(
	{ chatwoot: { url } }: House,
	content: string,
	conversation = 1,
): Promise<string> {
	const path = `/api/v1/accounts/1/conversations/${conversation}/messages`;
	const response = await fetch(url + path, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'api-access-token': 'ADMIN_TOKEN' },
		body: JSON.stringify({ content, message_type: 'incoming' }),
	});
	return response.ok ? 'once' : `Chatwoot answered ${response.status}`;
}
