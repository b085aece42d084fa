import { Pool } from 'undici';
import type { IDataObject, INodeType } from 'n8n-workflow';
import { executeNode } from '../engine';
import { byId, Chatwoot, chatwootAt } from './nodes';
import { plainNode } from './plain-node';

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

/** n8n's helper, `width` at a time. */
export function helper(
	baseUrl: string,
	width: number,
	reading: 'parameters' | 'nothing',
): Contender {
	const node = plainNode(`${baseUrl}${PATH}`, width, reading);
	return async (items) => void (await runInN8n(node, baseUrl, fields, items));
}

/** No n8n at all: undici with as many connections. */
export function pool(baseUrl: string, connections: number): Contender {
	const { origin, pathname } = new URL(baseUrl);
	const headers = { 'content-type': 'application/json', 'api-access-token': 'TOKEN' };
	return async (items) => {
		const client = new Pool(origin, { connections, pipelining: 1 });
		let next = 0;
		const work = async () => {
			for (let index = next++; index < items.length; index = next++) {
				const body = JSON.stringify(items[index]);
				const path = `${pathname.replace(/\/$/, '')}${PATH}`;
				const answer = await client.request({ method: 'POST', path, headers, body });
				await answer.body.json();
			}
		};
		await Promise.all(Array.from({ length: connections }, work));
		await client.close();
	};
}
