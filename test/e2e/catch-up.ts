import { randomUUID } from 'node:crypto';
import { request } from 'undici';
import { demoWorld } from '../../sandbox/chatwoot';
import type { House } from '../../tools/demo/house';
import { tell } from '../../tools/demo/report';
import type { StoredWorkflow } from '../../tools/n8n';
import { atRest } from './bridge';
import { Checks } from './triggers-checks';

const ACCOUNT = `/api/v1/accounts/${demoWorld.account?.id}`;
const TALKS = 4;
/** More than a page of messages has, so that the node has to turn pages. */
const MESSAGES = 22;

/**
 * A Chatwoot Trigger and the node that catches up for it in workflows of their own: what
 * customers write while n8n is down starts a run each. Returns how many things were not as
 * they should be.
 */
export async function runCatchUp(house: House): Promise<number> {
	const { chatwoot, client, n8n } = house;
	chatwoot.seed(demoWorld);
	const check = new Checks();
	tell('Catching up with Chatwoot after n8n was down');
	const talks: number[] = [];
	for (let talk = 0; talk < TALKS; talk++) talks.push(await converse(house));
	const texts = new Map<number, string[]>(talks.map((talk) => [talk, []]));
	const write = async (count: number) => {
		for (let index = 0; index < count; index++) {
			for (const talk of talks) {
				const text = `${talk}: ${texts.get(talk)!.length}`;
				texts.get(talk)!.push(text);
				await desk(house, `conversations/${talk}/messages`, {
					content: text,
					message_type: 'incoming',
				});
			}
		}
	};
	const { trigger, catchUp } = workflows(house);
	const workflow = await client.createWorkflow(trigger);
	const companion = await client.createWorkflow(catchUp);
	await client.activateWorkflow(workflow);
	const isThere = () => chatwoot.state.webhooks.all().length;
	await check.that('the trigger is registered', isThere, 1);
	await write(1);
	const started = async () => await startedBy(house, workflow);
	const all = () => talks.map((talk) => texts.get(talk)!.toSorted());
	const heard = async () => {
		const runs = await started();
		return talks.map((talk) => runs.filter((text) => text.startsWith(`${talk}: `)).toSorted());
	};
	await check.that('what is delivered starts a run each', heard, all());
	const requests = () =>
		chatwoot.requests.filter(({ path }) => path.includes('/conversations?status=all')).length;
	await client.activateWorkflow(companion);
	await check.that('the first round reads what is new', () => requests() > 0, true);

	// An n8n that ends does not finish what it is running.
	await atRest(house);
	tell(`Restarting n8n, while ${TALKS * MESSAGES} messages are written`);
	await n8n.restart({}, async () => {
		await write(MESSAGES);
		await chatwoot.delivered();
	});
	await check.that('what was written meanwhile starts a run each', heard, all());
	await check.that(
		'and the node tells how many were missed',
		async () => await startedBy(house, companion),
		[`missed ${TALKS * MESSAGES}`],
	);
	const again = await client.runWorkflow(companion, 'Catch Up');
	const found = again.data.resultData.runData['Catch Up'][0].data?.main[0];
	await check.that('nothing is missing any more', () => found?.[0].json.missed, 0);
	await write(1);
	await check.that('what is delivered still starts a run each', heard, all());

	await client.deactivateWorkflow(companion);
	await client.deactivateWorkflow(workflow);
	await check.that('nothing is left in Chatwoot', isThere, 0);
	return check.failed;
}

function workflows({ credentials }: House) {
	const { id, name } = credentials.find(({ type }) => type === 'chatwootApi')!;
	const node = (
		shown: string,
		type: string,
		parameters: Record<string, unknown>,
		position: [number, number],
	) => ({
		id: randomUUID(),
		webhookId: randomUUID(),
		name: shown,
		type: `n8n-nodes-twake-chatwoot.${type}`,
		typeVersion: 1,
		position,
		parameters,
		credentials: { chatwootApi: { id, name } },
	});
	const workflow = (shown: string, its: ReturnType<typeof node>) => ({
		name: shown,
		nodes: [its],
		connections: {},
	});
	return {
		trigger: workflow(
			'Caught up',
			node('Trigger', 'chatwootTrigger', { preset: 'newCustomerMessage' }, [0, 0]),
		),
		catchUp: workflow(
			'Catching up',
			node(
				'Catch Up',
				'chatwootCatchUp',
				{ pollTimes: { item: [{ mode: 'everyHour', minute: 0 }] }, options: { missedAfter: 1 } },
				[0, 0],
			),
		),
	};
}

/** What started each execution, in the order in which n8n began them. */
async function startedBy({ client }: House, { id }: StoredWorkflow): Promise<string[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	const { results } = await client.get<{ results: Array<{ id: string }> }>(
		`/rest/executions?filter=${filter}&limit=100`,
	);
	const ids = results.map((result) => Number(result.id)).sort((one, other) => one - other);
	return await Promise.all(
		ids.map(async (execution) => {
			const { data, status } = await client.finishedExecution(String(execution));
			const [[run]] = Object.values(data.resultData.runData);
			const json = run?.data?.main[0]?.[0].json ?? {};
			const message = json.message as { content: string } | undefined;
			return status === 'success' ? (message?.content ?? `missed ${String(json.missed)}`) : status;
		}),
	);
}

async function converse(house: House): Promise<number> {
	const body = {
		inbox_id: demoWorld.inboxes?.bridge.id,
		contact_id: demoWorld.contacts?.carla?.id,
	};
	return Number((await desk(house, 'conversations', body)).id);
}

async function desk({ chatwoot }: House, path: string, body: object): Promise<{ id?: number }> {
	const answer = await request(`${chatwoot.url}${ACCOUNT}/${path}`, {
		method: 'POST',
		headers: {
			accept: 'application/json',
			'content-type': 'application/json',
			'api-access-token': String(demoWorld.admin?.token),
		},
		body: JSON.stringify(body),
	});
	return (await answer.body.json()) as { id?: number };
}
