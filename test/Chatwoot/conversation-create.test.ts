import { demoWorld } from '../../sandbox/chatwoot';
import { errorOf, executeNode, runNode } from '../engine';
import {
	bodiesOf,
	byId,
	byUrl,
	chatwootRun,
	demo,
	mark,
	fromList,
	hintsOf,
	requestsOf,
	shownIn,
	useChatwoot,
} from './chatwoot';
import type { ChatwootRun } from './chatwoot';

const chatwoot = useChatwoot();
const run = (given: ChatwootRun) => chatwootRun(chatwoot, given);
const account = '/api/v1/accounts/1';
const path = `${account}/conversations`;
const carlasSession = 'carla-on-the-bridge';
const create = {
	resource: 'conversation',
	operation: 'create',
	account: byId(demo.account),
	contact: byId(demo.carla),
	inbox: byId(demo.api),
};
const withFields = (additionalFields: Record<string, unknown>) =>
	({ ...create, additionalFields }) as ChatwootRun['parameters'];

describe('Conversation > Create', () => {
	it('opens a conversation in the session that the contact has', async () => {
		const [output] = await runNode(run({ parameters: { ...create, text: 'Hi Carla' } }));

		expect(requestsOf(chatwoot)).toEqual([
			`GET ${account}/contacts/1/contactable_inboxes`,
			`POST ${path}`,
		]);
		expect(bodiesOf(chatwoot, path)).toEqual([
			{
				inbox_id: 1,
				contact_id: 1,
				source_id: carlasSession,
				message: { content: 'Hi Carla', message_type: 'outgoing', ...mark },
			},
		]);
		expect(output).toEqual({
			id: 2,
			account_id: 1,
			inbox_id: 1,
			channel: 'Channel::Api',
			source_id: carlasSession,
			status: 'open',
			snoozed_until: null,
			priority: null,
			can_reply: true,
			contact: {
				id: 1,
				name: 'Carla Customer',
				email: 'carla@customer.example',
				phone_number: '+4930123456',
			},
			assignee: null,
			team: null,
			labels: [],
			unread_count: 0,
			custom_attributes: {},
			additional_attributes: {},
			waiting_since: null,
			first_reply_created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
			created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
			last_activity_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
			last_message: expect.objectContaining({ content: 'Hi Carla', message_type: 'outgoing' }),
			url: `${chatwoot.url}/app/accounts/1/conversations/2`,
		});
	});

	it('makes a session where the contact has none', async () => {
		const [output] = await runNode(run({ parameters: { ...create, contact: byId(demo.dan) } }));

		const sessions = chatwoot.state.sessions.where(({ contact_id }) => contact_id === demo.dan);
		expect(sessions.map(({ source_id }) => source_id)).toEqual([output.source_id]);
		expect(output.last_message).toBeNull();
	});

	it('makes one session for a contact, however many conversations are opened', async () => {
		const items = Array.from({ length: 6 }, () => ({}));
		const output = await runNode(
			run({ parameters: { ...create, contact: byId(demo.dan) }, items }),
		);

		expect(new Set(output.map(({ source_id }) => source_id)).size).toBe(1);
		expect(output.map(({ id }) => id)).toEqual([2, 3, 4, 5, 6, 7]);
	});

	it('uses the session of a website visitor even after messages in it', async () => {
		const parameters = { ...create, contact: byId(demo.dan), inbox: byId(demo.website) };
		const output = await runNode(run({ parameters, items: [{}, {}] }));

		expect(output[0].source_id).toBe(output[1].source_id);
		expect(output[1]).toMatchObject({ inbox_id: demo.website, status: 'open' });
	});

	it('takes a chosen source ID for a new session, without looking anything up', async () => {
		const parameters = { ...create, sourceId: ' ticket/77 ' };
		const [output] = await runNode(run({ parameters }));

		expect(requestsOf(chatwoot)).toEqual([`POST ${path}`]);
		expect(output.source_id).toBe('ticket/77');
	});

	it('finds the contact by the source ID', async () => {
		const parameters = { ...create, contact: byId(''), sourceId: carlasSession };
		const [output] = await runNode(run({ parameters }));

		expect(bodiesOf(chatwoot, path)[0]).toMatchObject({
			contact_id: 1,
			inbox_id: 1,
			source_id: carlasSession,
		});
		expect(output.contact).toMatchObject({ id: demo.carla });
	});

	it('takes all values from the item, in input order', async () => {
		const items = [
			{ contact: '3', text: 'three', kind: 'outgoing', status: 'pending' },
			{ contact: '2', text: 'two', kind: 'incoming', status: '' },
			{
				contact: `${chatwoot.url}/app/accounts/1/contacts/1`,
				text: '',
				kind: 'note',
				status: 'resolved',
			},
		];
		const parameters = {
			...create,
			contact: byId('={{ $json.contact }}'),
			text: '={{ $json.text }}',
			messageType: '={{ $json.kind }}',
			additionalFields: { status: '={{ $json.status }}' },
		};
		const output = await runNode(run({ parameters, items }));

		expect(output.map(({ contact }) => (contact as { id: number }).id)).toEqual([3, 2, 1]);
		expect(output.map(({ status }) => status)).toEqual(['pending', 'open', 'resolved']);
		expect(shownIn(chatwoot, output[1].id as number)).toEqual(['two']);
	});

	it('returns the raw conversation when it is not simplified', async () => {
		const [output] = await runNode(run({ parameters: { ...create, simplify: false } }));
		expect(output).toMatchObject({
			id: 2,
			created_at: expect.any(Number),
			meta: { channel: 'Channel::Api' },
		});
	});

	it('can be opened by a bot that is given everything', async () => {
		const parameters = { ...create, sourceId: carlasSession, text: 'I am a bot' };
		const [output] = await runNode(run({ parameters, credential: { accessToken: 'BOT_TOKEN' } }));
		expect(output).toMatchObject({ id: 2, last_message: { content: 'I am a bot' } });
	});
});

describe('Conversation > Create, first message', () => {
	it.each([
		['outgoing', 'Price {{net}}', false],
		['incoming', 'Price {{net}}', false],
		['note', 'Price {{net}}', true],
	])('of type %s is shown as typed', async (messageType, text, isPrivate) => {
		const [output] = await runNode(run({ parameters: { ...create, text, messageType } }));
		expect(output.last_message).toMatchObject({
			content: text,
			private: isPrivate,
			message_type: messageType === 'incoming' ? 'incoming' : 'outgoing',
		});
	});

	it('has its variables filled in when wanted', async () => {
		const parameters = { ...withFields({ useLiquid: true }), text: 'Dear {{contact.name}}' };
		const [output] = await runNode(run({ parameters }));
		expect(output.last_message).toMatchObject({ content: 'Dear Carla Customer' });
	});

	it.each(['', 'x'])(
		'of type incoming is refused in a website inbox, session "%s"',
		async (sourceId) => {
			const inbox = byId(demo.website);
			const parameters = { ...create, inbox, sourceId, text: 'I', messageType: 'incoming' };
			const error = await errorOf(run({ parameters }));

			expect(error.message).toBe('"Message Type" is Incoming, but the inbox is not an API inbox');
			expect(bodiesOf(chatwoot, path)).toEqual([]);
		},
	);

	it('of type incoming in a website inbox gets a hint where a bot may not see the inbox', async () => {
		const inbox = byId(demo.website);
		const parameters = { ...create, inbox, sourceId: 'x', text: 'I', messageType: 'incoming' };
		const error = await errorOf(run({ parameters, credential: { accessToken: 'BOT_TOKEN' } }));
		expect(error.description).toContain(
			'A first message of type incoming is only possible in API inboxes.',
		);
	});
});

describe('Conversation > Create, status and attributes', () => {
	it('snoozes until a date, sent in the only form that this request takes', async () => {
		const [output] = await runNode(
			run({ parameters: withFields({ snoozedUntil: '2100-01-31T09:00:00Z' }) }),
		);

		expect(bodiesOf(chatwoot, path)[0]).toMatchObject({
			status: 'snoozed',
			snoozed_until: '2100-01-31T09:00:00.000Z',
		});
		expect(output).toMatchObject({ status: 'snoozed', snoozed_until: '2100-01-31T09:00:00.000Z' });
	});

	it('snoozes until the next message', async () => {
		const [output] = await runNode(run({ parameters: withFields({ status: 'snoozed' }) }));
		expect(output).toMatchObject({ status: 'snoozed', snoozed_until: null });
	});

	it('sets attributes and the subject of mails', async () => {
		const fields = {
			customAttributes: '{"order_id": "A-17", "rush": true}',
			additionalAttributes: '{"referer": "https://acme.test/p"}',
			mailSubject: 'Your order',
		};
		const [output] = await runNode(run({ parameters: withFields(fields) }));

		expect(output.custom_attributes).toEqual({ order_id: 'A-17', rush: true });
		expect(output.additional_attributes).toEqual({
			referer: 'https://acme.test/p',
			mail_subject: 'Your order',
		});
	});

	it('tells when the contact is blocked, by the status', async () => {
		chatwoot.state.contacts.get(demo.carla)!.blocked = true;
		const [output] = await runNode(run({ parameters: create }));
		expect(output.status).toBe('resolved');
	});
});

describe('Conversation > Create, assignee and team', () => {
	it('are asked for once and set', async () => {
		const parameters = withFields({
			assignee: fromList(demo.agent),
			team: byUrl('/app/accounts/1/team/1'),
		});
		const output = await runNode(run({ parameters, items: [{}, {}, {}] }));

		expect(output[2]).toMatchObject({
			assignee: { id: demo.agent, name: 'Arthur Agent' },
			team: { id: demo.team, name: 'first line' },
		});
		expect(requestsOf(chatwoot).filter((each) => /agents|teams/.test(each))).toEqual([
			`GET ${account}/agents`,
			`GET ${account}/teams`,
		]);
	});

	it.each([
		[
			'assignee',
			'"Additional Fields > Assignee" is no agent of the account: 99',
			/^There are: .*Arthur Agent \(2\)/,
		],
		[
			'team',
			'"Additional Fields > Team" is no team of the account: 99',
			/^There are: first line \(1\)\.$/,
		],
	])('an unknown %s is refused before anything is opened', async (name, message, description) => {
		const error = await errorOf(run({ parameters: withFields({ [name]: byId(99) }) }));

		expect(error.message).toBe(message);
		expect(error.description).toMatch(description);
		expect(bodiesOf(chatwoot, path)).toEqual([]);
	});

	it('an agent outside of the team is dropped by the server, and that is said', async () => {
		const parameters = withFields({ assignee: byId(demo.admin), team: byId(demo.team) });
		const result = await executeNode(run({ parameters }));

		expect(result.json[0]).toMatchObject({ id: 2, assignee: null, team: { id: demo.team } });
		expect(hintsOf(result)[0]).toContain('Conversation 2 is there, but not assigned to agent 1.');
	});

	it('an unknown assignee given by a bot is seen in the answer', async () => {
		const parameters = {
			...withFields({ assignee: byId(99), team: byId(98) }),
			sourceId: carlasSession,
		};
		const credential = { accessToken: 'BOT_TOKEN' };
		const result = await executeNode(run({ parameters, credential }));
		expect(hintsOf(result)[0]).toContain('not assigned to agent 99 and team 98.');
	});

	it('no hint is given when everything was accepted', async () => {
		const parameters = withFields({ assignee: byId(demo.agent) });
		expect(hintsOf(await executeNode(run({ parameters })))).toEqual([]);
	});
});

describe('Conversation > Create refuses before any request', () => {
	it.each([
		['no inbox', { inbox: byId('') }, '"Inbox" is empty'],
		['neither contact nor source ID', { contact: byId('') }, '"Contact" is empty'],
		[
			'a contact that is no ID',
			{ contact: byId('={{ "carla" }}') },
			'"Contact" is not an ID: "carla"',
		],
		[
			'an address of an inbox as contact',
			{ contact: byUrl('/app/accounts/1/inbox/1') },
			'"Contact" is not an ID',
		],
		[
			'a contact of another account',
			{ contact: byUrl('/app/accounts/2/contacts/1') },
			'"Contact" is an address in account 2, but the account is 1',
		],
		[
			'an unknown status',
			{ additionalFields: { status: '={{ "Open" }}' } },
			'"Additional Fields > Status" is "Open"',
		],
		[
			'a snooze in the past',
			{ additionalFields: { snoozedUntil: '2020-01-01T00:00:00' } },
			'"Additional Fields > Snoozed Until" is in the past',
		],
		[
			'a snooze that is no date',
			{ additionalFields: { snoozedUntil: 'tomorrow' } },
			'"Additional Fields > Snoozed Until" is not a date: "tomorrow"',
		],
		[
			'a snooze of an open conversation',
			{ additionalFields: { snoozedUntil: '2100-01-01T00:00:00', status: 'open' } },
			'does not go with the status open',
		],
		[
			'an assignee that is no ID',
			{ additionalFields: { assignee: byId('={{ "a@b.c" }}') } },
			'"Additional Fields > Assignee" is not an ID: "a@b.c"',
		],
		[
			'broken attributes',
			{ additionalFields: { additionalAttributes: '{' } },
			'"Additional Fields > Additional Attributes" is not valid JSON',
		],
		[
			'an attribute that is too long',
			{ additionalFields: { customAttributes: { order_id: 'x'.repeat(1501) } } },
			'"Additional Fields > Custom Attributes (JSON)" has a text of 1501 characters in "order_id"',
		],
		[
			'an unknown message type',
			{ text: 'a', messageType: '={{ "activity" }}' },
			'"Message Type" is "activity"',
		],
	])('%s', async (_name, changes, message) => {
		const error = await errorOf(run({ parameters: { ...create, ...(changes as object) } }));

		expect(error.message).toContain(message);
		expect(error.context.itemIndex).toBe(0);
		expect(chatwoot.requests).toEqual([]);
	});
});

describe('Conversation > Create tells what the server refuses', () => {
	it('an unknown contact', async () => {
		const error = await errorOf(run({ parameters: { ...create, contact: byId(99) } }));
		expect(error.message).toBe('Chatwoot did not find contact 99, account 1');
	});

	it('an unknown inbox', async () => {
		const error = await errorOf(run({ parameters: { ...create, inbox: byId(99) } }));
		expect(error.message).toBe('Chatwoot did not find inbox 99, contact 1, account 1');
		expect(bodiesOf(chatwoot, path)).toEqual([]);
	});

	it('a source ID that nobody has', async () => {
		const error = await errorOf(
			run({ parameters: { ...create, contact: byId(''), sourceId: 'nope' } }),
		);
		expect(error.message).toBe('"Source ID of Session" is not a session in inbox 1: "nope"');
	});

	it('a source ID in an unknown inbox', async () => {
		const parameters = { ...create, contact: byId(''), inbox: byId(99), sourceId: 'nope' };
		const error = await errorOf(run({ parameters }));
		expect(error.message).toBe('Chatwoot did not find inbox 99, source ID nope, account 1');
	});

	it('a source ID of somebody else, with the name', async () => {
		const parameters = { ...create, contact: byId(demo.dan), sourceId: carlasSession };
		const error = await errorOf(run({ parameters }));

		expect(error.message).toBe(
			'The conversation was not created: the source ID carla-on-the-bridge belongs to contact 1 (Carla Customer) in inbox 1',
		);
		// Refused twice: of two requests that make one session at the same moment, the loser may repeat.
		expect(bodiesOf(chatwoot, path)).toHaveLength(2);
		expect(chatwoot.state.conversations.where(() => true)).toHaveLength(1);
	});

	it('what an e-mail inbox needs', async () => {
		const mail = {
			id: 3,
			name: 'Mail',
			channel_type: 'Channel::Email',
			email: 'help@acme.example',
		};
		chatwoot.seed({ ...demoWorld, inboxes: { ...demoWorld.inboxes, mail } });
		const parameters = { ...create, contact: byId(demo.erin), inbox: byId(3) };
		const error = await errorOf(run({ parameters }));

		expect(error.message).toBe(
			'Chatwoot does not accept the values: param is missing or the value is empty: contact email',
		);
		expect(error.description).toContain('an e-mail inbox needs an e-mail address');
	});

	it('an inbox of other people', async () => {
		chatwoot.seed({ ...demoWorld, inbox_members: {} });
		const error = await errorOf(
			run({ parameters: create, credential: { accessToken: 'AGENT_TOKEN' } }),
		);
		expect(error.message).toContain('Chatwoot does not allow this to the user of the access token');
	});

	it('a bot that cannot see the source ID', async () => {
		const error = await errorOf(
			run({ parameters: create, credential: { accessToken: 'BOT_TOKEN' } }),
		);
		expect(error.message).toContain('Chatwoot does not let bots do this');
	});

	it('at the failed item, while the others go on', async () => {
		const items = [{ contact: 1 }, { contact: 99 }, { contact: 2 }];
		const parameters = { ...create, contact: byId('={{ $json.contact }}') };
		const { outputs } = await executeNode(
			run({ parameters, items, onError: 'continueErrorOutput' }),
		);

		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(outputs[1].map(({ json }) => json.error)).toEqual([
			'Chatwoot did not find contact 99, account 1',
		]);
	});
});

describe('Conversation > Create in an inbox with a single conversation', () => {
	it('answers the conversation that is there and adds the message', async () => {
		const inbox = chatwoot.state.inboxes.get(demo.api)!;
		inbox.settings.lock_to_single_conversation = true;
		const [output] = await runNode(run({ parameters: { ...create, text: 'Once more' } }));

		expect(output.id).toBe(demo.conversation);
		expect(shownIn(chatwoot).at(-1)).toBe('Once more');
	});
});
