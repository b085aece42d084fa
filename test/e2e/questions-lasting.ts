import { randomUUID } from 'node:crypto';
import { demoWorld } from '../../sandbox/chatwoot';
import type { House } from '../../tools/demo/house';
import type { StoredWorkflow } from '../../tools/n8n';
import { until } from './until';
import {
	ask,
	askAndWait,
	customerWrites,
	newestLinks,
	outcomeOf,
	post,
	statusOf,
} from './questions-asked';
import type { Checks } from './triggers-checks';

const BY_REPLY = { ask: 'customer' };
const answered = (approved: boolean, text?: string) => ({
	status: 'success',
	times: 1,
	data: { approved, ...(text !== undefined && { text }) },
	timedOut: false,
});

/**
 * Several questions at once, executions that are stopped, and a restart of n8n during which the
 * customer replies.
 */
export async function lasting(house: House, check: Checks): Promise<void> {
	const { chatwoot, client, n8n } = house;
	chatwoot.seed(demoWorld);
	const { conversations } = chatwoot.state;
	conversations.insert({ ...conversations.get(1)!, id: 2, display_id: 2 });
	const webhooks = () => chatwoot.state.webhooks.all().length;
	const outcome = (id: string) => async () => await outcomeOf(house, id);

	const byLink = await askAndWait(house, {});
	const [link] = newestLinks(house);
	const first = await askAndWait(house, BY_REPLY, 1);
	const other = await askAndWait(house, BY_REPLY, 2);
	const { status, error } = await outcomeOf(house, await ask(house, BY_REPLY, 1));
	const told = `${status}: ${error?.replace(/until .*/, 'until')}`;
	const refusal = 'error: "Conversation" already has a question that waits for a reply, until';
	await check.that('a second question in a conversation is refused', () => told, refusal);
	await customerWrites(house, 'Decline', 2);
	const wanted = answered(false, 'Decline');
	await check.that('a reply answers the question of its conversation', outcome(other), wanted);
	const still = async () => await statusOf(house, first);
	await check.that('and not that of another', still, 'waiting');

	const stopped = await askAndWait(house, BY_REPLY, 2);
	await stop(house, stopped);
	await check.that('a stopped execution leaves its webhook', webhooks, 2);
	const next = await askAndWait(house, BY_REPLY, 2);
	await check.that('which the next question takes away', webhooks, 2);
	await stop(house, next);

	const trigger = await triggered(house);
	await check.that('and so does a trigger that is published', webhooks, 2);
	await n8n.restart({}, async () => {
		await customerWrites(house, 'Approve', 1);
		await chatwoot.delivered();
	});
	await customerWrites(house, 'Good morning', 2);
	const found = answered(true, 'Approve');
	await check.that('a reply while n8n is down is found afterwards', outcome(first), found);
	await check.that('a link still works after a restart', async () => await post(link), 200);
	await check.that('and counts', outcome(byLink), answered(true));
	await check.that('no webhook of a question is left', webhooks, 1);
	await client.deactivateWorkflow(trigger);
}

async function stop(house: House, id: string): Promise<void> {
	await house.client.post(`/rest/executions/${id}/stop`);
	await until(async () => (await statusOf(house, id)) === 'canceled');
}

/** A published workflow with a Chatwoot Trigger, which registers again at each start of n8n. */
async function triggered({ client, credentials, chatwoot }: House): Promise<StoredWorkflow> {
	const { id, type, name } = credentials[0];
	const trigger = {
		name: 'Trigger',
		type: 'n8n-nodes-twake-chatwoot.chatwootTrigger',
		typeVersion: 1,
		id: randomUUID(),
		webhookId: randomUUID(),
		position: [0, 0],
		parameters: {},
		credentials: { [type]: { id, name } },
	};
	const workflow = await client.createWorkflow({
		name: 'Listens',
		nodes: [trigger],
		connections: {},
	});
	await client.activateWorkflow(workflow);
	const isRegistered = () =>
		chatwoot.state.webhooks.where(({ url }) => url.includes(trigger.webhookId)).length > 0;
	if (!(await until(isRegistered))) throw new Error('The trigger did not register.');
	return workflow;
}
