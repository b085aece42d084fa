import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { executeNode } from '../engine';
import { byId, chatwootRun } from './chatwoot';

/** A slow server that counts how many requests it had at once. */
let server: Server;
let chatwoot: ChatwootSandbox;
let most = 0;

const sender = { id: 1, name: 'Jane' };
const answers: Record<string, object> = {
	contacts: { payload: { contact: sender, contact_inbox: { inbox: null, source_id: null } } },
	conversations: { id: 1, account_id: 1, messages: [], meta: { sender } },
	messages: { id: 1, content_attributes: {} },
	notes: { id: 1, content: 'x' },
};

beforeEach(async () => {
	let current = 0;
	most = 0;
	server = createServer(async (request, response) => {
		most = Math.max(most, ++current);
		await sleep(15);
		current--;
		const last = request.url?.split('/').at(-1) ?? '';
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify(answers[last]));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	chatwoot = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
	} as ChatwootSandbox;
});
afterEach(() => {
	server.close();
});

const operations: Array<[string, INodeParameters, IDataObject, (index: number) => IDataObject]> = [
	[
		'contacts of one person',
		{
			resource: 'contact',
			name: 'Jane',
			phoneNumber: '={{ $json.phone }}',
			email: '={{ $json.mail }}',
		},
		{ phone: '+12', mail: '' },
		(index) => ({ phone: '', mail: `p${index}@x.example` }),
	],
	[
		'conversations of one contact in one inbox',
		{
			resource: 'conversation',
			contact: byId('={{ $json.contact }}'),
			inbox: byId(3),
			sourceId: '=s{{ $json.contact }}',
		},
		{ contact: 7 },
		(index) => ({ contact: index + 1 }),
	],
	[
		'notes about one contact',
		{ resource: 'contactNote', contact: byId('={{ $json.contact }}'), text: 'Hello' },
		{ contact: 7 },
		(index) => ({ contact: index + 1 }),
	],
	[
		'messages in one conversation',
		{ resource: 'message', conversation: byId('={{ $json.where }}'), text: 'Hello' },
		{ where: '/app/accounts/1/conversations/7' },
		(index) => ({ where: String(index + 1) }),
	],
];

describe.each(operations)('making %s', (_name, parameters, same, different) => {
	const run = async (items: IDataObject[]) => {
		const all = { ...parameters, operation: 'create', account: byId(1) };
		const { error, json } = await executeNode(chatwootRun(chatwoot, { parameters: all, items }));
		expect(error).toBeUndefined();
		expect(json).toHaveLength(items.length);
	};

	it('goes one after the other, as the server has no locks', async () => {
		await run(Array.from({ length: 6 }, () => same));
		expect(most).toBe(1);
	});

	it('does not hold up the others', async () => {
		await run(Array.from({ length: 6 }, (_, index) => different(index)));
		expect(most).toBeGreaterThan(1);
	});
});
