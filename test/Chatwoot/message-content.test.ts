import { demoWorld, startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { errorOf, itemWithFile, runNode, searchList } from '../engine';
import { bodiesOf, byId, chatwootRun, demo, mark } from './chatwoot';
import type { ChatwootRun } from './chatwoot';

let chatwoot: ChatwootSandbox;
const run = (given: ChatwootRun) => chatwootRun(chatwoot, given);
const account = '/api/v1/accounts/1';
const path = `${account}/conversations/1/messages`;
const world = {
	...demoWorld,
	inboxes: {
		...demoWorld.inboxes,
		mail: { id: 3, name: 'Mail', channel_type: 'Channel::Email', email: 'help@acme.example' },
		whatsapp: {
			id: 4,
			name: 'WhatsApp',
			channel_type: 'Channel::Whatsapp',
			phone_number: '+4930999999',
		},
	},
	canned_responses: [
		{ id: 4, short_code: 'hello', content: 'Hello {{contact.name}}, how can we help?' },
		{ id: 5, short_code: 'bye', content: 'Bye' },
	],
};
const create = (additionalFields: object = {}, more: object = {}) => {
	const fixed = { resource: 'message', operation: 'create', account: byId(demo.account) };
	const given: object = { additionalFields, ...more };
	return { ...fixed, conversation: byId(demo.conversation), ...given };
};
const write = async (additionalFields: object, more: object = {}) =>
	(await runNode(run({ parameters: create(additionalFields, more) })))[0];
const moveTo = (inbox: number) => {
	chatwoot.state.conversations.get(1)!.inbox_id = inbox;
};

beforeAll(async () => {
	chatwoot = await startChatwoot();
});
beforeEach(() => {
	chatwoot.seed(world);
	chatwoot.requests.length = 0;
});
afterAll(async () => {
	expect(chatwoot.mistakes).toEqual([]);
	await chatwoot.close();
});

describe('A canned response', () => {
	it('is sent with its variables filled in', async () => {
		const output = await write({ cannedResponse: byId(4) });
		expect(output.content).toBe('Hello Carla Customer, how can we help?');
	});

	it('stands before a text of its own, which is sent as typed', async () => {
		const output = await write({ cannedResponse: byId(4) }, { text: 'Use {{ code }}.' });
		expect(output.content).toBe('Hello Carla Customer, how can we help?\n\nUse {{ code }}.');
	});

	it('is chosen per item, and the list asked for once', async () => {
		const items = [{ id: 4 }, { id: 5 }];
		const parameters = create({ cannedResponse: byId('={{ $json.id }}') });
		const output = await runNode(run({ parameters, items }));
		expect(output.map(({ content }) => content)).toEqual([
			'Hello Carla Customer, how can we help?',
			'Bye',
		]);
		expect(chatwoot.requests.filter(({ method }) => method === 'GET')).toHaveLength(1);
	});

	it('works in Send to Contact', async () => {
		const parameters = {
			...create({ cannedResponse: byId(4) }),
			operation: 'sendToContact',
			inbox: byId(demo.api),
			email: 'dan@davies.example',
		};
		const [output] = await runNode(run({ parameters }));
		expect(output.message).toMatchObject({ content: 'Hello Dan Davies, how can we help?' });
	});

	it('is offered by its short code and text', async () => {
		const { results } = await searchList(run({ parameters: create() }), 'searchCannedResponses');
		expect(results.map(({ value }) => value)).toEqual([5, 4]);
		expect(results[0].name).toContain('bye');
	});

	it('is refused when the account has none with this ID', async () => {
		const error = await errorOf(run({ parameters: create({ cannedResponse: byId(99) }) }));
		expect(error.message).toBe(
			'"Additional Fields > Canned Response" is not a canned response of the account: 99',
		);
		expect(bodiesOf(chatwoot, path)).toEqual([]);
	});

	it('is refused for an incoming message before any request', async () => {
		const parameters = create({ cannedResponse: byId(4) }, { messageType: 'incoming' });
		const error = await errorOf(run({ parameters }));
		expect(error.message).toContain('does not go with an incoming message');
		expect(chatwoot.requests).toEqual([]);
	});
});

describe('Uploaded files', () => {
	async function upload(text: string): Promise<string> {
		const form = new FormData();
		form.append('attachment', new Blob([text], { type: 'text/csv' }), 'list.csv');
		const headers = { 'api-access-token': 'ADMIN_TOKEN', accept: 'application/json' };
		const url = `${chatwoot.url}${account}/upload`;
		const answer = await fetch(url, { method: 'POST', headers, body: form });
		chatwoot.requests.length = 0;
		return ((await answer.json()) as { blob_id: string }).blob_id;
	}

	it('are sent by their IDs, without any text', async () => {
		const id = await upload('a,b');
		const output = await write({ uploadIds: id });
		expect(output.attachments).toMatchObject([{ file_size: 3, file_type: 'file' }]);
		expect(bodiesOf(chatwoot, path)).toEqual([
			{ message_type: 'outgoing', attachments: [id], ...mark },
		]);
	});

	it('are sent beside files of binary fields', async () => {
		const id = await upload('a,b');
		const file = { fileName: 'b.txt', mimeType: 'text/plain' };
		const items = [itemWithFile({}, Buffer.from('hello'), file)];
		const parameters = create({ uploadIds: `={{ ["${id}"] }}` }, { attachments: 'data' });
		const [output] = await runNode(run({ parameters, items }));
		const sizes = (output.attachments as Array<{ file_size: number }>).map(
			(each) => each.file_size,
		);
		expect(sizes).toEqual([3, 5]);
	});

	it.each(['https://x.test/file.pdf', '123', 'data:text/plain,hello'])(
		'are not named by %s: refused before any request',
		async (uploadIds) => {
			const error = await errorOf(run({ parameters: create({ uploadIds }) }));
			expect(error.message).toContain('"Additional Fields > Upload IDs" holds no upload ID');
			expect(error.description).toContain('the output "id" of File > Upload');
			expect(chatwoot.requests).toEqual([]);
		},
	);
});

describe('What a refusal of the server may mean', () => {
	const refusal = async (parameters: object, items?: ChatwootRun['items']) => {
		const error = await errorOf(
			run({ parameters: parameters as ChatwootRun['parameters'], items }),
		);
		expect(error.httpCode).toBe('422');
		return error.description;
	};

	it('is told by what the message holds', async () => {
		const unknown = create({ uploadIds: 'eyJf--2a' });
		expect(await refusal(unknown)).toContain('An upload ID may be wrong');

		moveTo(demo.website);
		const program = { fileName: 'a.exe', mimeType: 'application/x-msdownload' };
		const items = [itemWithFile({}, Buffer.from('MZ'), program)];
		const withFile = create({}, { attachments: 'data' });
		expect(await refusal(withFile, items)).toContain('Website inboxes refuse files');
	});
});

describe('Receivers of an e-mail', () => {
	const fields = {
		toEmails: 'a@x.example',
		ccEmails: 'b@x.example, c@x.example',
		bccEmails: '={{ ["d@x.example"] }}',
	};

	it('are sent as the server wants them', async () => {
		moveTo(3);
		await write(fields, { text: 'Hello' });
		expect(bodiesOf(chatwoot, path)).toEqual([
			{
				content: 'Hello',
				message_type: 'outgoing',
				...mark,
				to_emails: 'a@x.example',
				cc_emails: 'b@x.example,c@x.example',
				bcc_emails: 'd@x.example',
			},
		]);
	});

	it('are refused in other inboxes, where the server would forget them', async () => {
		const parameters = create({ ccEmails: 'a@x.example' }, { text: 'Hello' });
		const error = await errorOf(run({ parameters }));
		expect(error.message).toBe(
			'"Additional Fields > Cc" is given, but the inbox is no e-mail inbox',
		);
		expect(bodiesOf(chatwoot, path)).toEqual([]);
	});

	it('are refused for a new contact before it is made', async () => {
		const parameters = {
			...create({ ccEmails: 'a@x.example' }, { text: 'Hello' }),
			operation: 'sendToContact',
			inbox: byId(demo.api),
			email: 'new@x.example',
		};
		const error = await errorOf(run({ parameters }));
		expect(error.message).toContain('the inbox is no e-mail inbox');
		expect(chatwoot.state.contacts.where(() => true)).toHaveLength(3);
	});

	it('have to be addresses', async () => {
		const parameters = create({ bccEmails: 'a@x.example, boss' }, { text: 'Hello' });
		const error = await errorOf(run({ parameters }));
		expect(error.message).toBe('"Additional Fields > Bcc" holds no e-mail address: "boss"');
		expect(chatwoot.requests).toEqual([]);
	});
});

describe('A WhatsApp template', () => {
	const template = (more: object = {}) => ({
		template: {
			template: {
				name: 'order_shipped',
				language: 'en_US',
				category: 'UTILITY',
				parameters: '{"body": {"1": "Jane"}}',
				...more,
			},
		},
	});

	it('is sent with its parameters, also without a text', async () => {
		moveTo(4);
		await write(template());
		expect(bodiesOf(chatwoot, path)).toEqual([
			{
				message_type: 'outgoing',
				...mark,
				template_params: {
					name: 'order_shipped',
					category: 'UTILITY',
					language: 'en_US',
					processed_params: { body: { '1': 'Jane' } },
				},
			},
		]);
	});

	it('is refused in other inboxes', async () => {
		const error = await errorOf(run({ parameters: create(template()) }));
		expect(error.message).toBe(
			'"Additional Fields > WhatsApp Template" is given, but the inbox is no WhatsApp inbox',
		);
	});

	it.each([
		['without name', { name: ' ' }, 'WhatsApp Template > Template > Name" is empty'],
		['of an unknown category', { category: '={{ "FUN" }}' }, 'Category" is "FUN"'],
		['with broken parameters', { parameters: '{a' }, 'Parameters" is not valid JSON'],
	])('%s is refused before any request', async (_name, more, message) => {
		const error = await errorOf(run({ parameters: create(template(more)) }));
		expect(error.message).toContain(message);
		expect(chatwoot.requests).toEqual([]);
	});
});
