import { randomUUID } from 'node:crypto';
import { demoIds } from '../../sandbox/matrix';
import type { House } from '../../tools/demo/house';
import type { StoredWorkflow, WorkflowNode } from '../../tools/n8n';
import type { Checks } from './triggers-checks';

export const OURS = 'n8n-nodes-twake-chatwoot';
export const inSupport = { room: { __rl: true, mode: 'id', value: demoIds.support } };

/** A node with the credential of its type. */
export function placed({ credentials }: House, type: string, rest: WorkflowNode, index = 0) {
	const { id, name } = credentials.find((each) => each.type === type)!;
	return {
		id: randomUUID(),
		typeVersion: 1,
		position: [index * 200, 0],
		...rest,
		credentials: { [type]: { id, name } },
	};
}

/** Publishes a workflow with the trigger, which hears nothing of what was there before its first poll. */
export async function listening(
	{ client, matrix }: House,
	check: Checks,
	workflow: StoredWorkflow,
): Promise<void> {
	const before = new Set(matrix.requests);
	await client.activateWorkflow(workflow);
	const polls = () =>
		matrix.requests.some((each) => !before.has(each) && /\/sync\?.*since=/.test(each.path));
	await check.that('the trigger listens', polls, true);
}

/** What somebody puts into the public room. */
export async function puts(
	{ matrix }: House,
	content: object,
	{ type = 'm.room.message', token = demoIds.aliceToken as string } = {},
): Promise<void> {
	const path = `/_matrix/client/v3/rooms/${encodeURIComponent(demoIds.support)}/send/${type}`;
	const response = await fetch(`${matrix.url}${path}/${randomUUID()}`, {
		method: 'PUT',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: JSON.stringify(content),
	});
	if (!response.ok) throw new Error(`The server answered ${response.status}`);
}

/** What the bot has put into the public room, in its order. */
export function ownEvents({ matrix }: House, type = 'm.room.message') {
	const { events } = matrix.state.rooms.get(demoIds.support)!;
	return events.filter((event) => event.sender === demoIds.bot && event.type === type);
}

export const aliceWrites = async (house: House, body: string) =>
	await puts(house, { msgtype: 'm.text', body });

/** What the bot wrote, including duplicates, in the order of the room. */
export const answersIn = (house: House) =>
	ownEvents(house).map(({ content }) => String(content.body));
