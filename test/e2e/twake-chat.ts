import { randomUUID } from 'node:crypto';
import { demoIds } from '../../sandbox/matrix';
import type { House } from '../../tools/demo/house';
import { tell } from '../../tools/demo/report';
import type { WorkflowNode } from '../../tools/n8n';
import { Checks } from './triggers-checks';

const OURS = 'n8n-nodes-twake-chatwoot';
const texts = Array.from({ length: 20 }, (_, index) => `Question ${index}`);

/**
 * Alice writes in a room, and a workflow with the Twake Chat Trigger answers each message. Returns how
 * many things were not as they should be.
 */
export async function runTwakeChat(house: House): Promise<number> {
	const { client, matrix } = house;
	const check = new Checks();
	tell('Answering in Twake Chat');
	const workflow = await client.createWorkflow({ name: 'Twake Chat', ...workflowIn(house) });
	await client.activateWorkflow(workflow);
	const polls = () => matrix.requests.some(({ path }) => path.includes('/sync'));
	await check.that('the trigger listens', polls, true);
	await Promise.all(texts.map(async (text) => await aliceWrites(house, text)));
	const answers = () => answersIn(house).toSorted();
	const wanted = texts.map((text) => `Heard: ${text}`).toSorted();
	await check.that('every message is answered once', answers, wanted);

	await client.deactivateWorkflow(workflow);
	await aliceWrites(house, 'Nobody is here');
	await client.activateWorkflow(workflow);
	await aliceWrites(house, 'Back again');
	await check.that(
		'after a pause, what came meanwhile and what comes now',
		// Each message is an execution of its own.
		() => answersIn(house).slice(texts.length).toSorted(),
		['Heard: Back again', 'Heard: Nobody is here'],
	);
	await client.deactivateWorkflow(workflow);
	const { mistakes } = matrix;
	await check.that('the server made no mistake', () => mistakes, []);
	return check.failed;
}

function workflowIn({ credentials }: House) {
	const { id, type, name } = credentials.find((each) => each.type === 'twakeChatApi')!;
	const byExpression = (value: string) => ({ __rl: true, mode: 'id', value });
	const node = (rest: WorkflowNode, index: number) => ({
		...rest,
		id: randomUUID(),
		typeVersion: 1,
		position: [index * 200, 0],
		credentials: { [type]: { id, name } },
	});
	return {
		nodes: [
			{ name: 'Trigger', type: `${OURS}.twakeChatTrigger`, parameters: {} },
			{
				name: 'Answer',
				type: `${OURS}.twakeChat`,
				parameters: {
					resource: 'message',
					operation: 'reply',
					room: byExpression('={{ $json.room_id }}'),
					message: '={{ $json.id }}',
					text: '=Heard: {{ $json.text }}',
				},
			},
		].map(node),
		connections: { Trigger: { main: [[{ node: 'Answer', type: 'main', index: 0 }]] } },
	};
}

async function aliceWrites({ matrix }: House, body: string): Promise<void> {
	const path = `/_matrix/client/v3/rooms/${encodeURIComponent(demoIds.support)}/send/m.room.message`;
	const response = await fetch(`${matrix.url}${path}/${randomUUID()}`, {
		method: 'PUT',
		headers: {
			authorization: `Bearer ${demoIds.aliceToken}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify({ msgtype: 'm.text', body }),
	});
	if (!response.ok) throw new Error(`The server answered ${response.status} to Alice`);
}

/** What the bot wrote, including duplicates, in the order of the room. */
function answersIn({ matrix }: House): string[] {
	const room = matrix.state.rooms.get(demoIds.support)!;
	return room.events
		.filter(({ sender, type }) => sender === demoIds.bot && type === 'm.room.message')
		.map(({ content }) => String(content.body));
}
