import { demoWorld } from '../../sandbox/chatwoot';
import type { World } from '../../sandbox/chatwoot';
import { itemWithFile } from '../engine';
import { byId, demo, mark, meddling, requestsOf } from './chatwoot';
import { Desk } from './desk';

const desk = new Desk('conversation');
const account = '/api/v1/accounts/1';
const carlasSession = 'carla-on-the-bridge';
const create = { contact: byId(demo.carla), inbox: byId(demo.api) };
const newcomer = { inbox: byId(demo.api), findBy: 'email', email: 'new@customer.example' };

/** What differs between the two operations that start a conversation. */
const beginnings: Array<[operation: string, parameters: object]> = [
	['create', create],
	['findOrCreate', newcomer],
];

const note = Buffer.from('Invoice 17');
const bill = { fileName: 'Übersicht.txt', mimeType: 'text/plain', property: 'bill' };
const withFile = { items: [itemWithFile({}, note, bill)] };

const opened = () => {
	const [path, body] = desk.sent('POST').find(([each]) => each === '/conversations')!;
	return { path, body: body as Record<string, unknown> };
};
const files = (id: number) =>
	desk.chatwoot.state.attachments
		.where((attachment) => attachment.message_id === id)
		.map(({ blob_id }) => desk.chatwoot.state.blobs.get(blob_id)?.name);
const firstMessage = () =>
	desk.chatwoot.state.messages.where((row) => row.conversation_id === 2)[0];
const definition = (attribute_key: string, attribute_display_type: string) => ({
	...demoWorld.attributes![0],
	attribute_key,
	attribute_display_type,
	attribute_model: 'conversation_attribute',
});

describe.each(beginnings)('The first message of Conversation > %s', (operation, parameters) => {
	it('carries the files of the item in the same request', async () => {
		const given = { ...parameters, text: 'See file', attachments: 'bill' };
		const [output] = await desk.output(operation, given, withFile);

		expect(output).toMatchObject({ id: 2, last_message: { content: 'See file' } });
		expect(files(firstMessage().id)).toEqual(['Übersicht.txt']);
		expect(desk.sent('POST').map(([path]) => path)).not.toContain('/conversations/2/messages');
	});

	it('carries a file alone', async () => {
		await desk.output(operation, { ...parameters, attachments: 'bill' }, withFile);
		expect(files(firstMessage().id)).toEqual(['Übersicht.txt']);
		expect(firstMessage().content).toBeNull();
	});

	it('says instead of a file that the inbox refuses what is to stand there', async () => {
		const { state } = desk.chatwoot;
		const onTheWebsite = { ...parameters, inbox: byId(demo.website), attachments: 'setup' };
		const items = [itemWithFile({}, note, { fileName: 'setup.exe', property: 'setup' })];
		const refusal = await desk.refusal(operation, onTheWebsite, { items });
		expect(refusal).toContain('Attachments file type not supported');
		expect(state.conversations.all()).toHaveLength(1);

		const additionalFields = { insteadOfFiles: '📎 {{ setup.exe }}' };
		const given = { ...onTheWebsite, text: 'Try this', additionalFields };
		const [simple] = await desk.output(operation, given, { items });
		expect(simple).toMatchObject({
			files_refused: expect.stringContaining('Attachments file type not supported') as unknown,
			last_message: { content: 'Try this\n📎 {{ setup.exe }}' },
		});
		expect(state.conversations.all()).toHaveLength(2);
		expect(state.attachments.all()).toEqual([]);

		for (const each of state.conversations.all()) each.status = 'resolved';
		const whole = { ...given, simplify: false };
		const [full] = await desk.output(operation, whole, { items });
		expect(full).toHaveProperty('files_refused', simple.files_refused);
	});

	it('carries options to select', async () => {
		await desk.output(operation, {
			...parameters,
			text: 'All well?',
			contentType: 'input_select',
			selectOptions: { option: [{ title: 'Yes', value: 'y' }, { title: 'No' }] },
		});
		expect(opened().body.message).toEqual({
			content: 'All well?',
			message_type: 'outgoing',
			content_type: 'input_select',
			content_attributes: {
				...mark.content_attributes,
				items: [
					{ title: 'Yes', value: 'y' },
					{ title: 'No', value: 'No' },
				],
			},
		});
	});

	it('begins with the text of a canned response', async () => {
		const { state } = desk.chatwoot;
		const response = { account_id: 1, short_code: 'hi', content: 'Hello {{contact.name}}' };
		const { id } = state.cannedResponses.insert({
			...response,
			created_at: Date.now(),
			updated_at: Date.now(),
		});
		const additionalFields = { cannedResponse: byId(id) };
		await desk.output(operation, { ...parameters, text: 'PS', additionalFields });
		expect(opened().body.message).toMatchObject({ content: 'Hello {{contact.name}}\n\nPS' });
	});

	it('sets attributes with their types beside a file', async () => {
		desk.chatwoot.seed({
			...demoWorld,
			attributes: [definition('amount', 'number'), definition('paid', 'checkbox')],
		} as World);
		const conversationAttributes = {
			mappingMode: 'defineBelow',
			value: { amount: 42, paid: true, order_id: 'A-1' },
		};
		const given = { ...parameters, attachments: 'bill', conversationAttributes };
		const [output] = await desk.output(operation, given, withFile);

		const attributes = { amount: 42, paid: true, order_id: 'A-1' };
		expect(output.custom_attributes).toEqual(attributes);
		expect(desk.chatwoot.state.conversations.get(2)!.custom_attributes).toEqual(attributes);
		expect(desk.sent('POST').at(-1)).toEqual([
			'/conversations/2/custom_attributes',
			{ custom_attributes: attributes },
		]);
	});

	it('needs no second request for attributes of text', async () => {
		const additionalFields = { customAttributes: { order_id: 'A-1' } };
		const given = { ...parameters, attachments: 'bill', additionalFields };
		const [output] = await desk.output(operation, given, withFile);

		expect(output.custom_attributes).toEqual({ order_id: 'A-1' });
		expect(desk.sent('POST').at(-1)![0]).toBe('/conversations');
	});

	it('says that all is there but the types of the attributes, when these fail', async () => {
		const additionalFields = { customAttributes: { amount: 42 } };
		const given = { ...parameters, attachments: 'bill', additionalFields };
		const refusal = await meddling(
			desk.chatwoot,
			(_, { path }) => {
				if (path.endsWith('/custom_attributes')) desk.chatwoot.state.conversations.remove(2);
			},
			async () => await desk.refusal(operation, given, withFile),
		);
		expect(refusal).toContain(
			'Conversation 2 is there with its first message, but its custom attributes hold text only: Chatwoot did not find conversation 2',
		);
		expect(refusal).toContain('Running this item again would open another conversation.');
	});

	it('does not go with additional attributes that a form would make text of', async () => {
		const additionalFields = { additionalAttributes: { shop: 'A', visits: 3 } };
		const given = { ...parameters, attachments: 'bill', additionalFields };
		expect(await desk.refusal(operation, given, withFile)).toBe(
			'"Additional Fields > Additional Attributes" has a value under "visits" that is no text, which does not go with attachments Upload the files before with File > Upload, and give their Upload IDs.',
		);
		expect(requestsOf(desk.chatwoot)).toEqual([]);
	});

	it('may not be missing where something belongs to it', async () => {
		const additionalFields = { ccEmails: 'boss@shop.example' };
		expect(await desk.refusal(operation, { ...parameters, additionalFields })).toBe(
			'"Text" is empty Write a text, or attach a file.',
		);
		expect(requestsOf(desk.chatwoot)).toEqual([]);
	});

	it('is refused with a copy by e-mail in another inbox, before anything is made', async () => {
		const additionalFields = { ccEmails: 'boss@shop.example' };
		const given = { ...parameters, text: 'Hi', additionalFields };
		expect(await desk.refusal(operation, given)).toContain(
			'"Additional Fields > Cc" is given, but the inbox is no e-mail inbox',
		);
		expect(desk.chatwoot.state.conversations.all()).toHaveLength(1);
		expect(desk.chatwoot.state.contacts.all()).toHaveLength(3);
	});

	it('is refused with items of a wrong shape, before any request', async () => {
		const given = { ...parameters, text: 'Choose', contentType: 'input_select' };
		expect(await desk.refusal(operation, given)).toContain('needs at least one item');
		expect(requestsOf(desk.chatwoot)).toEqual([]);
	});
});

describe('The first message of a conversation', () => {
	it('carries a file that was uploaded before', async () => {
		const upload = new URL(`${desk.chatwoot.url}${account}/upload`);
		const form = new FormData();
		form.append('attachment', new Blob(['x']), 'a.txt');
		const headers = { 'api-access-token': 'ADMIN_TOKEN' };
		const answer = await fetch(upload, { method: 'POST', body: form, headers });
		const { blob_id } = (await answer.json()) as { blob_id: string };

		await desk.output('create', { ...create, additionalFields: { uploadIds: blob_id } });
		expect(opened().body).toEqual({
			inbox_id: 1,
			contact_id: 1,
			source_id: carlasSession,
			message: { message_type: 'outgoing', attachments: [blob_id], ...mark },
		});
		expect(files(firstMessage().id)).toEqual(['a.txt']);
	});

	it('leaves the attributes of an existing conversation alone in a locked inbox', async () => {
		const { state } = desk.chatwoot;
		state.inboxes.get(1)!.settings.lock_to_single_conversation = true;
		const before = state.conversations.get(1)!.custom_attributes;
		const additionalFields = { customAttributes: { amount: 42 } };
		const given = { ...create, text: 'Again', attachments: 'bill', additionalFields };
		const [output] = await desk.output('create', given, withFile);

		expect(output).toMatchObject({ id: 1, last_message: { content: 'Again' } });
		expect(state.conversations.get(1)!.custom_attributes).toEqual(before);
	});

	it('may be a WhatsApp template of the inbox', async () => {
		const template = {
			name: 'order_shipped',
			status: 'APPROVED',
			category: 'UTILITY',
			language: 'en_US',
			components: [{ type: 'BODY', text: 'Order {{1}} is on its way.' }],
		};
		const whatsapp = {
			id: 4,
			name: 'WhatsApp',
			channel_type: 'Channel::Whatsapp',
			phone_number: '+4930999999',
			message_templates: [template],
		};
		const inboxes = { ...demoWorld.inboxes, whatsapp };
		desk.chatwoot.seed({ ...demoWorld, inboxes } as World);
		const [output] = await desk.output('create', {
			contact: byId(demo.carla),
			inbox: byId(4),
			contentType: 'template',
			template: { __rl: true, mode: 'list', value: 'order_shipped:en_US' },
			templateParameters: { mappingMode: 'defineBelow', value: { 'body.1': '17' } },
		});
		expect(output.last_message).toMatchObject({ content: 'Order 17 is on its way.' });
		expect(opened().body.message).toMatchObject({
			content: 'Order 17 is on its way.',
			template_params: {
				name: 'order_shipped',
				language: 'en_US',
				processed_params: { body: { '1': '17' } },
			},
		});
	});

	it('is refused as a template in another inbox, before anything is made', async () => {
		const given = {
			...create,
			contentType: 'template',
			template: { __rl: true, mode: 'name', value: 'order_shipped' },
		};
		expect(await desk.refusal('create', given)).toContain(
			'"Template" is given, but inbox 1 lists no WhatsApp templates',
		);
		expect(desk.chatwoot.state.conversations.all()).toHaveLength(1);
	});

	it('takes its files and texts from each item', async () => {
		const items = ['one', 'two'].map((text) => itemWithFile({ text }, Buffer.from(text), bill));
		const text = '={{ $json.text }}';
		await desk.output('create', { ...create, text, attachments: 'bill' }, { items });

		const sent = desk.chatwoot.state.messages.where((row) => row.conversation_id > 1);
		expect(sent.map(({ content }) => content)).toEqual(['one', 'two']);
	});

	it('is not sent into a conversation that goes on', async () => {
		const given = { ...newcomer, email: 'carla@customer.example', attachments: 'bill' };
		const [output] = await desk.output('findOrCreate', given, withFile);
		expect(output).toMatchObject({ id: 1, conversation_action: 'continued' });
		expect(desk.chatwoot.state.attachments.all()).toEqual([]);
	});
});
