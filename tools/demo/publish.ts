import { setTimeout as sleep } from 'node:timers/promises';
import { demoWorld } from '../../sandbox/chatwoot';
import { demoIds as matrixIds } from '../../sandbox/matrix';
import { demoIds } from '../../sandbox/twake';
import { Problem } from '../n8n';
import type { StoredWorkflow } from '../n8n';
import type { House } from './house';
import { filledIn } from './workflow';

const ATTEMPTS = 4;
const PATIENCE = 30_000;
const CHANNEL = `/client/${demoIds.company}/w/${demoIds.workspace}/c/${demoIds.channel}`;
const inbox = { __rl: true, mode: 'id', value: demoWorld.inboxes?.bridge.id };

/** Imports an example and enters what its note asks for. */
export async function importExample(
	{ client, credentials, twake }: House,
	file: string,
	change: (parameters: Record<string, unknown>, type: string) => void = () => {},
): Promise<StoredWorkflow> {
	const channel = twake.url + CHANNEL;
	const room = `https://matrix.to/#/${matrixIds.support}`;
	const workflow = filledIn(file, credentials, {
		twakeChannel: channel,
		channelAddress: channel,
		'everything else': file.includes('twake-chat') ? room : channel,
	});
	for (const { parameters, type } of workflow.nodes) change(parameters, type);
	return await client.createWorkflow(workflow);
}

export interface Published {
	/** A customer is silent after so many seconds; in the examples after six. */
	silence?: number;
}

/** Imports an example, sets it up as its note says, publishes it and waits until it listens. */
export async function publish(
	house: House,
	file: string,
	{ silence = 1 }: Published = {},
): Promise<StoredWorkflow> {
	const workflow = await importExample(house, file, (parameters, type) => {
		if (!type.endsWith('.chatwootTrigger')) return;
		if (parameters.source === 'bot') parameters.inbox = inbox;
		if (parameters.answerBursts) parameters.silence = silence;
	});
	const addresses = workflow.nodes.flatMap(({ type, webhookId }) => {
		const [, service] = /\.(chatwoot|twake)Trigger$/.exec(type) ?? [];
		return service ? [`${house.n8n.url}/webhook/${String(webhookId)}/${service}`] : [];
	});
	const ofTwake = addresses.find((address) => address.endsWith('/twake'));
	const application = house.twake.state.applications.get(demoIds.application);
	if (application && ofTwake) application.api.hooks_url = ofTwake;
	// Soon after starting, n8n 2.40.7 may call a workflow active whose triggers it has removed again.
	for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
		await house.client.activateWorkflow(workflow);
		if (await allListen(house, addresses)) return workflow;
		await house.client.deactivateWorkflow(workflow);
	}
	throw new Problem(`n8n published ${file}, but its triggers do not listen.`);
}

/** n8n answers an activation before it listens and is registered; unsigned deliveries are refused. */
async function allListen({ chatwoot }: House, addresses: string[]): Promise<boolean> {
	const { webhooks, bots, inboxes } = chatwoot.state;
	const callers = () => [
		...webhooks.all().map(({ url }) => url),
		...inboxes.all().map(({ bot_id: bot }) => bots.get(bot)?.outgoing_url),
	];
	const listens = async (address: string) =>
		(address.endsWith('/twake') || callers().includes(address)) &&
		(await fetch(address, { method: 'POST' })).status === 401;
	const deadline = Date.now() + PATIENCE;
	for (const address of addresses) {
		while (!(await listens(address))) {
			if (Date.now() > deadline) return false;
			await sleep(100);
		}
	}
	return true;
}
