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

const SUPPORT = `/_matrix/client/v3/rooms/${encodeURIComponent(demoIds.support)}`;

/** What somebody puts into the public room; its ID. */
export async function puts(
	house: House,
	content: object,
	{ type = 'm.room.message', token = demoIds.aliceToken as string } = {},
): Promise<string> {
	const path = `${SUPPORT}/send/${type}/${randomUUID()}`;
	return (await asks<{ event_id: string }>(house, 'PUT', path, content, token)).event_id;
}

/** Alice deletes a message of the public room. */
export async function deletes(house: House, message: string): Promise<void> {
	await asks(house, 'PUT', `${SUPPORT}/redact/${encodeURIComponent(message)}/${randomUUID()}`, {});
}

/** Alice stores a file; its address. */
export async function uploads(house: House, name: string, content: string): Promise<string> {
	const path = `/_matrix/media/v3/upload?filename=${encodeURIComponent(name)}`;
	return (await asks<{ content_uri: string }>(house, 'POST', path, content)).content_uri;
}

async function asks<Answer>(
	{ matrix }: House,
	method: string,
	path: string,
	body: object | string,
	token: string = demoIds.aliceToken,
): Promise<Answer> {
	const type = typeof body === 'string' ? 'text/plain' : 'application/json';
	const response = await fetch(matrix.url + path, {
		method,
		headers: { authorization: `Bearer ${token}`, 'content-type': type },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`The server answered ${response.status}`);
	return (await response.json()) as Answer;
}

/** What the bot has put into the public room, in its order. */
export const ownEvents = (house: House, type?: string) => ownIn(house, demoIds.support, type);

export function ownIn({ matrix }: House, room: string, type = 'm.room.message') {
	const { events } = matrix.state.rooms.get(room)!;
	return events.filter((event) => event.sender === demoIds.bot && event.type === type);
}

export const aliceWrites = async (house: House, body: string) =>
	await puts(house, { msgtype: 'm.text', body });

/** What the bot wrote, including duplicates, in the order of the room. */
export const answersIn = (house: House) =>
	ownEvents(house).map(({ content }) => String(content.body));
