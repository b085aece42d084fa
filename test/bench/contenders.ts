import { Pool } from 'undici';
import type { IDataObject, INodeType } from 'n8n-workflow';
import { executeNode } from '../engine';
import { byId, Chatwoot, chatwootAt, twakeChatAt } from './nodes';
import { plainNode } from './plain-node';
import type { Reading } from './plain-node';

/** Something that sends one request per item, all of them the same. */
export type Contender = (items: IDataObject[]) => Promise<void>;

const PATH = '/api/v1/accounts/1/contacts';
/** What people enter: expressions with the item's own values. */
export const fields = { name: '={{ $json.name }}', email: '={{ $json.email }}' };

export const people = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		name: `Person ${index}`,
		email: `p${index}@x.example`,
	}));

/** A run of a node in n8n-core's engine; throws if the node fails. */
export async function runInN8n(
	node: INodeType,
	baseUrl: string,
	parameters: object,
	items: Parameters<typeof executeNode>[0]['items'],
	token?: string,
) {
	const run = { ...chatwootAt(baseUrl, token), node, parameters: { ...parameters }, items };
	const result = await executeNode(run);
	if (result.error) throw new Error(result.error.message);
	return result;
}

/** Our node. */
export function ours(baseUrl: string, concurrency: number): Contender {
	const node = new Chatwoot();
	const operation = { resource: 'contact', operation: 'create', account: byId(1) };
	const parameters = { ...operation, ...fields, options: { concurrency } };
	return async (items) => void (await runInN8n(node, baseUrl, parameters, items));
}

/** A node that creates people by n8n's helper. */
export function plainCreates(baseUrl: string, width: number, reading: Reading): INodeType {
	const url = `${baseUrl}${PATH}`;
	const requestOf = (body: IDataObject) => ({ method: 'POST' as const, url, body });
	const creates = { credential: 'chatwootApi', fields: ['name', 'email'], reading, requestOf };
	return plainNode(creates, width);
}

/** n8n's helper, `width` at a time. */
export function helper(baseUrl: string, width: number, reading: Reading): Contender {
	const node = plainCreates(baseUrl, width, reading);
	return async (items) => void (await runInN8n(node, baseUrl, fields, items));
}

/** No n8n at all: undici with as many connections. */
export function pool(
	baseUrl: string,
	connections: number,
	requestOf: (item: IDataObject, index: number) => BareRequest = createContact,
): Contender {
	const { origin, pathname } = new URL(baseUrl);
	return async (items) => {
		const client = new Pool(origin, { connections, pipelining: 1 });
		let next = 0;
		const work = async () => {
			for (let index = next++; index < items.length; index = next++) {
				const { method, path, headers, body } = requestOf(items[index], index);
				const answer = await client.request({
					method,
					path: pathname.replace(/\/$/, '') + path,
					headers: { 'content-type': 'application/json', ...headers },
					body: JSON.stringify(body),
				});
				await answer.body.json();
			}
		};
		await Promise.all(Array.from({ length: connections }, work));
		await client.close();
	};
}

interface BareRequest {
	method: 'POST' | 'PUT';
	path: string;
	headers: Record<string, string>;
	body: object;
}

const createContact = (item: IDataObject): BareRequest => ({
	method: 'POST',
	path: PATH,
	headers: { 'api-access-token': 'TOKEN' },
	body: item,
});

/** Messages to as many rooms as are sent at once: those to one room keep their order. */
export const messages = (count: number, rooms: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		room: `!room${index % rooms}:x.example`,
		text: `Text ${index}`,
	}));

/** Our node for Twake Chat; it asks once for each room whether it may send there. */
export function ourSends(baseUrl: string, concurrency: number): Contender {
	const run = twakeChatAt(baseUrl);
	const parameters = {
		...{ resource: 'message', operation: 'send', format: 'text' },
		room: byId('={{ $json.room }}'),
		text: '={{ $json.text }}',
		options: { concurrency },
	};
	return async (items) => {
		const { error } = await executeNode({ ...run, parameters, items });
		if (error) throw new Error(error.message);
	};
}

/** n8n's helper sends the same, `width` at a time, and asks nothing before. */
export function helperSends(baseUrl: string, width: number): Contender {
	const node = plainNode(
		{
			credential: 'twakeChatApi',
			fields: ['room', 'text'],
			reading: 'nothing',
			requestOf: (item, index) => {
				const { method, path, body } = sendMessage(item, index);
				return { method, url: baseUrl + path, body };
			},
		},
		width,
	);
	const run = { ...twakeChatAt(baseUrl), node, parameters: {} };
	return async (items) => {
		const { error } = await executeNode({ ...run, items });
		if (error) throw new Error(error.message);
	};
}

export const sendMessage = ({ room, text }: IDataObject, index: number): BareRequest => ({
	method: 'PUT',
	path: `/_matrix/client/v3/rooms/${encodeURIComponent(String(room))}/send/m.room.message/${index}`,
	headers: { authorization: 'Bearer TOKEN' },
	body: { msgtype: 'm.text', body: text, 'm.mentions': {} },
});
