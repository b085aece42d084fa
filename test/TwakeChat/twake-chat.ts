import type { IDataObject, INodeExecutionData, INodeParameters, OnError } from 'n8n-workflow';
import { TwakeChatApi } from '../../credentials/TwakeChatApi.credentials';
import { TwakeChat } from '../../nodes/TwakeChat/TwakeChat.node.ts';
import { demoIds, demoWorld, startMatrix } from '../../sandbox/matrix';
import type { MatrixSandbox } from '../../sandbox/matrix';
import type { NodeRun } from '../engine';
import { useSandbox } from '../sandbox';

const nodeType = new TwakeChat();
const credentialType = new TwakeChatApi();

export interface TwakeChatRun {
	parameters: INodeParameters;
	items?: Array<IDataObject | INodeExecutionData>;
	onError?: OnError;
	/** Changes to the credential of the demo world's bot. */
	credential?: IDataObject;
}

/** A homeserver for the tests of a file, each of which begins with the demo world. */
export function useMatrix(use: (started: MatrixSandbox) => void): void {
	useSandbox(startMatrix, demoWorld, use);
}

/** A run of the Twake Chat node against a sandbox with the demo world. */
export function twakeChatRun(matrix: MatrixSandbox, { credential, ...run }: TwakeChatRun): NodeRun {
	return {
		node: nodeType,
		credential: credentialType,
		credentialData: {
			baseUrl: matrix.url,
			accessToken: demoIds.token,
			...(credential as Record<string, string>),
		},
		...run,
	};
}

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
export const byUrl = (value: string) => ({ __rl: true, mode: 'url', value });
export const inSupport = { room: byId(demoIds.support) };

/** Parameters that send a message to the public room of the demo world. */
export const sendToSupport: INodeParameters = {
	resource: 'message',
	operation: 'send',
	...inSupport,
	text: 'Hello',
};

interface Shown {
	event_id: string;
	type: string;
	sender: string;
	content: IDataObject;
	unsigned?: IDataObject;
}

/** A request as a person's client makes it. */
export async function asked(
	matrix: MatrixSandbox,
	path: string,
	{ token = demoIds.aliceToken, ...options }: RequestInit & { token?: string } = {},
): Promise<IDataObject> {
	const response = await fetch(`${matrix.url}${path}`, {
		...options,
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
	});
	if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
	return (await response.json()) as IDataObject;
}

const rooms = (room: string) => `/_matrix/client/v3/rooms/${encodeURIComponent(room)}`;

let transaction = 0;

/** What Alice, or another person, puts into a room; its ID. */
export async function posted(
	matrix: MatrixSandbox,
	content: IDataObject,
	{
		room = demoIds.support as string,
		token = demoIds.aliceToken as string,
		type = 'm.room.message',
	} = {},
): Promise<string> {
	const path = `${rooms(room)}/send/${type}/test-${++transaction}`;
	const body = JSON.stringify(content);
	const { event_id: id } = await asked(matrix, path, { method: 'PUT', token, body });
	return String(id);
}

export const text = (body: string): IDataObject => ({ msgtype: 'm.text', body });

/** The messages of a room as Alice's client gets them, the oldest first. */
export async function eventsIn(
	matrix: MatrixSandbox,
	room: string = demoIds.support,
	type = 'm.room.message',
): Promise<Shown[]> {
	const { chunk } = await asked(matrix, `${rooms(room)}/messages?dir=f&limit=1000`);
	return (chunk as unknown as Shown[]).filter((event) => event.type === type);
}

/** What people read in a room. */
export async function shownIn(matrix: MatrixSandbox, room?: string): Promise<string[]> {
	return (await eventsIn(matrix, room)).map(({ content }) => String(content.body));
}

/** Alice, or another person, upgrades a room; the ID of the new one, with nobody else in it. */
export async function upgraded(
	matrix: MatrixSandbox,
	room: string,
	token: string = demoIds.aliceToken,
): Promise<string> {
	const body = JSON.stringify({ new_version: '12' });
	const path = `${rooms(room)}/upgrade`;
	const { replacement_room: next } = await asked(matrix, path, { method: 'POST', token, body });
	return String(next);
}

/** Requests that reached the server, as `POST /path`. */
export function requestsOf(matrix: MatrixSandbox): string[] {
	return matrix.requests.map(({ method, path }) => `${method} ${path}`);
}
