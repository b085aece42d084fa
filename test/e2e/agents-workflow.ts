import { demoWorld } from '../../sandbox/chatwoot';
import { demoIds } from '../../sandbox/twake';
import type { House } from '../../tools/demo/house';
import type { StoredWorkflow } from '../../tools/n8n';
import type { People, Talk } from './bridge-people';
import { until } from './examples-click';
import { filledIn } from './examples-run';
import type { Checks } from './triggers-checks';

export interface Scene {
	house: House;
	people: People;
	check: Checks;
}

const CHANNEL = `/client/${demoIds.company}/w/${demoIds.workspace}/c/${demoIds.channel}`;
const inbox = { __rl: true, mode: 'id', value: demoWorld.inboxes?.bridge.id };

/**
 * Imports an example, sets it up as its note says, publishes it and waits until it listens. A customer
 * is silent after `silence` seconds; in the examples after six.
 */
export async function activated(house: House, file: string, silence = 1): Promise<StoredWorkflow> {
	const { client, credentials, twake, n8n } = house;
	const given = filledIn(file, credentials, { twakeChannel: twake.url + CHANNEL });
	for (const { type, parameters } of given.nodes) {
		if (!type.endsWith('.chatwootTrigger')) continue;
		if (parameters.source === 'bot') parameters.inbox = inbox;
		if (parameters.answerBursts) parameters.silence = silence;
	}
	const workflow = await client.createWorkflow(given);
	const addresses = workflow.nodes.flatMap(({ type, webhookId }) => {
		const [, service] = /\.(chatwoot|twake)Trigger$/.exec(type) ?? [];
		return service ? [`${n8n.url}/webhook/${String(webhookId)}/${service}`] : [];
	});
	const ofTwake = addresses.find((address) => address.endsWith('/twake'));
	twake.state.applications.get(demoIds.application)!.api.hooks_url = ofTwake ?? '';
	await client.activateWorkflow(workflow);
	// n8n answers an activation before it listens and is registered; unsigned deliveries are refused.
	const { webhooks, bots, inboxes } = house.chatwoot.state;
	const callers = () => [
		...webhooks.all().map(({ url }) => url),
		...inboxes.all().map(({ bot_id: bot }) => bots.get(bot)?.outgoing_url),
	];
	const listens = async (address: string) =>
		(address === ofTwake || callers().includes(address)) &&
		(await fetch(address, { method: 'POST' })).status === 401;
	for (const address of addresses) {
		if (!(await until(async () => await listens(address)))) {
			throw new Error(`${file} does not listen at ${address}.`);
		}
	}
	return workflow;
}

/** Waits until a conversation shows these messages and no others; says in the log whether it does. */
export async function shows({ check, people }: Scene, what: string, talk: Talk, lines: string[]) {
	await check.that(what, () => people.conversation(talk), lines);
}

/** How many executions are running. */
export async function running({ client }: House): Promise<number> {
	const filter = encodeURIComponent(JSON.stringify({ status: ['new', 'running'] }));
	const { results } = await client.get<{ results: object[] }>(`/rest/executions?filter=${filter}`);
	return results.length;
}
