import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { noteWriter } from '../../nodes/Chatwoot/api/mark';
import type { Listener } from '../engine/trigger';
import {
	agent,
	ALL_EVENTS,
	bot,
	deliver,
	messageBody,
	openTrigger,
	post,
	recordedDeliveries,
	recordedIn,
	registered,
	seconds,
	SECRET,
	sign,
	USER,
} from './trigger';

let listener: Listener | undefined;
const open = async (...parameters: Parameters<typeof openTrigger>) => {
	await listener?.close();
	listener = await openTrigger(...parameters);
	return listener;
};

afterEach(async () => {
	await listener?.close();
	listener = undefined;
});

const ALL: INodeParameters = {
	events: ALL_EVENTS,
	own: 'include',
	filters: { messageTypes: ['incoming', 'outgoing', 'template', 'note'], activity: true },
};
const recorded = (number: string, event: string, index = 0) =>
	recordedIn(number).filter(({ json }) => json.event === event)[index].raw;
/** How many runs bodies start with these parameters. */
const runsOf = async (parameters: INodeParameters, ...bodies: Array<object | string>) => {
	const trigger = await open({ events: ALL_EVENTS, ...parameters });
	for (const body of bodies) expect((await deliver(trigger, body)).status).toBe(200);
	return trigger.runs.length;
};

describe('recorded deliveries', () => {
	/** What happened, judged by the body alone: deliveries with the same result report the same event. */
	const happening = ({ event, id, updated_at, message_type, ...json }: IDataObject) => {
		const [last] = ((json.conversation as IDataObject)?.messages ?? []) as IDataObject[];
		const state =
			message_type && event === 'message_updated' ? [last, json.content_attributes] : [];
		const time = Math.floor(Number(updated_at) * 1000);
		const change = message_type ? state : (json.changed_attributes ?? time);
		return JSON.stringify([event, id, change]);
	};
	const cases = [...new Set(recordedDeliveries.map((delivery) => delivery.case))];

	it.each(cases)('of case %s start a run each, but doubles', async (number) => {
		const deliveries = recordedIn(number).filter(({ json }) => {
			return ALL_EVENTS.includes(json.event) && !json.event.includes('typing');
		});
		const trigger = await open(ALL);
		for (const { raw, headers } of deliveries) {
			await deliver(trigger, raw, headers['x-chatwoot-delivery']);
		}

		expect(trigger.answers.every(({ status }) => status === 200)).toBe(true);
		expect(trigger.runs).toHaveLength(new Set(deliveries.map(({ json }) => happening(json))).size);
	});

	it('are output as clean JSON: a message', async () => {
		const trigger = await open(ALL);
		await deliver(trigger, recorded('635', 'message_created'));

		expect(trigger.runs).toEqual([
			{
				event: 'message_created',
				account: { id: 1104, name: expect.stringContaining('Acme') },
				inbox: { id: 3295, name: 'Bridge' },
				conversation: expect.objectContaining({
					id: 1,
					status: 'open',
					channel: 'Channel::Api',
					source_id: 'fa49d2f0-a9f4-4f22-8c3d-2e992eae833a',
					url: expect.stringMatching(/^http.*[^/]\/app\/accounts\/1104\/conversations\/1$/),
					assignee: null,
					waiting_since: null,
					first_reply_created_at: '2026-11-21T09:02:30.651Z',
					created_at: '2026-11-21T09:02:30.000Z',
					updated_at: '2026-11-21T09:02:31.489Z',
				}),
				contact: expect.objectContaining({
					id: 5614,
					name: 'Jane Roe',
					phone_number: '+14155550101',
				}),
				message: {
					id: 4636,
					content: 'See the file',
					content_type: 'text',
					message_type: 'outgoing',
					private: false,
					source_id: null,
					status: 'sent',
					content_attributes: {},
					created_at: '2026-11-21T09:02:31.426Z',
					sender: { id: 3286, name: 'Gus Agent', email: expect.any(String), type: 'user' },
					attachments: [
						expect.objectContaining({ file_type: 'file', file_size: 8 }),
						expect.objectContaining({ file_type: 'image', content_type: 'image/png' }),
					],
				},
				chatInput: 'See the file\n[file]\n[image]',
				sessionId: '1104-1',
				is_incoming: false,
				is_private: false,
				is_from_contact: false,
				is_own: false,
			},
		]);
	});

	it('come out with their changes as an object', async () => {
		const trigger = await open(ALL);
		await deliver(trigger, recorded('626', 'conversation_updated'));
		await deliver(trigger, recorded('698', 'conversation_updated'));
		await deliver(trigger, recorded('622', 'conversation_status_changed'));
		await deliver(trigger, recorded('641', 'contact_updated'));

		expect(trigger.runs.map(({ changes }) => changes)).toEqual([
			{ labels: { from: [], to: ['vip', 'bug'] } },
			{
				status: { from: 'open', to: 'resolved' },
				assignee_id: { from: null, to: 6250 },
				team_id: { from: null, to: 2082 },
			},
			{ status: { to: 'resolved' } },
			{
				name: { from: 'Zoë Новая', to: 'Zoë B' },
				custom_attributes: { from: { plan: 'free' }, to: { plan: 'free', seats: 3 } },
			},
		]);
	});

	it('tell the delivery status of a message, and why it failed', async () => {
		const trigger = await open(ALL);
		for (const { raw } of recordedIn('638')) await deliver(trigger, raw);

		expect(trigger.runs).toMatchObject([
			{ message: { status: 'delivered' } },
			{ message: { status: 'read' } },
			{
				message: {
					status: 'failed',
					content_attributes: { external_error: 'blocked by the network' },
				},
			},
		]);
	});

	it('say who types, and where', async () => {
		const trigger = await open(ALL);
		await deliver(trigger, recorded('647', 'conversation_typing_on', 1));
		await deliver(trigger, recorded('647', 'conversation_typing_on', 2));

		expect(trigger.runs).toMatchObject([
			{ user: { name: 'Gus Agent', type: 'user' }, is_private: true, account: { id: 1197 } },
			{ user: { name: 'Jane Roe', type: 'contact' }, is_private: false, is_from_contact: true },
		]);
	});

	it('of a chat window tell the visitor', async () => {
		const trigger = await open(ALL);
		await deliver(trigger, recorded('645', 'webwidget_triggered'));

		expect(trigger.runs).toMatchObject([
			{
				contact: { id: 5905 },
				inbox: { id: 3531, name: 'Website' },
				event_info: { referer: 'https://acme.test/pricing' },
			},
		]);
	});

	it('of a chat window tell by which session the visitor is known', async () => {
		const trigger = await open(ALL);
		const raw = recorded('645', 'webwidget_triggered');
		await deliver(trigger, raw);

		const { source_id } = JSON.parse(raw) as IDataObject;
		expect(source_id).toEqual(expect.any(String));
		expect(trigger.runs).toMatchObject([{ source_id }]);
	});

	it.each([true, false])(
		'tell whether the customer has proven who they are: %s',
		async (proven) => {
			const trigger = await open(ALL);
			const body = JSON.parse(recorded('635', 'message_created')) as {
				conversation: { contact_inbox: { hmac_verified: boolean } };
			};
			body.conversation.contact_inbox.hmac_verified = proven;
			await deliver(trigger, body);
			expect(trigger.runs).toMatchObject([{ conversation: { hmac_verified: proven } }]);
		},
	);

	it('of an inbox tell which one it is, and its settings', async () => {
		const body = {
			event: 'inbox_updated',
			account: { id: 1, name: 'Acme' },
			greeting_enabled: true,
			timezone: 'UTC',
			working_hours: [{ inbox_id: 7, day_of_week: 0 }],
			channel: { id: 3, page_access_token: 'hush' },
			changed_attributes: [{ timezone: { previous_value: 'CET', current_value: 'UTC' } }],
		};
		const trigger = await open({ ...ALL, filters: { inboxes: [7] } });
		await deliver(trigger, body);
		await deliver(trigger, { ...body, working_hours: [{ inbox_id: 8 }] });

		expect(trigger.runs).toEqual([
			expect.objectContaining({
				inbox: {
					id: 7,
					greeting_enabled: true,
					timezone: 'UTC',
					working_hours: [{ inbox_id: 7, day_of_week: 0 }],
				},
				changes: { timezone: { from: 'CET', to: 'UTC' } },
			}),
		]);
	});

	it('tell all that attachments of any kind hold', async () => {
		const attachments: IDataObject[] = [
			{ id: 1, file_type: 'location', coordinates_lat: 48.1, coordinates_long: 11.5 },
			{ id: 2, file_type: 'contact', fallback_title: '+4917', meta: { firstName: 'Ida' } },
			{ id: 3, file_type: 'audio', data_url: 'https://x.test/a', transcribed_text: 'Hello' },
			{ id: 4, file_type: 'image', data_url: 'https://x.test/b', width: 4, height: 3 },
			{ id: 5, file_type: 'share', data_url: 'https://x.test/c', fallback_title: 'A post' },
		];
		const more = { account_id: 1, message_id: 2, extension: null, width: null, fallback_title: '' };
		const trigger = await open(ALL);
		await deliver(
			trigger,
			messageBody({ attachments: attachments.map((own) => ({ ...more, ...own })) }),
		);

		expect(trigger.runs).toMatchObject([{ message: { attachments } }]);
		const [{ message }] = trigger.runs as Array<{ message: { attachments: IDataObject[] } }>;
		expect(Object.keys(message.attachments[0])).toEqual(Object.keys(attachments[0]));
	});

	it('never show secrets, with and without Simplify', async () => {
		const channel = { page_access_token: 'hush', imap_password: 'hush' };
		for (const simplify of [true, false]) {
			const trigger = await open({ ...ALL, simplify });
			await deliver(trigger, recorded('631', 'message_created'));
			await deliver(trigger, { event: 'inbox_updated', name: 'Shop', hmac_token: 'hush', channel });

			expect(trigger.runs).toHaveLength(2);
			expect(JSON.stringify(trigger.runs)).not.toMatch(
				/hush|pubsub_token|3V2Et9nqW6DXUEd29anqe7Ym/,
			);
			expect('delivery' in trigger.runs[0]).toBe(!simplify);
		}
	});

	it('add the raw body on demand, exactly as it came', async () => {
		const raw = recorded('667', 'message_created', 2);
		const trigger = await open({ ...ALL, options: { rawBody: true } });
		await deliver(trigger, raw);

		expect(raw).toContain('\\u003cb\\u003e');
		expect(trigger.runs).toMatchObject([
			{ raw_body: raw, message: { content: expect.stringContaining('<b>html</b> &') } },
		]);
	});
});

describe('filters', () => {
	const incoming = messageBody();
	const outgoing = messageBody({ id: 2, message_type: 'outgoing', sender: agent });
	const ofBot = messageBody({ id: 3, message_type: 'outgoing', sender: bot });
	const greeting = messageBody({ id: 4, message_type: 'template', sender: null });
	const note = messageBody({ id: 5, message_type: 'outgoing', private: true, sender: agent });
	const all = [incoming, outgoing, ofBot, greeting, note];

	it.each<[IDataObject, number]>([
		[{}, 4],
		[{ messageTypes: ['incoming'] }, 1],
		[{ messageTypes: ['outgoing'] }, 2],
		[{ messageTypes: ['template', 'note'] }, 2],
		[{ messageTypes: ['note'] }, 1],
		[{ senders: ['contact'] }, 1],
		[{ senders: ['user'] }, 1],
		[{ senders: ['bot', 'system'] }, 2],
		[{ inboxes: [3214] }, 4],
		[{ inboxes: ['3214', 5] }, 4],
		[{ inboxes: [5] }, 0],
		[{ statuses: ['open', 'pending'] }, 4],
		[{ statuses: ['resolved'] }, 0],
		[{ unassigned: true }, 4],
		[{ labels: ['vip'] }, 0],
	])('%j lets %i of five messages through', async (filters, expected) => {
		expect(await runsOf({ filters } as INodeParameters, ...all)).toBe(expected);
	});

	it.each<[unknown, number]>([
		['={{ "" }}', 4],
		['={{ null }}', 4],
		['={{ undefined }}', 4],
		['={{ [] }}', 4],
		[[''], 4],
		['={{ 3214 }}', 4],
		['={{ "5, 3214" }}', 4],
		['={{ "[3214, 5]" }}', 4],
		['={{ [3214] }}', 4],
		['={{ "5" }}', 0],
	])(
		'take from expressions what is meant: inboxes %j let %i of five messages through',
		async (inboxes, expected) => {
			expect(await runsOf({ filters: { inboxes } } as INodeParameters, ...all)).toBe(expected);
		},
	);

	it('take events from an expression too, and labels in any case', async () => {
		const labelled = messageBody({}, { labels: ['vip'] });
		const parameters = {
			events: '={{ "message_created" }}',
			filters: { labels: '={{ ["VIP"] }}' },
		};

		expect(
			await runsOf(parameters, labelled, { ...labelled, id: 8, event: 'message_updated' }),
		).toBe(1);
	});

	it('look at labels and assignee of the conversation', async () => {
		const labelled = messageBody({}, { labels: ['bug', 'vip'] });
		const assigned = messageBody({}, { meta: { assignee: agent } });

		expect(await runsOf({ filters: { labels: ['vip', 'other'] } }, labelled)).toBe(1);
		expect(await runsOf({ filters: { labels: ['other'] } }, labelled)).toBe(0);
		expect(await runsOf({ filters: { unassigned: true } }, assigned)).toBe(0);
	});

	it.each<[IDataObject, string[]]>([
		[{ changed: ['status'] }, ['622', '698']],
		[{ changed: ['status'], changedTo: 'resolved' }, ['622', '698']],
		[{ changed: ['status'], changedTo: 'open' }, []],
		[{ changed: ['labels'] }, ['626']],
		[{ changed: ['labels'], changedTo: 'VIP' }, ['626']],
		[{ changed: ['assignee_id', 'priority'] }, ['624', '628', '698']],
		[{ changedTo: 'urgent' }, ['628']],
		[{ changed: ['waiting_since'] }, []],
	])('%j lets the right changes through', async (filters, expected) => {
		const cases = ['622', '624', '626', '628', '698'];
		const passed: string[] = [];
		for (const number of cases) {
			const raw = recorded(number, 'conversation_updated');
			if (await runsOf({ filters } as INodeParameters, raw)) passed.push(number);
		}
		expect(passed).toEqual(expected);
	});

	it('take a changed status for a change, though it does not tell the old one', async () => {
		const resolved = recorded('622', 'conversation_status_changed');
		const opened = recorded('622', 'conversation_status_changed', 1);
		const filters = { changed: ['status'], changedTo: 'resolved' };

		expect(await runsOf({ filters }, resolved, opened)).toBe(1);
	});

	it('leave out contacts that were only active, unless told otherwise', async () => {
		const active = recorded('631', 'contact_updated');
		const renamed = recorded('641', 'contact_updated');

		expect(await runsOf({}, active, renamed)).toBe(1);
		expect(await runsOf({ filters: { activity: true } }, active, renamed)).toBe(2);
		expect(await runsOf({ filters: { changed: ['last_activity_at'] } }, active, renamed)).toBe(1);
	});

	it('start only on the chosen events', async () => {
		const trigger = await open({ events: ['conversation_updated'] });
		await deliver(trigger, messageBody());
		await deliver(trigger, recorded('624', 'conversation_updated'));

		expect(trigger.runs).toMatchObject([{ event: 'conversation_updated' }]);
	});
});

describe('filters for support agents', () => {
	const botAssigned = { assignee: { id: 1, name: 'Robo' }, assignee_type: 'AgentBot' };
	const team = { id: 1, name: 'first line' };
	it.each<[IDataObject, IDataObject, number]>([
		[{ noPerson: true }, { assignee: null }, 1],
		[{ noPerson: true }, { assignee: null, team }, 0],
		[{ unassigned: true }, { assignee: null, team }, 1],
		[{ noPerson: true }, { assignee: agent, assignee_type: 'User' }, 0],
		[{ noPerson: true }, { assignee: agent }, 0],
		[{ noPerson: true }, botAssigned, 1],
		[{ unassigned: true }, botAssigned, 0],
	])('%j and the assignee %j', async (filters, meta, expected) => {
		const body = messageBody({}, { meta: meta as never });
		expect(await runsOf({ filters } as INodeParameters, body)).toBe(expected);
	});

	it('count a conversation of a team that is pending as that of a bot', async () => {
		const body = messageBody({}, { status: 'pending', meta: { assignee: null, team } as never });
		expect(await runsOf({ filters: { noPerson: true } }, body)).toBe(1);
	});

	it('leave out what chosen users write and type', async () => {
		const written = messageBody({ message_type: 'outgoing', sender: agent });
		const other = messageBody({ id: 2, message_type: 'outgoing', sender: { ...agent, id: 8 } });
		const customer = messageBody({ id: 3, sender: { id: agent.id, name: 'Carla' } });
		const typing = { event: 'conversation_typing_on', user: agent, conversation: { id: 1 } };
		const bodies = [written, other, customer, typing];

		expect(await runsOf({ filters: { ignoredUsers: `7, ${agent.id}` } }, ...bodies)).toBe(2);
		expect(await runsOf({ filters: { ignoredUsers: `={{ [${agent.id}, 8] }}` } }, ...bodies)).toBe(
			1,
		);
	});

	it('leave out what a gateway to WhatsApp reports as sent, not what customers write there', async () => {
		const source_id = 'WAID:3EB0C431C26A1916E07A';
		const echo = messageBody({ message_type: 'outgoing', sender: agent, source_id });
		const answer = { ...echo, id: 2, source_id: 'wamid.WAID:1' };
		const customer = messageBody({ id: 3, source_id });
		const bodies = [echo, answer, customer];

		expect(await runsOf({ filters: { ignoreEchoes: true } }, ...bodies)).toBe(2);
		expect(await runsOf({}, ...bodies)).toBe(3);
	});

	it('leave out the updates of a message but its deletion', async () => {
		const updated = { event: 'message_updated' };
		const read = messageBody({ ...updated, content_attributes: { external_error: null } });
		const gone = messageBody({ ...updated, id: 2, content_attributes: { deleted: true } });
		const bodies = [messageBody({ id: 3 }), read, gone];

		expect(await runsOf({ ...ALL, filters: { onlyDeletions: true } }, ...bodies)).toBe(2);
		expect(await runsOf(ALL, ...bodies)).toBe(3);
	});
});

describe('what nodes for AI read', () => {
	it('comes with every event of a message: the text, and a session per conversation', async () => {
		const audio = [{ id: 1, file_type: 'audio', transcribed_text: 'Where is it?' }];
		const trigger = await open(ALL);
		await deliver(trigger, messageBody());
		await deliver(trigger, messageBody({ id: 2, content: null, attachments: audio }));
		await deliver(trigger, messageBody({ id: 3, event: 'message_updated', content: 'new' }));
		await deliver(trigger, recorded('622', 'conversation_updated'));

		const { account, content } = messageBody() as IDataObject;
		const sessionId = `${(account as IDataObject).id as number}-1`;
		expect(trigger.runs).toMatchObject([
			{ chatInput: content, sessionId },
			{ chatInput: 'Where is it?', sessionId },
			{ chatInput: 'new', sessionId },
			{ event: 'conversation_updated' },
		]);
		expect(trigger.runs[3]).not.toHaveProperty('chatInput');
	});

	it('is never empty for a customer who sends a photo alone, nor silent about files beside words', async () => {
		const photo = { id: 1, file_type: 'image', data_url: 'https://chat.test/a.png' };
		const trigger = await open(ALL);
		await deliver(trigger, messageBody({ content: null, attachments: [photo] }));
		const mute = { id: 2, file_type: 'audio', transcribed_text: '' };
		await deliver(trigger, messageBody({ id: 2, content: 'This?', attachments: [photo, mute] }));

		expect(trigger.runs.map(({ chatInput }) => chatInput)).toEqual([
			'[image]',
			'This?\n[image]\n[audio]',
		]);
	});
});

describe('a sender of a kind of its own', () => {
	const assistant = messageBody({
		id: 6,
		message_type: 'outgoing',
		sender: { id: bot.id, name: 'Captain', type: 'captain_assistant' },
	});

	it('is a bot, and neither a customer nor the bot of the trigger', async () => {
		expect(await runsOf({ filters: { senders: ['contact'] } }, assistant)).toBe(0);
		expect(await runsOf({ filters: { senders: ['captain'] } }, assistant)).toBe(1);
		const other = messageBody({ message_type: 'outgoing', sender: bot });
		expect(await runsOf({ filters: { senders: ['captain'] } }, other)).toBe(0);
		const trigger = await open(
			{ events: ALL_EVENTS, own: 'ignoreUser', filters: { senders: ['bot'] } },
			{ staticData: registered({ bot: bot.id }) },
		);
		await deliver(trigger, assistant);

		expect(trigger.runs).toMatchObject([
			{ is_from_contact: false, is_own: false, message: { sender: { type: 'bot' } } },
		]);
	});
});

describe('presets', () => {
	it('New Customer Message: what customers write, and nothing else', async () => {
		const bodies = [
			messageBody(),
			messageBody({ id: 2, message_type: 'outgoing', sender: agent }),
			messageBody({ id: 3, private: true }),
			messageBody({ id: 4, event: 'message_updated' }),
			recorded('622', 'conversation_updated'),
		];
		expect(await runsOf({ preset: 'newCustomerMessage' }, ...bodies)).toBe(1);
	});

	it('Conversation Resolved: once, from any sender', async () => {
		const ofAccount = recordedIn('622').map(({ raw }) => raw);
		const ofBot = recordedIn('737')
			.filter(({ json }) => json.status === 'resolved')
			.map(({ raw }) => raw);

		expect(await runsOf({ preset: 'conversationResolved' }, ...ofAccount)).toBe(1);
		expect(ofBot).toHaveLength(3);
		expect(await runsOf({ preset: 'conversationResolved', source: 'bot' }, ...ofBot)).toBe(1);
	});

	it('Conversation Resolved: also when it was opened again before the server told it', async () => {
		const late = { ...JSON.parse(recorded('622', 'conversation_updated')), status: 'open' };
		const status = {
			...JSON.parse(recorded('622', 'conversation_status_changed')),
			status: 'open',
		};
		const reopened = [{ status: { previous_value: 'resolved', current_value: 'open' } }];
		const preset = 'conversationResolved';

		expect(await runsOf({ preset }, status, late)).toBe(1);
		expect(await runsOf({ preset }, { ...late, changed_attributes: reopened })).toBe(0);
		expect(await runsOf({ preset, source: 'bot' }, late)).toBe(1);
		const inTime = { ...late, status: 'resolved', changed_attributes: reopened };
		expect(await runsOf({ filters: { statuses: ['resolved'] } }, late, inTime)).toBe(1);
		const told = { ...status, changed_attributes: late.changed_attributes };
		expect(await runsOf({ filters: { statuses: ['resolved'] } }, status, told)).toBe(1);
	});

	it('Hand-Over to Human: once when the bot opens, and when an agent takes over', async () => {
		const opened = recordedIn('728').map(({ raw }) => raw);
		const takenOver = recordedIn('736').map(({ raw }) => raw);
		const reopened = recordedIn('659').map(({ raw }) => raw);

		expect(await runsOf({ preset: 'handOver' }, ...opened)).toBe(1);
		expect(await runsOf({ preset: 'handOver', source: 'bot' }, ...opened)).toBe(1);
		expect(await runsOf({ preset: 'handOver' }, ...takenOver)).toBe(1);
		expect(await runsOf({ preset: 'handOver' }, ...reopened)).toBe(0);
	});

	it('Hand-Over to Human: by the only event that bots of old servers get', async () => {
		const token = 'f'.repeat(48);
		const staticData = registered({ secret: undefined, token });
		const trigger = await open({ preset: 'handOver', source: 'bot' }, { staticData });
		await post(trigger, recorded('728', 'conversation_opened'), {}, `?token=${token}`);

		expect(trigger.runs).toMatchObject([{ event: 'conversation_opened' }]);
	});
});

describe('own messages', () => {
	const marked = messageBody({
		id: 1,
		message_type: 'outgoing',
		sender: { ...agent, id: USER },
		content_attributes: { sent_by: 'n8n-nodes-twake-chatwoot', order: 7 },
	});
	const typed = messageBody({ id: 2, message_type: 'outgoing', sender: { ...agent, id: USER } });
	const colleague = messageBody({ id: 3, message_type: 'outgoing', sender: agent });
	const ofBot = messageBody({ id: 4, message_type: 'outgoing', sender: bot });
	const bodies = [marked, typed, colleague, ofBot];

	it.each<[string, number[]]>([
		['ignoreMessages', [2, 3, 4]],
		['ignoreUser', [3]],
		['include', [1, 2, 3, 4]],
	])('%s', async (own, expected) => {
		const trigger = await open(
			{ events: ALL_EVENTS, own },
			{ staticData: registered({ bot: bot.id }) },
		);
		for (const body of bodies) await deliver(trigger, body);

		expect(trigger.runs.map(({ message }) => (message as IDataObject).id)).toEqual(expected);
	});

	it('are ignored when nothing is said, and the mark does not show', async () => {
		expect(await runsOf({}, marked)).toBe(0);
		const trigger = await open({ events: ALL_EVENTS, own: 'include' });
		await deliver(trigger, marked);
		await deliver(trigger, colleague);

		expect(trigger.runs).toMatchObject([{ is_own: true }, { is_own: false }]);
		expect((trigger.runs[0].message as IDataObject).content_attributes).toEqual({ order: 7 });
	});

	it.each(['ignoreMessages', 'ignoreUser'])(
		'start the workflow when a customer answers in them: %s',
		async (own) => {
			const submitted_values = [{ title: 'Yes', value: 'y' }];
			const content_attributes = { sent_by: 'n8n-nodes-twake-chatwoot', submitted_values };
			const answered = { ...marked, event: 'message_updated', content_attributes };
			const trigger = await open({ events: ALL_EVENTS, own });
			await deliver(trigger, answered);

			expect(trigger.runs).toMatchObject([
				{ is_own: false, message: { content_attributes: { submitted_values } } },
			]);
			expect(await runsOf({ own }, { ...marked, event: 'message_updated' })).toBe(0);
		},
	);

	it.each([agent, bot])(
		'are not what $name marks as such with a token of his own',
		async (sender) => {
			const trigger = await open({ events: ALL_EVENTS });
			await deliver(trigger, { ...marked, id: 5, sender });

			expect(trigger.runs).toMatchObject([{ is_own: false, message: { id: 5 } }]);
		},
	);

	it.each([
		{ ...agent, id: 77 },
		{ ...bot, id: 77 },
	])('are those of a Chatwoot node that writes as somebody else: %j', async (sender) => {
		noteWriter('https://chat.test', { sender });
		expect(await runsOf({}, { ...marked, sender }, { ...marked, id: 5, sender })).toBe(0);
		const elsewhere = { staticData: registered({ server: 'https://other.test' }) };
		const trigger = await open({ events: ALL_EVENTS }, elsewhere);
		await deliver(trigger, { ...marked, sender });
		expect(trigger.runs).toHaveLength(1);
	});

	it('are those that a Chatwoot node writes in the name of a customer', async () => {
		const content_attributes = { sent_by: 'n8n-nodes-twake-chatwoot' };
		expect(await runsOf({}, messageBody({ content_attributes }))).toBe(0);
	});

	it('start the workflow when an agent presses Retry, which takes the mark away', async () => {
		const retried = { ...marked, event: 'message_updated', content_attributes: {} };
		expect(await runsOf({}, retried)).toBe(1);
	});
});

describe('doubles', () => {
	/** Delivers this many seconds from now: two signatures in one second look like a replay. */
	const deliverAt = async (trigger: Listener, second: number, raw: string) => {
		const time = String(Number(seconds()) + second);
		await post(trigger, raw, { ...sign(raw, time), 'x-chatwoot-delivery': `at ${second}` });
	};

	it('take each event once out of any order and number of deliveries', async () => {
		const bodies = recordedIn('636')
			.concat(recordedIn('622'), recordedIn('641'))
			.map(({ raw }) => raw);
		const plan = fc.array(fc.nat(bodies.length - 1), { minLength: 1, maxLength: 40 });
		await fc.assert(
			fc.asyncProperty(plan, async (order) => {
				const trigger = await open(ALL);
				await Promise.all(order.map(async (index) => await deliver(trigger, bodies[index])));

				expect(trigger.runs).toHaveLength(new Set(order).size);
			}),
			{ numRuns: 20 },
		);
	});

	it('are attempts at a bot: same id, new time', async () => {
		const trigger = await open(ALL);
		const [{ raw, headers }] = recordedIn('730');
		for (const by of [0, 5, 10]) {
			const time = String(Number(seconds()) + by);
			await post(trigger, raw, {
				...sign(raw, time),
				'x-chatwoot-delivery': headers['x-chatwoot-delivery'],
			});
		}

		expect(trigger.answers.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(trigger.runs).toHaveLength(1);
	});

	it('are not what an agent does twice, where the body does not tell when', async () => {
		const failed = { external_error: '502 Bad Gateway' };
		const states = [failed, {}, failed, {}];
		const conversation = { messages: [{ id: 77, status: 'sent' }] };
		const bodies = states.map((content_attributes) =>
			messageBody({ id: 5, event: 'message_updated', content_attributes }, conversation),
		);

		const trigger = await open(ALL);
		for (const [second, body] of bodies.entries())
			await deliverAt(trigger, second, JSON.stringify(body));
		expect(trigger.runs).toHaveLength(4);
	});

	it('are not what macros send for an unchanged conversation', async () => {
		const [{ raw }] = recordedIn('686');
		const trigger = await open({ ...ALL, options: { acceptUnsigned: true } });
		await post(trigger, raw);
		await post(trigger, raw);

		const event = 'macro.executed';
		expect(trigger.runs).toMatchObject([{ event }, { event }]);
	});

	it('are told apart by account and server: ids count within one', async () => {
		const places = [{}, { account: 2 }, { server: 'https://other.test' }, {}];
		const first = recorded('622', 'conversation_updated').replace(
			'conversation_updated',
			'conversation_created',
		);
		const earlier = JSON.stringify({ ...(JSON.parse(first) as IDataObject), updated_at: 1 });
		const staticData: IDataObject = {};
		const started: number[] = [];
		for (const [index, place] of places.entries()) {
			Object.assign(staticData, registered(place));
			const options = { lateEvents: 'drop' };
			const trigger = await open({ ...ALL, options }, { staticData, workflow: 'moving' });
			await deliverAt(trigger, index, index === 0 ? first : earlier);
			started.push(trigger.runs.length);
		}

		expect(started).toEqual([1, 1, 1, 0]);
	});

	it('are a webhook and a callback with one address', async () => {
		const { raw } = recordedIn('650')[0];
		const other = 'secret-of-the-inbox';
		const { registrations } = registered() as { registrations: Record<string, object> };
		const [first] = Object.values(registrations);
		const trigger = await open(ALL, {
			staticData: { registrations: { a: first, b: { ...first, secret: other } } } as IDataObject,
		});
		await post(trigger, raw, { ...sign(raw, seconds(), SECRET), 'x-chatwoot-delivery': 'one' });
		await post(trigger, raw, { ...sign(raw, seconds(), other), 'x-chatwoot-delivery': 'two' });

		expect(trigger.answers.map(({ status }) => status)).toEqual([200, 200]);
		expect(trigger.runs).toHaveLength(1);
	});

	it('are still known after a restart', async () => {
		const { staticData } = await open(ALL);
		await deliver(listener!, messageBody());
		await open(ALL, { staticData: JSON.parse(JSON.stringify(staticData)) });
		await deliver(listener!, messageBody());

		expect(listener!.answers).toMatchObject([{ status: 200 }]);
		expect(listener!.runs).toEqual([]);
	});

	it('are not: further changes of one message, typing again', async () => {
		const updates = recordedIn('638').map(({ raw }) => raw);
		const typing = recorded('647', 'conversation_typing_on');
		const trigger = await open(ALL);
		for (const raw of updates) await deliver(trigger, raw);
		await post(trigger, typing, { ...sign(typing), 'x-chatwoot-delivery': 'a' });
		await post(trigger, typing, {
			...sign(typing, String(Number(seconds()) + 1)),
			'x-chatwoot-delivery': 'b',
		});

		expect(trigger.runs).toHaveLength(updates.length + 2);
	});

	it('do not count in a test, which listens once', async () => {
		const trigger = await open(ALL, { mode: 'manual' });
		await deliver(trigger, messageBody());
		await deliver(trigger, messageBody());

		expect(trigger.runs).toHaveLength(2);
	});
});

describe('late events', () => {
	const messages = [3, 1, 2, 4].map((id) => messageBody({ id }));
	const updated = (at: number) => ({
		...JSON.parse(recorded('624', 'conversation_updated')),
		updated_at: at,
	});

	it.each<[string, unknown[]]>([
		['ignore', [undefined, undefined, undefined, undefined]],
		['mark', [false, true, true, false]],
		['drop', [undefined, undefined]],
	])('are handled by %s', async (lateEvents, expected) => {
		const trigger = await open({ ...ALL, options: { lateEvents } });
		for (const body of messages) await deliver(trigger, body);

		expect(trigger.runs.map(({ isLate }) => isLate)).toEqual(expected);
	});

	it('are counted apart for messages and changes, and for each conversation', async () => {
		const trigger = await open({ ...ALL, options: { lateEvents: 'drop' } });
		await deliver(trigger, messageBody({ id: 9 }));
		await deliver(trigger, updated(200.5));
		await deliver(trigger, updated(100.5));
		await deliver(trigger, { ...updated(100.5), id: 77 });
		await deliver(trigger, messageBody({ id: 5 }, { id: 77 }));

		expect(
			trigger.runs.map(({ event, conversation }) => [event, (conversation as IDataObject).id]),
		).toEqual([
			['message_created', 1],
			['conversation_updated', 1],
			['conversation_updated', 77],
			['message_created', 77],
		]);
	});

	it('keep a bounded memory', async () => {
		const trigger = await open({ ...ALL, options: { lateEvents: 'mark' } });
		for (let id = 1; id <= 250; id++) await deliver(trigger, messageBody({ id }, { id }));

		expect(Object.keys(trigger.staticData.latest as object)).toHaveLength(200);
	});
});
