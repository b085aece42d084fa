import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { errorOf, executeNode } from '../engine';
import { byId, chatwootRun } from './chatwoot';

type Answer = [status: number, body: unknown, type?: string];
/**
 * The server's answer to `POST /path`: status, body and its type (JSON by default); of a list of
 * answers, one after the other.
 */
type Answers = Record<string, Answer | Answer[]>;

let server: Server;
let requests: string[] = [];

const start = async (answers: Answers): Promise<ChatwootSandbox> => {
	requests = [];
	server = createServer((request: IncomingMessage, response) => {
		request.resume();
		const line = `${request.method} ${request.url?.replace('/api/v1/accounts/1/', '')}`;
		requests.push(line);
		const given = answers[line] ?? [404, ''];
		const answer = Array.isArray(given[0]) ? (given as Answer[]).shift() : (given as Answer);
		const [status, body, type = 'application/json'] = answer ?? [404, ''];
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		response.writeHead(status, { 'content-type': type }).end(text);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } as ChatwootSandbox;
};
afterEach(() => {
	server.close();
});

const failure = { status: 500, error: 'Internal Server Error' };
const contact = {
	resource: 'contact',
	operation: 'create',
	account: byId(1),
	name: 'Jane',
	email: 'jane@x.example',
	additionalFields: { identifier: 'crm-1' },
};
const message = {
	resource: 'message',
	operation: 'create',
	account: byId(1),
	conversation: byId(1),
	text: 'Hello',
};

describe('a contact that another request made at the same moment', () => {
	it('is named although the server only fails', async () => {
		const jane = { id: 7, name: 'Jane', email: 'jane@x.example', identifier: 'CRM-1' };
		const chatwoot = await start({
			'POST contacts': [500, failure],
			'POST contacts/filter': [200, { meta: {}, payload: [jane] }],
		});
		const error = await errorOf(chatwootRun(chatwoot, { parameters: contact }));

		// The identifier differs in letter case: that is another contact's.
		expect(error.message).toBe(
			'The contact was not created or only just now, it may have been carried out: contact 7 (Jane) already has the email jane@x.example',
		);
		expect(requests).toEqual(['POST contacts', 'POST contacts/filter', 'POST contacts/filter']);
	});

	it('is looked for in vain when the server failed over something else', async () => {
		const chatwoot = await start({
			'POST contacts': [500, failure],
			'POST contacts/filter': [500, failure],
		});
		const error = await errorOf(chatwootRun(chatwoot, { parameters: contact }));
		expect(error.message).toBe(
			'Chatwoot failed with an internal error (HTTP 500), it may have been carried out',
		);
	});

	it('may be there when the second look fails as well', async () => {
		const answers: Answers = {
			'POST contacts': [500, failure],
			'POST contacts/filter': [200, { meta: {}, payload: [] }],
		};
		const chatwoot = await start(answers);
		server.on('request', ({ url }: IncomingMessage) => {
			if (url?.endsWith('/contacts')) answers['POST contacts/filter'] = [500, failure];
		});
		const parameters = { ...contact, operation: 'createOrUpdate', findBy: 'email' };
		const error = await errorOf(chatwootRun(chatwoot, { parameters }));
		expect(error.message).toContain('may have been carried out');
	});

	it('is not looked for when a value is refused for another reason', async () => {
		const refusal = { message: 'Name is too long', attributes: ['name'] };
		const chatwoot = await start({ 'POST contacts': [422, refusal] });
		const error = await errorOf(chatwootRun(chatwoot, { parameters: contact }));

		expect(error.message).toBe('Chatwoot does not accept the values: Name is too long');
		expect(requests).toEqual(['POST contacts']);
	});
});

describe('two requests that make one session at the same moment', () => {
	it('both get their conversation: the refused one is repeated once', async () => {
		const sender = { id: 7, name: 'Jane' };
		const created = { id: 3, account_id: 1, inbox_id: 2, messages: [], meta: { sender } };
		const answers: Answers = {
			'POST conversations': [422, { error: 'source_id should be unique' }],
		};
		const chatwoot = await start(answers);
		server.on('request', () => {
			answers['POST conversations'] = [200, created];
		});
		const parameters = {
			resource: 'conversation',
			operation: 'create',
			account: byId(1),
			contact: byId(7),
			inbox: byId(2),
			sourceId: 'x',
		};
		const { json } = await executeNode(chatwootRun(chatwoot, { parameters }));

		expect(json[0]).toMatchObject({ id: 3, source_id: 'x', contact: { id: 7 } });
		expect(requests).toEqual(['POST conversations', 'POST conversations']);
	});
});

describe('an answer that is not Chatwoot’s', () => {
	it.each([
		[
			'a web page',
			'<!DOCTYPE html>',
			'text/html',
			'did not answer like Chatwoot: it sent a web page',
		],
		['plain text', 'OK', 'text/plain', 'did not answer like Chatwoot: it sent text (text/plain)'],
		[
			'half of an object',
			'{"id": 1, "con',
			'application/json',
			'The answer of Chatwoot is not complete',
		],
	])('with %s is an error although its status is 200', async (_name, body, type, text) => {
		const chatwoot = await start({ 'POST conversations/1/messages': [200, body, type] });
		const error = await errorOf(chatwootRun(chatwoot, { parameters: message }));

		expect(error.message).toContain(text);
		expect(requests).toEqual(['POST conversations/1/messages']);
	});

	it('never brings the token into what n8n stores', async () => {
		const chatwoot = await start({});
		const credential = { accessToken: 'TOP_SECRET_TOKEN' };
		const { execution, error } = await executeNode(
			chatwootRun(chatwoot, { parameters: message, credential }),
		);
		expect(error).toBeDefined();
		expect(JSON.stringify(execution)).not.toContain('TOP_SECRET_TOKEN');
	});

	it('brings attachments into the order in which they were sent', async () => {
		const attachments = [{ id: 9 }, { id: 7 }, { id: 8 }];
		const body = { id: 5, content: 'x', content_attributes: {}, attachments };
		const chatwoot = await start({ 'POST conversations/1/messages': [200, body] });
		const { json } = await executeNode(chatwootRun(chatwoot, { parameters: message }));
		expect(json[0].attachments).toMatchObject([{ id: 7 }, { id: 8 }, { id: 9 }]);
	});

	it('keeps what attachments of some kinds hold, and gives a path its server', async () => {
		const place = {
			id: 7,
			file_type: 'location',
			coordinates_lat: 48.2,
			coordinates_long: 16.3,
			fallback_title: 'Vienna',
			data_url: 'https://maps.test/?q=48.2,16.3',
		};
		const voice = {
			id: 8,
			file_type: 'audio',
			transcribed_text: 'Hello',
			data_url: '/rails/a.ogg',
		};
		const image = {
			id: 9,
			file_type: 'image',
			width: 8,
			height: 6,
			thumb_url: 'x',
			extension: null,
		};
		const body = {
			id: 5,
			content: null,
			content_attributes: {},
			attachments: [place, voice, image],
		};
		const chatwoot = await start({ 'POST conversations/1/messages': [200, body] });
		const { json } = await executeNode(chatwootRun(chatwoot, { parameters: message }));
		expect(json[0].attachments).toEqual([
			place,
			{ ...voice, data_url: `${chatwoot.url}/rails/a.ogg` },
			{ id: 9, file_type: 'image', width: 8, height: 6 },
		]);
	});

	it('loses the secrets that it holds', async () => {
		const secrets = { access_token: 's1', pubsub_token: 's2', hmac_token: 's3', secret: 's4' };
		const body = { id: 5, content: 'x', content_attributes: {}, sender: { id: 1, ...secrets } };
		const chatwoot = await start({ 'POST conversations/1/messages': [200, body] });
		const parameters = { ...message, simplify: false };
		const { json } = await executeNode(chatwootRun(chatwoot, { parameters }));
		expect(json[0]).toEqual({ ...body, sender: { id: 1 } });
	});
});

describe('an edition without what was asked for', () => {
	it('says so, and nothing was done', async () => {
		const chatwoot = await start({
			'GET portals': [200, { payload: [{ id: 1, slug: 'help' }] }],
			'GET portals/help/articles/1': [200, { payload: { id: 1 } }],
			'POST portals/help/articles/bulk_actions/translate': [501, ''],
		});
		const parameters = {
			resource: 'article',
			operation: 'bulkTranslate',
			account: byId(1),
			portal: byId(1),
			articles: '1',
			locale: 'de',
		};
		const error = await errorOf(chatwootRun(chatwoot, { parameters }));
		expect(error.message).toBe('This edition of Chatwoot cannot do this');
		expect(error.description).toBe('It belongs to the Enterprise edition. Nothing was done.');
	});
});

describe('members that were set before the answer got lost', () => {
	const refused: Answer = [401, { error: 'Invalid User IDs' }];
	const agents: Answer = [200, [{ id: 2, name: 'Bob' }]];
	const parameters = {
		resource: 'team',
		operation: 'setMembers',
		account: byId(1),
		team: byId(5),
		agents: [1],
	};

	it('are not said to be no agents when the repetition is refused', async () => {
		const chatwoot = await start({
			'PATCH teams/5/team_members': [[504, ''], refused],
			'GET agents': agents,
		});
		const error = await errorOf(chatwootRun(chatwoot, { parameters }));
		expect(error.message).toContain('it may have been carried out');
		expect(requests).not.toContain('GET agents');
	});

	it('are looked up when the server refuses them at once', async () => {
		const chatwoot = await start({ 'PATCH teams/5/team_members': refused, 'GET agents': agents });
		const error = await errorOf(chatwootRun(chatwoot, { parameters }));
		expect(error.message).toContain('holds IDs of people who are not agents of the account: 1');
	});
});

describe('participants that were set', () => {
	it.each([
		['an object', {}],
		['people without an id', [{ name: 'Bob' }]],
	])('do not count as set when the answer is %s', async (_form, answer) => {
		const chatwoot = await start({
			'GET agents': [200, [{ id: 2, name: 'Bob' }]],
			'GET conversations/1/participants': [200, []],
			'PATCH conversations/1/participants': [200, answer],
		});
		const operation = 'setParticipants';
		const parameters = { ...message, resource: 'conversation', operation, agents: [2] };
		const error = await errorOf(chatwootRun(chatwoot, { parameters }));
		expect(error.message).toContain('may have been carried out');
		expect(requests.at(-1)).toBe('PATCH conversations/1/participants');
	});
});
