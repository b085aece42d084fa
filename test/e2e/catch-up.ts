import { request } from 'undici';
import { demoWorld } from '../../sandbox/chatwoot';
import type { House } from '../../tools/demo/house';
import { tell } from '../../tools/demo/report';
import { atRest } from './bridge';
import { checkNothingMissing, putRight, startedBy, triggerAndCatchUp } from './catch-up-runs';
import { Checks } from './triggers-checks';
import { until } from './until';

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
	// Chatwoot tells times in whole seconds, and what is there already is not looked for.
	await nextSecond();
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
	const [trigger, catchUp] = triggerAndCatchUp(house, 'chatwoot', {
		trigger: { preset: 'newCustomerMessage' },
	});
	const connections = {};
	const workflow = await client.createWorkflow({
		name: 'Caught up',
		nodes: [trigger],
		connections,
	});
	const companion = await client.createWorkflow({
		name: 'Catching up',
		nodes: [catchUp],
		connections,
	});
	await client.activateWorkflow(workflow);
	const isThere = () => chatwoot.state.webhooks.all().length;
	await check.that('the trigger is registered', isThere, 1);
	await write(1);
	const started = async () => await startedBy(house, workflow, contentOf);
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

	await putRight(house, check, companion);
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
		async () => await startedBy(house, companion, contentOf),
		[`missed ${TALKS * MESSAGES}`],
	);
	await checkNothingMissing(house, check, companion);
	await write(1);
	await check.that('what is delivered still starts a run each', heard, all());

	await client.deactivateWorkflow(companion);
	await client.deactivateWorkflow(workflow);
	await check.that('nothing is left in Chatwoot', isThere, 0);
	return check.failed;
}

async function nextSecond(): Promise<void> {
	const second = () => Math.floor(Date.now() / 1000);
	const now = second();
	await until(() => second() > now);
}

/** The content of the message that started a run. */
const contentOf = ({ message }: Record<string, unknown>) =>
	(message as { content: string } | undefined)?.content;

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
