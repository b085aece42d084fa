import { addWhatsApp, WHATSAPP } from '../faults/chatwoot/whatsapp';
import { byId, byUrl, demo, requestsOf } from './chatwoot';
import { asAgent, asBot, Desk } from './desk';

const desk = new Desk('inbox');
const api = { inbox: byId(demo.api) };
const website = { inbox: byId(demo.website) };

describe('Inbox > Get and Get Many', () => {
	it('get one inbox in few fields, without secrets', async () => {
		const [inbox] = await desk.output('get', api);

		expect(inbox).toMatchObject({
			id: 1,
			name: 'Website Bridge',
			channel_type: 'Channel::Api',
			inbox_identifier: expect.any(String),
			lock_to_single_conversation: false,
			url: `${desk.chatwoot.url}/app/accounts/1/inbox/1`,
		});
		expect(inbox).not.toHaveProperty('website_url');
		expect(inbox).not.toHaveProperty('csat_config');
	});

	it.each([true, false])('never put out secrets, simplified: %s', async (simplify) => {
		const output = [
			...(await desk.output('get', { ...api, simplify })),
			...(await desk.output('getMany', { simplify })),
		];
		expect(JSON.stringify(output)).not.toMatch(/"(secret|hmac_token)"/);
		const { channel } = desk.chatwoot.state.inboxes.get(demo.api)!;
		expect(channel.secret).toEqual(expect.any(String));
		expect(JSON.stringify(output)).not.toContain(channel.secret);
	});

	it('get all fields when not simplified', async () => {
		const [inbox] = await desk.output('get', { ...website, simplify: false });
		expect(inbox).toMatchObject({
			website_url: 'https://shop.acme.example',
			working_hours: expect.any(Array),
		});
	});

	it('get the inboxes that the user can see, up to the limit', async () => {
		expect(await desk.output('getMany')).toMatchObject([{ id: 1 }, { id: 2 }]);
		expect(await desk.output('getMany', { limit: 1 })).toHaveLength(1);
		expect(await desk.output('getMany', { returnAll: true })).toHaveLength(2);
	});

	it('take the ID from each item, and from a pasted address', async () => {
		const items = [{ id: 2 }, { id: 1 }];
		const output = await desk.output('get', { inbox: byId('={{ $json.id }}') }, { items });
		expect(output.map(({ id }) => id)).toEqual([2, 1]);
		const inbox = byUrl(`${desk.chatwoot.url}/app/accounts/1/settings/inboxes/2`);
		expect(await desk.output('get', { account: byId(''), inbox })).toMatchObject([{ id: 2 }]);
	});

	it('say what was not found, and go on with the next item', async () => {
		const items = [{ id: 77 }, { id: 1 }];
		const { outputs } = await desk.result(
			'get',
			{ inbox: byId('={{ $json.id }}') },
			{ items, onError: 'continueErrorOutput' },
		);
		expect(outputs[0]).toMatchObject([{ json: { id: 1 }, pairedItem: { item: 1 } }]);
		expect(outputs[1][0].json.error).toBe('Chatwoot did not find inbox 77, account 1');
	});

	it('refuse anything but an ID before any request', async () => {
		expect(await desk.refusal('get', { inbox: byId('={{ "1x" }}') })).toContain(
			'"Inbox" is not an ID: "1x"',
		);
		expect(await desk.refusal('get', { inbox: byId('') })).toContain('"Inbox" is empty');
		expect(desk.chatwoot.requests).toEqual([]);
	});

	it('tell bots that they may not', async () => {
		expect(await desk.refusal('getMany', {}, asBot)).toContain('does not let bots do this');
	});
});

describe('Inbox > Create', () => {
	it('makes an API inbox with its settings', async () => {
		const [inbox] = await desk.output('create', {
			channel: 'api',
			name: ' Bridge ',
			webhookUrl: 'https://user:pw@n8n.example.com/webhook/für dich?a=1|2',
			additionalFields: {
				allowMessagesAfterResolved: false,
				autoAssignment: false,
				csatSurvey: true,
				greetingEnabled: true,
				greetingMessage: 'Hello!',
				hmacMandatory: true,
				lockToSingleConversation: true,
				outOfOfficeMessage: 'Closed',
				replyWindow: 48,
				timezone: 'Europe/Berlin',
				workingHoursEnabled: true,
			},
		});

		expect(desk.sent('POST')).toEqual([
			[
				'/inboxes',
				{
					name: 'Bridge',
					allow_messages_after_resolved: false,
					enable_auto_assignment: false,
					csat_survey_enabled: true,
					greeting_enabled: true,
					greeting_message: 'Hello!',
					lock_to_single_conversation: true,
					out_of_office_message: 'Closed',
					timezone: 'Europe/Berlin',
					working_hours_enabled: true,
					channel: {
						type: 'api',
						webhook_url: 'https://user:pw@n8n.example.com/webhook/f%C3%BCr%20dich?a=1%7C2',
						hmac_mandatory: true,
						additional_attributes: { agent_reply_time_window: 48 },
					},
				},
			],
		]);
		expect(inbox).toMatchObject({
			channel_type: 'Channel::Api',
			name: 'Bridge',
			timezone: 'Europe/Berlin',
		});
	});

	it('makes a website inbox', async () => {
		const [inbox] = await desk.output('create', {
			channel: 'website',
			name: 'Shop',
			websiteUrl: 'shop.example.com',
			additionalFields: { widgetColor: '#ff0000', welcomeTitle: 'Hi', welcomeTagline: 'Ask us' },
		});
		expect(desk.sent('POST')[0][1]).toMatchObject({
			channel: {
				type: 'web_widget',
				website_url: 'shop.example.com',
				widget_color: '#ff0000',
				welcome_title: 'Hi',
				welcome_tagline: 'Ask us',
			},
		});
		expect(inbox).toMatchObject({
			website_url: 'shop.example.com',
			website_token: expect.any(String),
			web_widget_script: expect.stringContaining('<script>'),
		});
	});

	it('makes an e-mail inbox', async () => {
		await desk.output('create', { channel: 'email', name: 'Mail', email: ' Help@Acme.example ' });
		expect(desk.sent('POST')[0][1]).toMatchObject({
			name: 'Mail',
			channel: { type: 'email', email: 'help@acme.example' },
		});
	});

	it('takes channel, name and address from each item', async () => {
		const items = [
			{ channel: 'api', name: 'A', url: 'https://n8n.example/hook' },
			{ channel: 'email', name: 'B', mail: 'b@acme.example' },
		];
		const parameters = {
			channel: '={{ $json.channel }}',
			name: '={{ $json.name }}',
			webhookUrl: '={{ $json.url }}',
			email: '={{ $json.mail }}',
		};
		expect(await desk.output('create', parameters, { items })).toMatchObject([
			{ name: 'A', channel_type: 'Channel::Api', webhook_url: 'https://n8n.example/hook' },
			{ name: 'B', channel_type: 'Channel::Email' },
		]);
	});

	it.each([
		['no name', { name: ' ' }, '"Name" is empty'],
		['an unknown channel', { channel: 'facebook' }, '"Channel" is "facebook"'],
		[
			'a word as webhook',
			{ webhookUrl: 'not a url' },
			'"Webhook URL" is not a web address: "not a url"',
		],
		['another scheme', { webhookUrl: 'ftp://x.example' }, '"Webhook URL" is not a web address'],
		['no host', { webhookUrl: 'https://' }, '"Webhook URL" is not a web address'],
		[
			'a text around it',
			{ webhookUrl: 'see https://x.example' },
			'"Webhook URL" is not a web address',
		],
		['too long a webhook', { webhookUrl: `https://x.example/${'a'.repeat(2048)}` }, 'at most 2048'],
		['no website', { channel: 'website' }, '"Website URL" is empty'],
		[
			'a word as website',
			{ channel: 'website', websiteUrl: 'my shop' },
			'"Website URL" is not a web address',
		],
		['no e-mail address', { channel: 'email' }, '"Email" is empty'],
		[
			'a bad e-mail address',
			{ channel: 'email', email: 'a b' },
			'"Email" is not an e-mail address',
		],
		[
			'a field of another channel',
			{ additionalFields: { welcomeTitle: 'Hi' } },
			'"Additional Fields > Welcome Title" is not for inboxes of this type',
		],
		[
			'half an hour',
			{ additionalFields: { replyWindow: 0.5 } },
			'"Additional Fields > Agent Reply Time Window (Hours)" should be a whole number',
		],
	])('refuses %s before any request', async (_, change, problem) => {
		expect(await desk.refusal('create', { name: 'X', ...change })).toContain(problem);
		expect(desk.chatwoot.requests).toEqual([]);
	});

	it('says what the server does not accept', async () => {
		const parameters = { name: 'X', additionalFields: { timezone: 'Mars/Olympus' } };
		expect(await desk.refusal('create', parameters)).toContain(
			'Chatwoot does not accept the values',
		);
		const mail = { channel: 'email', name: 'X', email: 'a@acme.example' };
		await desk.output('create', mail);
		expect(await desk.refusal('create', mail)).toContain('has already been taken');
	});

	it('names the role that is needed', async () => {
		expect(await desk.refusal('create', { name: 'X' }, asAgent)).toContain('role Administrator');
	});
});

describe('Inbox > Update', () => {
	it('changes what was given and leaves the rest', async () => {
		const [inbox] = await desk.output('update', {
			...api,
			updateFields: { name: 'New', greetingMessage: 'Hi', autoAssignment: false },
		});
		expect(desk.sent('PATCH')).toEqual([
			['/inboxes/1', { name: 'New', greeting_message: 'Hi', enable_auto_assignment: false }],
		]);
		expect(inbox).toMatchObject({ id: 1, name: 'New', greeting_message: 'Hi' });
		expect(requestsOf(desk.chatwoot)).toHaveLength(1);
	});

	it('sets and removes the webhook URL', async () => {
		const webhookUrl = 'https://n8n.example/hook';
		expect(await desk.output('update', { ...api, updateFields: { webhookUrl } })).toMatchObject([
			{ webhook_url: webhookUrl },
		]);
		const [inbox] = await desk.output('update', {
			...api,
			updateFields: { removeWebhookUrl: true },
		});
		expect(inbox).not.toHaveProperty('webhook_url');
		expect(desk.chatwoot.state.inboxes.get(demo.api)?.channel.webhook_url).toBe('');
	});

	it('keeps the other attributes of the channel when it changes one', async () => {
		const { channel } = desk.chatwoot.state.inboxes.get(demo.api)!;
		channel.additional_attributes = { agent_reply_time_window: 1, other: 'x' };
		await desk.output('update', { ...api, updateFields: { replyWindow: 72 } });
		expect(desk.chatwoot.state.inboxes.get(demo.api)?.channel.additional_attributes).toEqual({
			agent_reply_time_window: 72,
			other: 'x',
		});
	});

	it.each([
		[website, { webhookUrl: 'https://n8n.example' }, '"Update Fields > Webhook URL" is not for'],
		[website, { removeWebhookUrl: true }, '"Update Fields > Remove Webhook URL" is only for'],
		[api, { websiteUrl: 'https://x.example' }, '"Update Fields > Website URL" is not for'],
	])('refuses what the server would ignore: %j %j', async (inbox, updateFields, problem) => {
		expect(await desk.refusal('update', { ...inbox, updateFields })).toContain(problem);
		expect(desk.sent('PATCH')).toEqual([]);
	});

	it.each([
		[{}, '"Update Fields" is empty'],
		[{ name: ' ' }, '"Update Fields" is empty'],
		[{ webhookUrl: 'x' }, '"Update Fields > Webhook URL" is not a web address'],
		[{ webhookUrl: 'https://x.example', removeWebhookUrl: true }, 'Leave one of them out'],
		[{ autoAssignment: '={{ "perhaps" }}' }, 'should be true or false'],
	])('refuses %j before any request', async (updateFields, problem) => {
		expect(await desk.refusal('update', { ...api, updateFields })).toContain(problem);
		expect(desk.chatwoot.requests).toEqual([]);
	});
});

describe('Inbox > Delete', () => {
	it('deletes an inbox', async () => {
		expect(await desk.output('delete', website)).toEqual([{ deleted: true, id: 2 }]);
		expect(desk.sent('DELETE')).toEqual([['/inboxes/2', undefined]]);
	});

	it('says what was not found, and which role is needed', async () => {
		expect(await desk.refusal('delete', { inbox: byId(9) })).toContain('did not find inbox 9');
		expect(await desk.refusal('delete', website, asAgent)).toContain('role Administrator');
	});
});

describe('The members of an inbox', () => {
	const membersOf = (inbox: number) =>
		desk.chatwoot.state.inboxMembers
			.where((row) => row.inbox_id === inbox)
			.map((row) => row.user_id);

	it('are listed, one item each', async () => {
		expect(await desk.output('getMembers', api)).toMatchObject([
			{ id: 2, name: 'Arthur Agent', role: 'agent' },
		]);
	});

	it('are added as numbers, and the others stay', async () => {
		const [output] = await desk.output('addMembers', { ...api, agents: ['1', 2] });
		expect(desk.sent('POST')).toEqual([['/inbox_members', { inbox_id: 1, user_ids: [1, 2] }]]);
		expect(output).toEqual({
			id: 1,
			members: [
				{ id: 1, name: 'Alice Admin', email: 'alice@acme.example', role: 'administrator' },
				{ id: 2, name: 'Arthur Agent', email: 'arthur@acme.example', role: 'agent' },
			],
		});
		expect(membersOf(1).sort()).toEqual([1, 2]);
		expect(membersOf(2)).toEqual([2]);
	});

	it('are set, and all others taken out', async () => {
		await desk.output('setMembers', { ...api, agents: [1] });
		expect(membersOf(1)).toEqual([1]);
	});

	it('are removed', async () => {
		expect(await desk.output('removeMembers', { ...api, agents: '={{ "2, 1" }}' })).toEqual([
			{ id: 1, members: [] },
		]);
		expect(membersOf(1)).toEqual([]);
	});

	it('are taken from each item, in order', async () => {
		const items = [{ who: [1] }, { who: [2] }, { who: 1 }];
		await desk.output('setMembers', { ...api, agents: '={{ $json.who }}' }, { items });
		expect(membersOf(1)).toEqual([1]);
		expect(desk.sent('PATCH').map(([, body]) => body)).toEqual([
			{ inbox_id: 1, user_ids: [1] },
			{ inbox_id: 1, user_ids: [2] },
			{ inbox_id: 1, user_ids: [1] },
		]);
	});

	it.each(['addMembers', 'setMembers', 'removeMembers'])(
		'%s refuses bad lists',
		async (operation) => {
			expect(await desk.refusal(operation, { ...api, agents: [] })).toContain(
				'"Agent Names or IDs" is empty',
			);
			const named = { ...api, agents: '={{ ["Arthur"] }}' };
			expect(await desk.refusal(operation, named)).toContain(
				'"Agent Names or IDs" holds what is no ID: "Arthur"',
			);
			expect(desk.chatwoot.requests).toEqual([]);
		},
	);

	it.each(['addMembers', 'setMembers'])('%s names people who are no agents', async (operation) => {
		const text = await desk.refusal(operation, { ...api, agents: [2, 98, 99] });
		expect(text).toContain('people who are not agents of the account: 98, 99');
	});

	it('need the role Administrator to be changed', async () => {
		expect(await desk.refusal('addMembers', { ...api, agents: [1] }, asAgent)).toContain(
			'role Administrator',
		);
		expect(membersOf(1)).toEqual([2]);
	});
});

describe('The agent bot of an inbox', () => {
	it('is set, read without its token, and removed', async () => {
		expect(await desk.output('getAgentBot', api)).toEqual([{ id: 1, agent_bot: null }]);
		expect(await desk.output('setAgentBot', { ...api, agentBot: byId(1) })).toEqual([
			{ id: 1, agent_bot: { id: 1 } },
		]);
		const [output] = await desk.output('getAgentBot', api);
		expect(output).toMatchObject({ id: 1, agent_bot: { id: 1, name: 'Workflow bot' } });
		expect(JSON.stringify(output)).not.toMatch(/BOT_TOKEN|access_token|secret/);
		expect(await desk.output('removeAgentBot', api)).toEqual([{ id: 1, agent_bot: null }]);
		expect(desk.chatwoot.state.inboxes.get(1)?.bot_id).toBeNull();
	});

	it('is refused when it is unknown or not given', async () => {
		expect(await desk.refusal('setAgentBot', { ...api, agentBot: byId(9) })).toContain(
			'agent bot 9',
		);
		expect(await desk.refusal('setAgentBot', { ...api, agentBot: byId('') })).toContain(
			'"Agent Bot" is empty',
		);
		expect(desk.sent('POST')).toHaveLength(1);
	});
});

describe('Inbox > Reset Secret', () => {
	it('makes a new secret and does not put it out', async () => {
		const before = desk.chatwoot.state.inboxes.get(1)!.channel.secret;
		expect(await desk.output('resetSecret', api)).toEqual([{ reset: true, id: 1 }]);
		expect(desk.chatwoot.state.inboxes.get(1)!.channel.secret).not.toBe(before);
	});

	it('says that only API inboxes have one, and what was not found', async () => {
		expect(await desk.refusal('resetSecret', website)).toContain(
			'"Inbox" has no secret: it is of the type Channel::WebWidget',
		);
		expect(await desk.refusal('resetSecret', { inbox: byId(9) })).toContain('did not find inbox 9');
		expect(await desk.refusal('resetSecret', api, asAgent)).toContain('role Administrator');
	});
});

describe('An inbox of WhatsApp', () => {
	const inbox = byId(WHATSAPP);
	beforeEach(() => addWhatsApp(desk.chatwoot));

	it('shows its templates, with what they need', async () => {
		expect(await desk.output('getMessageTemplates', { inbox })).toEqual([
			{
				template: 'order_shipped:en',
				name: 'order_shipped',
				language: 'en',
				status: 'APPROVED',
				category: 'UTILITY',
				text: 'Parcel {{1}} is on its way',
				values: ['body.1'],
			},
		]);
		desk.chatwoot.state.inboxes.get(WHATSAPP)!.channel.message_templates = null;
		expect(await desk.output('getMessageTemplates', { inbox })).toEqual([]);
	});

	it('fetches them anew, and tells how its number is doing', async () => {
		expect(await desk.output('syncTemplates', { inbox })).toEqual([
			{ id: WHATSAPP, syncing: true },
		]);
		expect(desk.sent('POST').map(([path]) => path)).toEqual([
			`/inboxes/${WHATSAPP}/sync_templates`,
		]);
		expect(await desk.output('getHealth', { inbox })).toMatchObject([
			{ inbox_id: WHATSAPP, quality_rating: 'GREEN' },
		]);
	});

	it.each([
		['getMessageTemplates', '"Inbox" has no message templates: Website Bridge is of the type Api'],
		[
			'syncTemplates',
			'Template sync is only available for WhatsApp channels Only inboxes of WhatsApp',
		],
		['getHealth', 'Cloud API channels Only inboxes of the WhatsApp Cloud API have it.'],
	])('is what %s needs', async (operation, text) => {
		expect(await desk.refusal(operation, api)).toContain(text);
	});
});
