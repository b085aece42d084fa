import { Readable } from 'node:stream';
import type { IDataObject, ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { Chatwoot } from '../../nodes/Chatwoot/Chatwoot.node';
import { demoWorld } from '../../sandbox/chatwoot';
import type { World } from '../../sandbox/chatwoot';
import { itemWithFile, searchList } from '../engine';
import { byId, chatwootRun, demo, mark } from './chatwoot';
import { asBot, Desk } from './desk';

const desk = new Desk('message');
const shipped = {
	name: 'order_shipped',
	status: 'APPROVED',
	category: 'UTILITY',
	language: 'en_US',
	components: [
		{ type: 'HEADER', format: 'DOCUMENT' },
		{ type: 'BODY', text: 'Hello {{1}}, order {{2}} for {{1}} is on its way.' },
		{
			type: 'BUTTONS',
			buttons: [
				{ type: 'QUICK_REPLY', text: 'Thanks' },
				{ type: 'URL', text: 'Track', url: 'https://post.test/{{1}}' },
			],
		},
	],
};
const named = {
	name: 'welcome',
	status: 'approved',
	category: 'MARKETING',
	language: 'en',
	namespace: 'ns_1',
	components: [
		{ type: 'HEADER', format: 'TEXT', text: 'Dear {{title}}' },
		{ type: 'BODY', text: 'Hi {{ first_name }}' },
	],
};
const world = {
	...demoWorld,
	inboxes: {
		...demoWorld.inboxes,
		whatsapp: {
			id: 4,
			name: 'WhatsApp',
			channel_type: 'Channel::Whatsapp',
			phone_number: '+4930999999',
			message_templates: [
				shipped,
				named,
				{ ...named, language: 'de', components: [{ type: 'BODY', text: 'Hallo' }] },
				{ ...named, name: 'refused', status: 'REJECTED' },
			],
		},
	},
} as World;

const values = {
	'header.media_url': 'https://shop.test/bill.pdf',
	'body.1': 'Jane',
	'body.2': 42,
	'buttons.1': 'T-1',
};
const picked = (template: string, given: object = {}, more: object = {}) => ({
	conversation: byId(demo.conversation),
	contentType: 'template',
	template: { __rl: true, mode: 'list', value: template },
	templateParameters: { mappingMode: 'defineBelow', value: given },
	...more,
});
/** What the channel gets, as rendered by the server. */
const parametersOf = ({ id }: IDataObject): unknown => {
	const { additional_attributes } = desk.chatwoot.state.messages.get(Number(id))!;
	return (additional_attributes.template_params as IDataObject).processed_params;
};
const sentBody = () => desk.sent('POST').at(-1)![1];

beforeEach(() => {
	desk.chatwoot.seed(world);
	desk.chatwoot.state.conversations.get(1)!.inbox_id = 4;
});

describe('A template that is picked from the inbox', () => {
	it('is sent with its parameters in their places, and its text is shown to the team', async () => {
		const [output] = await desk.output('create', picked('order_shipped:en_US', values));
		expect(output.content).toBe('Hello Jane, order 42 for Jane is on its way.');
		expect(sentBody()).toEqual({
			message_type: 'outgoing',
			...mark,
			content: 'Hello Jane, order 42 for Jane is on its way.',
			template_params: {
				name: 'order_shipped',
				language: 'en_US',
				category: 'UTILITY',
				processed_params: {
					body: { '1': 'Jane', '2': '42' },
					header: { media_url: 'https://shop.test/bill.pdf', media_type: 'document' },
					buttons: [{}, { type: 'url', parameter: 'T-1' }],
				},
			},
		});
	});

	it('does not go with files, which the editor does not offer with it', async () => {
		const { properties } = new Chatwoot().description;
		const fields = properties.filter(({ name }) => name === 'attachments');
		const offered = fields.flatMap(({ displayOptions }) => displayOptions?.show?.operation);
		expect(offered.length).toBeGreaterThan(2);
		for (const { displayOptions } of fields) {
			expect(displayOptions).toMatchObject({ hide: { contentType: ['template'] } });
		}

		const more = { contentType: '={{ "template" }}', attachments: 'data' };
		const item = itemWithFile({}, Buffer.from('x'), { fileName: 'a.txt', mimeType: 'text/plain' });
		const given = picked('order_shipped:en_US', values, more);
		expect(await desk.refusal('create', given, { items: [item] })).toBe(
			'"Template" does not go with attachments Give the address of the file in the header of the parameters.',
		);
		expect(desk.chatwoot.requests).toEqual([]);
	});

	it('may have named parameters, and a text of its own for the team', async () => {
		const given = { 'header.title': 'Dr.', 'body.first_name': 'Jane' };
		const [output] = await desk.output('create', picked('welcome:en', given, { text: 'Welcome' }));
		expect(output.content).toBe('Welcome');
		expect(sentBody()).toMatchObject({
			template_params: {
				namespace: 'ns_1',
				processed_params: { header: { title: 'Dr.' }, body: { first_name: 'Jane' } },
			},
		});
	});

	it('is named per item by an expression, and the inboxes are asked for once', async () => {
		const template = { __rl: true, mode: 'name', value: '={{ $json.template }}' };
		const parameters = picked('', { ...values, 'body.1': '={{ $json.who }}' }, { template });
		const items = ['Ann', 'Bob'].map((who) => ({ template: 'order_shipped', who }));
		const output = await desk.output('create', parameters, { items });
		expect(output.map(({ content }) => content)).toEqual([
			'Hello Ann, order 42 for Ann is on its way.',
			'Hello Bob, order 42 for Bob is on its way.',
		]);
		const lists = desk.chatwoot.requests.filter(({ path }) => path.endsWith('/inboxes'));
		expect(lists).toHaveLength(1);
	});

	it('shows braces in a value as they are', async () => {
		const given = { ...values, 'body.1': '{{contact.name}}' };
		const [output] = await desk.output('create', picked('order_shipped', given));
		expect(output.content).toContain('Hello {{contact.name}},');
		expect(parametersOf(output)).toMatchObject({ body: { 1: '{{contact.name}}' } });
	});

	it('has its values filled in where that is wanted', async () => {
		const given = { ...values, 'body.1': '{{contact.name}}' };
		const more = { additionalFields: { useLiquid: true } };
		const [output] = await desk.output('create', picked('order_shipped', given, more));
		expect(output.content).toContain('Hello Carla Customer,');
		expect(parametersOf(output)).toMatchObject({ body: { 1: 'Carla Customer' } });
	});

	it('opens a conversation in Send to Contact', async () => {
		const person = { inbox: byId(4), findBy: 'phoneNumber', phoneNumber: '+4930123456' };
		const [output] = await desk.output('sendToContact', { ...picked('welcome:de'), ...person });
		expect(output.message).toMatchObject({ content: 'Hallo' });
	});

	it.each([
		['none', picked(''), '"Template" is empty'],
		[
			'one that is typed as well',
			picked(
				'welcome:de',
				{},
				{
					additionalFields: { template: { template: { name: 'a', category: 'UTILITY' } } },
				},
			),
			'does not go with the content type WhatsApp Template',
		],
	])('is refused before any request: %s', async (_, parameters, text) => {
		expect(await desk.refusal('create', parameters)).toContain(text);
		expect(desk.chatwoot.requests).toEqual([]);
	});

	it.each([
		[
			'an unknown one',
			picked('nope'),
			'"nope" There are: order_shipped:en_US, welcome:en, welcome:de.',
		],
		['one that is not approved', picked('refused'), 'is not an approved template'],
		['one in several languages', picked('welcome'), 'Name one of: welcome:en, welcome:de.'],
		[
			'missing values',
			picked('order_shipped', { 'body.1': 'Jane', 'body.2': ' ' }),
			'"Template Parameters" has no value for header.media_url, body.2, buttons.1',
		],
		[
			'values of another template',
			picked('welcome:de', { 'body.9': 'x' }),
			'has a value for body.9, which the template does not have The template needs no values.',
		],
	])('is refused before anything is written: %s', async (_, parameters, text) => {
		expect(await desk.refusal('create', parameters)).toContain(text);
		expect(desk.sent('POST')).toEqual([]);
	});

	it('is refused in other inboxes and for bots, with the way out', async () => {
		const wayOut = 'Name it under Additional Fields > WhatsApp Template instead.';
		const person = { inbox: byId(demo.api), email: 'new@x.example' };
		const other = await desk.refusal('sendToContact', { ...picked('welcome:de'), ...person });
		expect(other).toBe(`"Template" is given, but inbox 1 lists no WhatsApp templates ${wayOut}`);
		expect(desk.chatwoot.state.contacts.where(() => true)).toHaveLength(3);
		const bot = await desk.refusal('sendToContact', { ...picked('welcome:de'), ...person }, asBot);
		expect(bot).toContain(`a bot may not read inboxes ${wayOut}`);
	});

	it('is not blamed on the token when it is the account that lets nobody in', async () => {
		const person = { inbox: byId(4), email: 'new@x.example' };
		desk.chatwoot.state.accounts.get(demo.account)!.status = 'suspended';
		const given = { ...picked('welcome:de'), ...person };
		expect(await desk.refusal('sendToContact', given)).toMatch(
			/^The Chatwoot account is suspended/,
		);
	});
});

describe('The editor', () => {
	const run = (parameters: object) =>
		chatwootRun(desk.chatwoot, {
			parameters: { account: byId(1), ...parameters } as INodeParameters,
		});

	it.each([
		['the inbox', { inbox: byId(4) }],
		['the inbox of the conversation', { conversation: byId(1) }],
	])('lists the approved templates of %s', async (_, place) => {
		const { results } = await searchList(run(place), 'searchTemplates', 'WEL');
		expect(results).toEqual([
			{ name: 'welcome (de): Hallo', value: 'welcome:de' },
			{ name: 'welcome (en): Hi {{ first_name }}', value: 'welcome:en' },
		]);
	});

	it('says what is missing for the list', async () => {
		await expect(searchList(run({}), 'searchTemplates')).rejects.toThrow(
			'Choose the inbox or the conversation first',
		);
		await expect(searchList(run({ inbox: byId(1) }), 'searchTemplates')).rejects.toThrow(
			'Inbox 1 lists no WhatsApp templates',
		);
	});

	it('says why there is nothing to choose from', async () => {
		const inbox = desk.chatwoot.state.inboxes.get(4)!;
		inbox.channel.message_templates = [{ name: 'a', language: 'de', status: 'PENDING' }];
		const search = async (filter?: string) =>
			await searchList(run({ inbox: byId(4) }), 'searchTemplates', filter);
		await expect(search()).rejects.toMatchObject({
			message: `The inbox ${inbox.name} has no approved WhatsApp template`,
			description: expect.stringContaining('approved at WhatsApp'),
		});
		inbox.channel.message_templates = [{ name: 'a', language: 'de', status: 'APPROVED' }];
		expect(await search('b')).toEqual({ results: [] });
	});

	it('shows a field for every value that the template needs, or why there is none', async () => {
		const chosen: Record<string, string> = {
			account: '1',
			inbox: '4',
			template: 'order_shipped:en_US',
		};
		const context = {
			getNode: () => ({ name: 'Chatwoot', type: 'chatwoot', typeVersion: 1, parameters: {} }),
			getCredentials: async () => ({ baseUrl: desk.chatwoot.url, accessToken: 'ADMIN_TOKEN' }),
			getCurrentNodeParameter: (name: string) => ({ value: chosen[name] }),
			helpers: {
				httpRequestWithAuthentication: async (_name: string, { url }: { url: string }) => {
					const response = await fetch(url, { headers: { 'Api-Access-Token': 'ADMIN_TOKEN' } });
					const headers = { 'content-type': response.headers.get('content-type') };
					const body = Readable.from([Buffer.from(await response.arrayBuffer())]);
					return { statusCode: response.status, headers, body };
				},
			},
		} as unknown as ILoadOptionsFunctions;
		const { getTemplateParameters } = new Chatwoot().methods.resourceMapping;
		const shown = await getTemplateParameters.call(context);
		expect(shown.fields.map(({ id, displayName }) => [id, displayName])).toEqual([
			['header.media_url', 'Header: document URL'],
			['body.1', 'Body: 1'],
			['body.2', 'Body: 2'],
			['buttons.1', 'Button "Track": end of the URL'],
		]);
		const notice = async (template: string) => {
			chosen.template = template;
			return await getTemplateParameters.call(context);
		};
		const fields: [] = [];
		expect(await notice('')).toEqual({ fields, emptyFieldsNotice: 'Choose the template first.' });
		expect(await notice('welcome:de')).toEqual({
			fields,
			emptyFieldsNotice: 'The template needs no values.',
		});
		expect(await notice('gone:de')).toEqual({
			fields,
			emptyFieldsNotice: 'The inbox WhatsApp has no approved template gone:de.',
		});
	});
});
