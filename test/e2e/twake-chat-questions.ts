import { randomUUID } from 'node:crypto';
import { demoIds } from '../../sandbox/matrix';
import type { House } from '../../tools/demo/house';
import { until } from './until';
import { statusOf } from './questions-asked';
import { reviewed } from './questions-review';
import type { Reviewers } from './questions-review';
import type { Checks } from './triggers-checks';
import { inSupport, OURS, ownEvents, placed, puts } from './twake-chat-room';

interface Case {
	what: string;
	parameters?: object;
	/** What people do; nothing if nobody answers. */
	answer?(house: House, message: string): Promise<unknown>;
	data?: object;
	/** The end of the question after that. */
	shows?: string;
}

const reacts = async (house: House, event_id: string, key: string, token?: string) =>
	await puts(
		house,
		{ 'm.relates_to': { rel_type: 'm.annotation', event_id, key } },
		{ type: 'm.reaction', token },
	);
const onlyAlice = { additionalFields: { mayAnswer: demoIds.alice } };
const seconds = { limitWaitTime: { values: { resumeAmount: 0.02, resumeUnit: 'minutes' } } };

const CASES: Case[] = [
	{
		what: 'yes',
		answer: async (house, id) => await reacts(house, id, '✅'),
		data: { approved: true },
		shows: '✅ Approve – Alice Martin',
	},
	{
		what: 'no, after a yes of somebody who may not answer',
		parameters: onlyAlice,
		async answer(house, id) {
			await reacts(house, id, '✅', demoIds.bobToken);
			await reacts(house, id, '❌');
		},
		data: { approved: false },
		shows: '❌ Decline – Alice Martin',
	},
	{
		what: 'a text',
		parameters: { responseType: 'freeText' },
		async answer(house, event_id) {
			const relation = { 'm.relates_to': { 'm.in_reply_to': { event_id } } };
			await puts(house, { msgtype: 'm.text', body: 'Twelve', ...relation });
		},
		data: { text: 'Twelve' },
		shows: 'Twelve – Alice Martin',
	},
	{
		what: 'a link',
		parameters: { answeredBy: 'link' },
		async answer(house) {
			const [url] = String(ownEvents(house).at(-1)!.content.body).match(/http:\/\/\S+/g)!;
			// n8n refuses as long as the execution has not fallen asleep.
			await until(async () => (await fetch(url, { method: 'POST' })).ok);
		},
		data: { approved: true },
		shows: '✅ Approve',
	},
	{ what: 'nothing in time', parameters: { additionalFields: seconds } },
];

/** Asks in a room, and answers as people do, while a workflow with the trigger listens. */
export async function asksInTwakeChat(house: House, check: Checks): Promise<void> {
	const { client, matrix } = house;
	const heard = async () => {
		const list = await client.get<{ results: unknown[] }>(
			`/rest/executions?filter=${encodeURIComponent(JSON.stringify({ workflowId: listener.id }))}`,
		);
		return list.results.length;
	};
	const listener = await client.createWorkflow({
		name: 'Listener',
		nodes: [
			placed(house, 'twakeChatApi', {
				name: 'Trigger',
				type: `${OURS}.twakeChatTrigger`,
				parameters: { events: ['newMessage', 'reactionAdded'], filters: { users: demoIds.alice } },
			}),
		],
		connections: {},
	});
	const { accountData } = matrix.state.users.get(demoIds.bot)!;
	const isHeard = () => [...accountData.values()].some(({ content }) => content.by);
	await until(() => !isHeard());
	const first = await started(house, {});
	await check.that(
		'a question that nobody would hear is refused',
		async () => await statusOf(house, first),
		'error',
	);
	await client.activateWorkflow(listener);
	await until(isHeard);
	for (const { what, parameters = {}, answer, data, shows } of CASES) {
		const before = ownEvents(house).length;
		const id = await started(house, parameters);
		await until(() => ownEvents(house).length > before);
		const question = ownEvents(house)[before];
		await check.that(
			`a question in Twake Chat that gets ${what} can be pressed or read`,
			() => String(question.content.body).startsWith('Refund?\n\n'),
			true,
		);
		await answer?.(house, question.id);
		await check.that('and ends', async () => await statusOf(house, id), 'success');
		const { resultData } = (await client.finishedExecution(id)).data;
		const { json } = resultData.runData.Ask[0].data!.main[0]![0];
		await check.that('with the answer', () => ({ timedOut: json.timedOut, data: json.data }), {
			timedOut: data === undefined,
			data,
		});
		if (shows === undefined) continue;
		const shown = () => String(ownEvents(house).at(-1)!.content.body).split('\n\n').at(-1);
		await check.that('and shows it', shown, shows);
	}
	await check.that('answers start no workflow', heard, 0);
	const stale = ownEvents(house).find(({ content }) => 'n8n.question' in content)!;
	await reacts(house, stale.id, '❌');
	await check.that('a late one is a reaction like any other', heard, 1);
	await forged(house, check);
	await reviewed(house, check, inSupportRoom(house));
	await client.deactivateWorkflow(listener);
}

/** The people of a room, who answer by a reaction. */
const inSupportRoom = (house: House): Reviewers => ({
	node: placed(house, 'twakeChatApi', {
		name: 'Ask the room',
		type: `${OURS}.twakeChatHitlTool`,
		parameters: inSupport,
	}),
	async answer(isApproved) {
		await reacts(house, newestQuestion(house)!.id, isApproved ? '✅' : '❌');
		return 'once';
	},
});

const newestQuestion = (house: House) =>
	ownEvents(house).findLast(({ content }) => 'n8n.question' in content);

/** Somebody who reads the address in the question cannot answer in the name of another. */
async function forged(house: House, check: Checks): Promise<void> {
	const before = ownEvents(house).length;
	const id = await started(house, onlyAlice);
	await until(() => ownEvents(house).length > before);
	await check.that('a question waits', async () => await statusOf(house, id), 'waiting');
	const { address } = ownEvents(house)[before].content['n8n.question'] as { address: string };
	const [, offered] = ownEvents(house, 'm.reaction');
	const said: Array<string | number> = [];
	for (const url of [address, address.replace(/signature=\w+/, `signature=${'0'.repeat(64)}`)]) {
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ event: offered.id, approved: true }),
		});
		said.push(response.status === 200 ? await response.text() : response.status);
	}
	await check.that('and believes no forger', () => said, ['{"isTaken":false}', 401]);
	await check.that('but goes on waiting', async () => await statusOf(house, id), 'waiting');
}

/** Starts a workflow that asks; returns the ID of its execution. */
async function started(house: House, parameters: object): Promise<string> {
	const { client } = house;
	const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} };
	const ask = {
		name: 'Ask',
		type: `${OURS}.twakeChat`,
		parameters: {
			resource: 'message',
			operation: 'sendAndWait',
			...inSupport,
			message: 'Refund?',
			...parameters,
		},
	};
	const workflow = await client.createWorkflow({
		name: 'A question in Twake Chat',
		nodes: [
			{ id: randomUUID(), typeVersion: 1, position: [0, 0], ...start },
			placed(house, 'twakeChatApi', ask, 1),
		],
		connections: { Start: { main: [[{ node: 'Ask', type: 'main', index: 0 }]] } },
	});
	return await client.startWorkflow(workflow, 'Start');
}
