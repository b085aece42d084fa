import { request } from 'undici';
import { demoIds, demoWorld } from '../../sandbox/twake';
import type { House } from '../../tools/demo/house';
import { tell } from '../../tools/demo/report';
import { atRest } from './bridge';
import { checkNothingMissing, putRight, startedBy, triggerAndCatchUp } from './catch-up-runs';
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
	const workflow = await client.createWorkflow({
		name: 'Caught up with Twake',
		nodes: triggerAndCatchUp(house, 'twake', { catchUp: { workspaces: demoIds.workspace } }),
		connections: {},
	});
	const [trigger] = workflow.nodes;
	const hooks = `${n8n.url}/webhook/${String(trigger.webhookId)}/twake`;
	twake.state.applications.get(demoIds.application)!.api.hooks_url = hooks;
	await client.activateWorkflow(workflow);
	const heard = async () =>
		await startedBy(house, workflow, ({ text }) => text as string | undefined);
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

	await putRight(house, check, workflow);
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
	await checkNothingMissing(house, check, workflow);
	await client.deactivateWorkflow(workflow);
	return check.failed;
}
