import { randomUUID } from 'node:crypto';
import type { House } from '../../tools/demo/house';
import type { StoredWorkflow } from '../../tools/n8n';
import type { Checks } from './triggers-checks';

type Parameters = Record<string, unknown>;

/** A trigger and, below it, the node that catches up for it at once, when it is published. */
export function triggerAndCatchUp(
	{ credentials, queue }: House,
	service: 'chatwoot' | 'twake',
	{ trigger = {}, catchUp = {} }: Partial<Record<'trigger' | 'catchUp', Parameters>>,
) {
	const type = `${service}Api`;
	const { id, name } = credentials.find((each) => each.type === type)!;
	const node = (shown: string, kind: string, parameters: Parameters, top: number) => ({
		id: randomUUID(),
		webhookId: randomUUID(),
		name: shown,
		type: `n8n-nodes-twake-chatwoot.${service}${kind}`,
		typeVersion: 1,
		position: [0, top] as [number, number],
		parameters,
		credentials: { [type]: { id, name } },
	});
	// In queue mode, the main process may look before another one answers for the trigger.
	const pollTimes = { item: [queue ? { mode: 'everyMinute' } : { mode: 'everyHour', minute: 0 }] };
	const options = { missedAfter: 1 };
	return [
		node('Trigger', 'Trigger', trigger, 0),
		node('Catch Up', 'CatchUp', { pollTimes, options, ...catchUp }, 200),
	];
}

/** What started each execution that no person began, in the order in which n8n began them. */
export async function startedBy(
	{ client }: House,
	{ id }: StoredWorkflow,
	textOf: (json: Record<string, unknown>) => string | undefined,
): Promise<string[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	const { results } = await client.get<{ results: Array<{ id: string; mode: string }> }>(
		`/rest/executions?filter=${filter}&limit=100`,
	);
	const ids = results
		.filter(({ mode }) => mode !== 'manual')
		.map((result) => Number(result.id))
		.sort((one, other) => one - other);
	return await Promise.all(
		ids.map(async (execution) => {
			const { data, status } = await client.finishedExecution(String(execution));
			const [[run]] = Object.values(data.resultData.runData);
			const json = run?.data?.main[0]?.[0].json ?? {};
			return status === 'success' ? (textOf(json) ?? `missed ${String(json.missed)}`) : status;
		}),
	);
}

/**
 * Of processes that store at the same moment, n8n keeps what one of them has taken; a round in between
 * puts that right (design.md §9).
 */
export async function putRight(
	house: House,
	check: Checks,
	workflow: StoredWorkflow,
): Promise<void> {
	if (house.queue) await checkNothingMissing(house, check, workflow);
}

/** Has a person run the node that catches up, which finds nothing. */
export async function checkNothingMissing(
	{ client }: House,
	check: Checks,
	workflow: StoredWorkflow,
): Promise<void> {
	const again = await client.runWorkflow(workflow, 'Catch Up');
	const found = again.data.resultData.runData['Catch Up'][0].data?.main[0];
	await check.that('nothing is missing any more', () => found?.[0].json.missed, 0);
}
