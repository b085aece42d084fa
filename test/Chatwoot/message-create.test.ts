import { demoWorld } from '../../sandbox/chatwoot';
import type { Upload } from '../../sandbox/chatwoot';
import { errorOf, executeNode, itemWithFile, itemWithStoredFile, runNode } from '../engine';
import {
	bodiesOf,
	byId,
	byUrl,
	chatwootRun,
	demo,
	hintsOf,
	mark,
	requestsOf,
	shownIn,
	useChatwoot,
} from './chatwoot';
import type { ChatwootRun } from './chatwoot';

const chatwoot = useChatwoot();
const run = (given: ChatwootRun) => chatwootRun(chatwoot, given);
const path = '/api/v1/accounts/1/conversations/1/messages';
const create = {
	resource: 'message',
	operation: 'create',
	account: byId(demo.account),
	conversation: byId(demo.conversation),
	text: 'Hello',
};

describe('Message > Create', () => {
	it('writes to the customer with one request', async () => {
		const [output] = await runNode(run({ parameters: create }));

		expect(requestsOf(chatwoot)).toEqual([`POST ${path}`]);
		expect(bodiesOf(chatwoot, path)).toEqual([
			{ content: 'Hello', message_type: 'outgoing', ...mark },
		]);
		expect(shownIn(chatwoot).at(-1)).toBe('Hello');
		expect(output).toEqual({
			id: expect.any(Number),
			conversation_id: 1,
			inbox_id: demo.api,
			content: 'Hello',
			message_type: 'outgoing',
			private: false,
			content_type: 'text',
			content_attributes: {},
			status: 'sent',
			source_id: null,
			created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/),
			sender: { id: demo.admin, name: 'Alice Admin', type: 'user' },
			attachments: [],
		});
	});

	it('takes as many characters as Chatwoot, which counts an emoji as one', async () => {
		const text = '🎉'.repeat(150_000);
		await runNode(run({ parameters: { ...create, text } }));

		expect(shownIn(chatwoot).at(-1) === text).toBe(true);
	});

	it('sends the token in the one spelling that proxies let through, and asks for JSON only', async () => {
		const credential = {
			accessToken: '  ADMIN_TOKEN\n',
			baseUrl: `${chatwoot.url}/app/accounts/1/`,
		};
		await runNode(run({ parameters: create, credential }));

		const [{ headers }] = chatwoot.requests;
		expect(headers['api-access-token']).toBe('ADMIN_TOKEN');
		expect(headers).not.toHaveProperty('api_access_token');
		expect(headers.accept).toBe('application/json');
	});

	it('writes in the customer’s name in an API inbox', async () => {
		const parameters = { ...create, messageType: 'incoming' };
		const [output] = await runNode(run({ parameters }));

		expect(output).toMatchObject({
			message_type: 'incoming',
			sender: { id: demo.carla, name: 'Carla Customer', type: 'contact' },
		});
	});

	it('writes notes that only the team sees', async () => {
		const [output] = await runNode(run({ parameters: { ...create, messageType: 'note' } }));

		expect(output).toMatchObject({ message_type: 'outgoing', private: true });
		expect(shownIn(chatwoot).at(-1)).toBe('[Hello]');
	});

	it('takes content, type and conversation from each item, in order', async () => {
		const items = Array.from({ length: 12 }, (_, index) => ({
			text: `line ${index}`,
			type: index % 2 ? 'note' : 'outgoing',
			where: index % 3 ? '1' : `${chatwoot.url}/app/accounts/1/conversations/1`,
		}));
		const parameters = {
			...create,
			operation: '={{ "create" }}',
			conversation: byId('={{ $json.where }}'),
			text: '={{ $json.text }}',
			messageType: '={{ $json.type }}',
		};
		const output = await runNode(run({ parameters, items }));

		expect(output.map(({ content }) => content)).toEqual(items.map(({ text }) => text));
		// One conversation: the messages arrive in the order of the items.
		const expected = items.map(({ text, type }) => (type === 'note' ? `[${text}]` : text));
		expect(shownIn(chatwoot).slice(2)).toEqual(expected);
	});

	it('returns the raw answer when it is not simplified', async () => {
		const [output] = await runNode(run({ parameters: { ...create, simplify: false } }));

		expect(output).toMatchObject({ message_type: 1, created_at: expect.any(Number) });
		expect(output.sender).toHaveProperty('available_name');
	});
});

describe('Message > Create, account', () => {
	it('is not needed when the token has only one; asked once for all items', async () => {
		const parameters = { ...create, account: byId('') };
		await runNode(run({ parameters, items: [{}, {}, {}] }));

		expect(requestsOf(chatwoot)).toEqual(['GET /api/v1/profile', ...Array(3).fill(`POST ${path}`)]);
	});

	it('is read from a pasted address', async () => {
		const address = `${chatwoot.url}/app/accounts/1/inbox/1/conversations/1?messageId=2`;
		const parameters = { ...create, account: byId(''), conversation: byUrl(address) };
		await runNode(run({ parameters }));

		expect(requestsOf(chatwoot)).toEqual([`POST ${path}`]);
	});

	it('has to be the one of a pasted address', async () => {
		const conversation = byUrl(`${chatwoot.url}/app/accounts/7/conversations/1`);
		const error = await errorOf(run({ parameters: { ...create, conversation } }));

		expect(error.message).toBe('"Conversation" is an address in account 7, but the account is 1');
		expect(chatwoot.requests).toEqual([]);
	});

	it.each([
		['https://staging.example', '/app/accounts/1/conversations/1', 'staging.example'],
		['staging.example:8080', '/app/accounts/1/conversations/1?messageId=2', 'staging.example:8080'],
	])('is not that of an address of another server: %s', async (server, page, named) => {
		const conversation = byUrl(`${server}${page}`);
		const error = await errorOf(run({ parameters: { ...create, conversation } }));

		const own = new URL(chatwoot.url).host;
		expect(error.message).toBe(
			`"Conversation" is an address of ${named}, but the credential is for ${own}`,
		);
		expect(error.description).toContain(
			'If both are one server, enter the ID, or say so by the Public Address',
		);
		expect(chatwoot.requests).toEqual([]);
	});

	it('has to be chosen when the token has several', async () => {
		const { state } = chatwoot;
		const other = state.accounts.insert({ ...state.accounts.get(1)!, id: 9, name: 'Other' });
		state.memberships.insert({ ...state.memberships.get(1)!, id: undefined, account_id: other.id });
		const error = await errorOf(run({ parameters: { ...create, account: byId('') } }));

		expect(error.message).toBe('"Account" is empty, and the access token reaches several accounts');
		expect(error.description).toBe('Choose one of them: Acme Support (1), Other (9).');
	});

	it('has to be given with the token of a bot, which may then write', async () => {
		const credential = { accessToken: 'BOT_TOKEN' };
		const parameters = { ...create, account: byId('') };
		const error = await errorOf(run({ parameters, credential }));
		expect(error.message).toBe(
			'"Account" is empty, and a bot cannot ask Chatwoot which account it belongs to',
		);
		expect(error.description).toContain('Enter the account ID');

		const [output] = await runNode(run({ parameters: create, credential }));
		expect(output.sender).toMatchObject({ name: 'Workflow bot', type: 'agent_bot' });
	});
});

describe('Message > Create, Liquid', () => {
	const content = 'Dear {{contact.name}}, use `{{ code }}` {% if %}';

	it.each(['outgoing', 'note', 'incoming'])(
		'shows %s text as it was typed',
		async (messageType) => {
			const [output] = await runNode(
				run({ parameters: { ...create, text: content, messageType } }),
			);
			expect(output.content).toBe(content);
		},
	);

	it('fills in variables when wanted', async () => {
		const additionalFields = { useLiquid: true };
		const parameters = { ...create, text: 'Dear {{contact.name}}', additionalFields };
		const [output] = await runNode(run({ parameters }));

		expect(output.content).toBe('Dear Carla Customer');
	});
});

describe('Message > Create, files', () => {
	const png = Buffer.from(
		'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAADklEQVR4nGOohwIGyhgAd4QfwZb+1foAAAAASUVORK5CYII=',
		'base64',
	);
	const uploads = () => bodiesOf(chatwoot, path)[0].attachments as unknown as Upload[];

	it('sends the files of binary fields in order, with name and type', async () => {
		const item = itemWithFile({}, png, { fileName: 'Übersicht.png', mimeType: 'image/png' });
		const second = itemWithFile({}, Buffer.from('a,b\n'), {
			fileName: 'list.csv',
			mimeType: 'text/csv',
			property: 'invoice',
		});
		const items = [{ ...item, binary: { ...item.binary, ...second.binary } }];
		const parameters = { ...create, attachments: 'invoice, data', messageType: 'note' };
		const [output] = await runNode(run({ parameters, items }));

		const sent = uploads().map(({ name, type, bytes }) => [name, type, bytes.length]);
		expect(sent).toEqual([
			['list.csv', 'text/csv', 4],
			['Übersicht.png', 'image/png', png.length],
		]);
		expect(output).toMatchObject({ content: 'Hello', private: true });
		const attachments = output.attachments as Array<{ file_type: string; data_url: string }>;
		expect(attachments.map(({ file_type }) => file_type)).toEqual(['file', 'image']);
		expect(attachments[1].data_url).toContain('http');
	});

	it('sends a stored file without any text', async () => {
		const content = Buffer.alloc(3_000_000, 'x');
		const file = { fileName: 'big.bin', mimeType: 'application/octet-stream' };
		const items = [await itemWithStoredFile({}, content, file)];
		const parameters = { ...create, text: '', attachments: 'data' };
		const [output] = await runNode(run({ parameters, items }));

		expect(uploads()[0].bytes.equals(content)).toBe(true);
		expect(output.attachments).toHaveLength(1);
	});

	it('keeps content attributes beside files', async () => {
		const items = [itemWithFile({}, png, { fileName: 'a.png', mimeType: 'image/png' })];
		const additionalFields = { contentAttributes: '{"flow": "n8n", "nested": {"x": [1, 2]}}' };
		const parameters = { ...create, attachments: '={{ ["data"] }}', additionalFields };
		const [output] = await runNode(run({ parameters, items }));

		expect(output.content_attributes).toEqual({ flow: 'n8n', nested: { x: [1, 2] } });
	});

	it.each(['photo', 'constructor'])(
		'refuses %s where the item has no such binary field, before any request',
		async (name) => {
			const parameters = { ...create, attachments: name };
			const error = await errorOf(run({ parameters }));
			const items = [itemWithFile({}, Buffer.from('x'), { fileName: 'a.txt' })];
			const { description } = await errorOf(run({ parameters, items }));

			expect(error.message).toBe(
				`"Attachments" names the binary field "${name}", in which the item has no file`,
			);
			expect(error.description).toBe(
				'Make sure that the node before puts out a file in this field.',
			);
			expect(description).toBe('The item has files in: "data".');
			expect(chatwoot.requests).toEqual([]);
		},
	);
});

describe('Message > Create, reply', () => {
	const replying = (replyTo: unknown) => ({
		...create,
		additionalFields: { replyTo: replyTo as string },
	});

	it('answers a message of the conversation', async () => {
		const [output] = await runNode(run({ parameters: replying('={{ 1 }}') }));

		expect(output.content_attributes).toMatchObject({ in_reply_to: 1 });
	});

	it('refuses a message that is not in the conversation, which the server would forget', async () => {
		const error = await errorOf(run({ parameters: replying('999') }));

		expect(error.message).toBe(
			'"Additional Fields > Reply To Message ID" is not a message of conversation 1: 999',
		);
		expect(bodiesOf(chatwoot, path)).toEqual([]);
	});

	it('says that a bot has written, but not as a reply', async () => {
		const credential = { accessToken: 'BOT_TOKEN' };
		const result = await executeNode(run({ parameters: replying('999'), credential }));

		expect(hintsOf(result)).toEqual([
			`Message ${String(result.json[0].id)} is there, but not as a reply: conversation 1 has no message 999`,
		]);
		expect(shownIn(chatwoot).at(-1)).toBe('Hello');
	});
});

describe('Message > Create, content types', () => {
	it.each([
		['input_select', [{ title: 'Yes', value: 'yes' }]],
		['cards', [{ title: 'Shoe', actions: [{ type: 'link', text: 'Buy', uri: 'https://a.test' }] }]],
		['form', [{ name: 'mail', type: 'email', label: 'Mail' }]],
		['article', [{ title: 'Help', description: 'How', link: 'https://a.test' }]],
	])('sends %s with its items', async (contentType, items) => {
		const parameters = { ...create, contentType, itemsMode: 'json', items: JSON.stringify(items) };
		const [output] = await runNode(run({ parameters }));

		expect(output).toMatchObject({ content_type: contentType, content_attributes: { items } });
	});

	it('takes items from an expression, and needs no text then', async () => {
		const items = [{ options: [{ title: 'Yes', value: 'y' }] }];
		const parameters = {
			...create,
			text: '',
			contentType: 'input_select',
			itemsMode: 'json',
			items: '={{ $json.options }}',
		};
		const [output] = await runNode(run({ parameters, items }));

		expect(output.content_attributes).toEqual({ items: items[0].options });
	});
});

describe('Message > Create refuses before any request', () => {
	it.each([
		['an empty text', { text: ' \n ' }, '"Text" is empty'],
		['a text that is too long', { text: 'x'.repeat(150_001) }, '"Text" has 150001 characters'],
		['too many emoji', { text: '🎉'.repeat(150_001) }, '"Text" has 150001 characters'],
		['no conversation', { conversation: byId('') }, '"Conversation" is empty'],
		[
			'an ID with letters',
			{ conversation: byId('={{ "1abc" }}') },
			'"Conversation" is not an ID: "1abc"',
		],
		[
			'an address of something else',
			{ conversation: byUrl('/app/accounts/1/contacts/1') },
			'"Conversation" is not an ID',
		],
		['a wrong account', { account: byId('={{ "acme" }}') }, '"Account" is not an ID: "acme"'],
		[
			'an unknown message type',
			{ messageType: '={{ "Outgoing" }}' },
			'"Message Type" is "Outgoing"',
		],
		[
			'an unknown content type',
			{ contentType: '={{ "hologram" }}' },
			'"Content Type" is "hologram"',
		],
		[
			'items that are no JSON',
			{ contentType: 'cards', itemsMode: 'json', items: '[{' },
			'"Items" is not valid JSON',
		],
		[
			'items that are no list',
			{ contentType: 'cards', itemsMode: 'json', items: '{}' },
			'"Items" should be a JSON list',
		],
		['no items', { contentType: 'cards' }, '"Cards" needs at least one item'],
		[
			'broken attributes',
			{ additionalFields: { contentAttributes: '{a' } },
			'"Additional Fields > Content Attributes" is not valid JSON',
		],
		[
			'attributes in a list',
			{ additionalFields: { contentAttributes: '[1]' } },
			'"Additional Fields > Content Attributes" should be a JSON object',
		],
		[
			'a reply to no ID',
			{ additionalFields: { replyTo: 'first' } },
			'"Additional Fields > Reply To Message ID" is not an ID: "first"',
		],
	])('%s', async (_name, changes, message) => {
		const items = [{}];
		const error = await errorOf(run({ parameters: { ...create, ...changes }, items }));

		expect(error.message).toContain(message);
		expect(error.context.itemIndex).toBe(0);
		expect(chatwoot.requests).toEqual([]);
	});
});

describe('Message > Create tells what the server refuses', () => {
	it('an incoming message outside of API inboxes', async () => {
		const { state } = chatwoot;
		state.conversations.get(1)!.inbox_id = demo.website;
		const error = await errorOf(run({ parameters: { ...create, messageType: 'incoming' } }));

		expect(error.message).toContain('Chatwoot does not accept the values');
		expect(error.description).toBe('Incoming messages are only possible in API inboxes.');
		expect(error.httpCode).toBe('422');
	});

	it('an unknown conversation', async () => {
		const error = await errorOf(run({ parameters: { ...create, conversation: byId(99) } }));
		expect(error.message).toBe('Chatwoot did not find conversation 99, account 1');
	});

	it('a foreign inbox', async () => {
		chatwoot.seed({ ...demoWorld, inbox_members: {} });
		const credential = { accessToken: 'AGENT_TOKEN' };
		const error = await errorOf(run({ parameters: create, credential }));
		expect(error.message).toContain('Chatwoot does not allow this to the user of the access token');
	});

	it('a wrong token, with one request for all items', async () => {
		const items = Array.from({ length: 20 }, () => ({}));
		const credential = { accessToken: 'NO' };
		const { outputs } = await executeNode(
			run({ parameters: create, items, credential, onError: 'continueErrorOutput' }),
		);

		expect(outputs[1].map(({ json }) => json.error)).toEqual(
			Array(20).fill('Chatwoot does not know the access token'),
		);
		expect(chatwoot.requests).toHaveLength(1);
	});

	it('a wrong token, without showing it', async () => {
		const credential = { accessToken: 'WRONG_SECRET' };
		const { error, execution } = await executeNode(run({ parameters: create, credential }));

		expect(error?.message).toBe('Chatwoot does not know the access token');
		expect(JSON.stringify(execution)).not.toContain('WRONG_SECRET');
	});

	it('a token that cannot be sent, without sending anything', async () => {
		const credential = { accessToken: 'AB\nCD' };
		const error = await errorOf(run({ parameters: create, credential }));

		expect(error.message).toContain('holds a line break');
		expect(chatwoot.requests).toEqual([]);
	});

	it('at the failed item, while the others go on', async () => {
		const items = [{ to: '1' }, { to: '99' }, { to: 'x' }, { to: '1' }];
		const parameters = { ...create, conversation: byId('={{ $json.to }}') };
		const onError = 'continueErrorOutput';
		const { outputs } = await executeNode(run({ parameters, items, onError }));

		const [good, bad] = outputs;
		expect(good.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 3 }]);
		expect(bad.map(({ json }) => json.error)).toEqual([
			'Chatwoot did not find conversation 99, account 1',
			'"Conversation" is not an ID: "x"',
		]);
	});
});
