import { randomUUID } from 'node:crypto';
import { request } from 'undici';
import { demoIds, demoWorld } from '../../sandbox/twake';
import type { House } from '../../tools/demo/house';
import { tell } from '../../tools/demo/report';
import type { StoredWorkflow } from '../../tools/n8n';
import { atRest } from './bridge';
import { Checks } from './triggers-checks';

const THREADS = 3;
/** More than a thread brings along in the feed, so that the node has to read threads. */
const MESSAGES = 10;

/**
 * A Twake Trigger and the node that catches up for it in one workflow, as people put them: what is
 * written while n8n is down starts a run each, in order. Returns how many things were not as they
 * should be.
 */
export async function runTwakeCatchUp(house: House): Promise<number> {
	const { twake, client, n8n } = house;
	const { alice } = twake.seed(demoWorld);
	const check = new Checks();
	tell('Catching up with Twake after n8n was down');
	const base = `${twake.url}/internal/services/messages/v1/companies/${demoIds.company}/threads`;
	const call = async (path: string, body: object) => {
		const headers = { authorization: `Bearer ${alice}`, 'content-type': 'application/json' };
		const options = { method: 'POST', headers, body: JSON.stringify(body) } as const;
		const answer = await request(base + path, options);
		return (await answer.body.json()) as { resource: { id: string } };
	};
	const place = { type: 'channel', company_id: demoIds.company, workspace_id: demoIds.workspace };
	const texts = new Map<string, string[]>();
	const begin = async (text: string) => {
		const participants = [{ ...place, id: demoIds.channel }];
		const body = { resource: { participants }, options: { message: { text } } };
		texts.set((await call('', body)).resource.id, [text]);
	};
	const write = async (count: number) => {
		for (let index = 0; index < count; index++) {
			for (const [thread, known] of texts) {
				const text = `${known[0]}: ${known.length}`;
				known.push(text);
				await call(`/${thread}/messages`, { resource: { text } });
			}
		}
	};
	const workflow = await client.createWorkflow({ name: 'Caught up with Twake', ...nodes(house) });
	const [trigger] = workflow.nodes;
	const hooks = `${n8n.url}/webhook/${String(trigger.webhookId)}/twake`;
	twake.state.applications.get(demoIds.application)!.api.hooks_url = hooks;
	await client.activateWorkflow(workflow);
	const heard = async () => await startedBy(house, workflow);
	const all = () => [...texts.values()].flat();
	await check.that(
		'the trigger listens',
		async () => (await request(hooks, { method: 'POST' })).statusCode,
		401,
	);
	for (let index = 0; index < THREADS; index++) await begin(`thread ${index}`);
	await check.that(
		'what is delivered starts a run each',
		async () => (await heard()).sort(),
		all().sort(),
	);

	await atRest(house);
	tell(`Restarting n8n, while ${THREADS * MESSAGES} replies are written`);
	await n8n.restart({}, async () => await write(MESSAGES));
	const ofThreads = async () => {
		const runs = await heard();
		return [...texts.values()].map(([name]) => runs.filter((text) => text.startsWith(name)));
	};
	await check.that('what was written meanwhile starts a run each, in order', ofThreads, [
		...texts.values(),
	]);
	await check.that(
		'and the node tells how many were missed',
		async () => (await heard()).filter((text) => text.startsWith('missed')),
		[`missed ${THREADS * MESSAGES}`],
	);
	const again = await client.runWorkflow(workflow, 'Catch Up');
	const found = again.data.resultData.runData['Catch Up'][0].data?.main[0];
	await check.that('nothing is missing any more', () => found?.[0].json.missed, 0);
	await client.deactivateWorkflow(workflow);
	return check.failed;
}

function nodes({ credentials }: House) {
	const { id, name } = credentials.find(({ type }) => type === 'twakeApi')!;
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
		credentials: { twakeApi: { id, name } },
	});
	return {
		nodes: [
			node('Trigger', 'twakeTrigger', {}, [0, 0]),
			node(
				'Catch Up',
				'twakeCatchUp',
				{
					pollTimes: { item: [{ mode: 'everyHour', minute: 0 }] },
					workspaces: demoIds.workspace,
					options: { missedAfter: 1 },
				},
				[0, 200],
			),
		],
		connections: {},
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
			const text = json.text as string | undefined;
			return status === 'success' ? (text ?? `missed ${String(json.missed)}`) : status;
		}),
	);
}
