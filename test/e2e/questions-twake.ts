import { randomUUID } from 'node:crypto';
import { demoIds, demoWorld } from '../../sandbox/twake';
import type { House } from '../../tools/demo/house';
import { listen } from './examples-click';
import { until } from './until';
import { outcomeOf, statusOf } from './questions-asked';
import type { Checks } from './triggers-checks';

const OURS = 'n8n-nodes-twake-chatwoot';
const one = (value: string) => ({ __rl: true, mode: 'id', value });
const inSupport = {
	company: one(demoIds.company),
	workspace: one(demoIds.workspace),
	channel: one(demoIds.channel),
};
const byReply = { responseType: 'freeText', answeredBy: 'reply' };
const answered = (data: object) => ({ status: 'success', times: 1, data, timedOut: false });

/** Asks in Twake and answers as people do there, while a workflow with the trigger listens. */
export async function asksInTwake(house: House, check: Checks): Promise<void> {
	house.twake.seed(demoWorld);
	const { client } = house;
	const trigger = {
		...node(house, 'Trigger', 'twakeTrigger', { events: ['newMessage', 'button'] }),
		webhookId: randomUUID(),
	};
	const nodes = [trigger];
	const listener = await client.createWorkflow({ name: 'Hears', nodes, connections: {} });
	await listen(house, listener, trigger);
	const hooks = house.twake.state.applications.get(demoIds.application)!.api.hooks_url;
	// n8n answers an activation before it listens; unsigned deliveries are refused.
	await until(async () => (await fetch(hooks, { method: 'POST' })).status === 401);
	const runs = async () => {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: listener.id }));
		return (await client.get<{ results: unknown[] }>(`/rest/executions?filter=${filter}`)).results
			.length;
	};
	const outcome = (id: string) => async () => await outcomeOf(house, id);

	const clicked = await asked(house, {});
	const clicks = await Promise.all(
		['yes', 'no', 'no', 'yes'].map(async (choice) => await click(house, clicked, choice)),
	);
	const taken = clicks.filter((status) => status === 200).length;
	await check.that('of four clicks at once in Twake one is taken', () => taken, 1);
	const { status, times, data } = await outcomeOf(house, clicked.id);
	await check.that('and it goes on once', () => [status, times], ['success', 1]);
	const isApproved = (data as { approved?: boolean } | undefined)?.approved;
	const shows = () => textOf(house, clicked.message).split('\n\n').at(-1);
	const wanted = isApproved ? '✅ Approve – alice' : '❌ Decline – alice';
	await check.that('and the message shows that one', shows, wanted);
	const late = async () => await click(house, clicked, isApproved ? 'no' : 'yes');
	await check.that('a late click is refused', late, 400);
	await check.that('and changes nothing', shows, wanted);

	const written = await asked(house, { responseType: 'freeText' });
	await click(house, written, 'send', (action) => ({ [`${action}:text`]: 'Twelve' }));
	await check.that('a text comes by the field', outcome(written.id), answered({ text: 'Twelve' }));

	const thread = await says(house, undefined, 'Who pays?');
	await check.that('a message starts the workflow of the trigger', runs, 1);
	const inThread = { ...byReply, resource: 'thread', thread: one(thread) };
	const [first, second] = [await asked(house, inThread), await asked(house, inThread)];
	const elsewhere = await asked(house, byReply);
	await Promise.all([says(house, thread, 'Me'), says(house, elsewhere.thread, 'Elsewhere')]);
	const newer = answered({ text: 'Me' });
	await check.that('of two in a thread, a reply answers the newer', outcome(second.id), newer);
	const other = answered({ text: 'Elsewhere' });
	await check.that('and one elsewhere that there', outcome(elsewhere.id), other);
	await check.that('the older waits', async () => await statusOf(house, first.id), 'waiting');
	await says(house, thread, 'And me');
	await check.that('for the next', outcome(first.id), answered({ text: 'And me' }));
	await check.that('and they start no workflow', runs, 1);
	await says(house, thread, 'Thanks');
	await check.that('as others do', runs, 2);
	await client.deactivateWorkflow(listener);
}

const node = (
	{ credentials }: House,
	name: string,
	type: string,
	parameters: Record<string, unknown>,
) => {
	const { id, name: label } = credentials.find((each) => each.type === 'twakeApi')!;
	const position: [number, number] = [0, 0];
	const by = { twakeApi: { id, name: label } };
	const rest = { typeVersion: 1, position, parameters, credentials: by };
	return { id: randomUUID(), name, type: `${OURS}.${type}`, ...rest };
};

interface Asked {
	/** The execution. */
	id: string;
	message: string;
	thread: string;
	/** In the names of its buttons. */
	secret: string;
}

/** Starts a workflow that asks, and waits until it waits. */
async function asked(house: House, parameters: object): Promise<Asked> {
	const { client, twake } = house;
	const operation = { resource: 'message', operation: 'sendAndWait', message: 'Refund?' };
	const ask = node(house, 'Ask', 'twake', { ...operation, ...inSupport, ...parameters });
	const start = { ...ask, id: randomUUID(), name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
	const workflow = await client.createWorkflow({
		name: 'A question in Twake',
		nodes: [{ ...start, parameters: {}, credentials: {} }, ask],
		connections: { Start: { main: [[{ node: 'Ask', type: 'main', index: 0 }]] } },
	});
	const before = new Set(messagesOf(twake).map(({ id }) => id));
	const id = await client.startWorkflow(workflow, 'Start');
	if (!(await until(async () => (await statusOf(house, id)) === 'waiting'))) {
		throw new Error(`It does not wait: ${JSON.stringify(await outcomeOf(house, id))}`);
	}
	const message = messagesOf(twake).find((each) => !before.has(each.id))!;
	const [address] = Object.values(message.context as Record<string, string>);
	const secret = String(new URL(address).searchParams.get('wait'));
	return { id, message: message.id, thread: message.thread_id, secret };
}

const messagesOf = ({ state }: House['twake']) =>
	[...state.messages.values()].flatMap((thread) => [...thread.values()]);
const messageOf = ({ twake }: House, id: string) =>
	messagesOf(twake).find((message) => message.id === id)!;
const textOf = (house: House, id: string) => String(messageOf(house, id).text);

/** Clicks as Alice, whose client may still show the buttons; returns the status of the answer. */
async function click(
	house: House,
	{ message: id, secret }: Asked,
	choice: string,
	form: (action: string) => object = () => ({}),
): Promise<number> {
	const action = `n8n-question:${secret}`;
	const message = messageOf(house, id);
	const path = `/internal/services/applications/v1/applications/${demoIds.application}/event`;
	const { status } = await as(house, path, {
		type: 'interactive_message_action',
		name: `${action}:${choice}`,
		data: { message, form: form(action), interactive_context: {} },
		company_id: demoIds.company,
		workspace_id: demoIds.workspace,
	});
	return status;
}

/** Writes as Alice, in a thread or as a new one; returns its ID. */
async function says(house: House, thread: string | undefined, text: string): Promise<string> {
	const threads = `/internal/services/messages/v1/companies/${demoIds.company}/threads`;
	const place = {
		id: demoIds.channel,
		company_id: demoIds.company,
		workspace_id: demoIds.workspace,
	};
	const response = thread
		? await as(house, `${threads}/${thread}/messages`, { resource: { text } })
		: await as(house, threads, {
				resource: { participants: [{ type: 'channel', ...place }] },
				options: { message: { text } },
			});
	return ((await response.json()) as { resource: { id: string } }).resource.id;
}

async function as({ twake }: House, path: string, body: object): Promise<Response> {
	return await fetch(twake.url + path, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			authorization: `Bearer ${twake.tokens.alice}`,
		},
		body: JSON.stringify(body),
	});
}
