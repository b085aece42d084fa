import { executeNode } from '../engine';
import { byId, chatwootRun, demo, hintsOf, useChatwoot } from './chatwoot';

const chatwoot = useChatwoot();

const hintsFor = async (resource: string, operation: string, more: object): Promise<string[]> => {
	const parameters = { resource, operation, account: byId(demo.account), ...more };
	const result = await executeNode(chatwootRun(chatwoot, { parameters }));
	expect(result.error).toBeUndefined();
	return hintsOf(result).filter((hint) => hint.startsWith('Chatwoot keeps'));
};
const inNewConversation = (additionalFields: object) => ({
	contact: byId(demo.erin),
	inbox: byId(demo.api),
	additionalFields,
});
const talk = { conversation: byId(demo.conversation) };
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

describe('what the server keeps in another form than it was given', () => {
	it('is told of a new conversation whose status a bot of the inbox decides', async () => {
		chatwoot.state.inboxes.get(demo.api)!.bot_id = 1;
		const given = inNewConversation({ status: 'open' });
		expect(await hintsFor('conversation', 'create', given)).toEqual([
			'Chatwoot keeps other values of conversation 2 than were given: status is "pending", not "open"',
		]);
	});

	it('is told of a conversation that is opened when there is none, and of no other', async () => {
		chatwoot.state.contacts.get(demo.erin)!.blocked = true;
		const given = { ...inNewConversation({ status: 'pending' }), findBy: 'contact' };
		expect(await hintsFor('conversation', 'findOrCreate', given)).toEqual([
			'Chatwoot keeps other values of conversation 2 than were given: status is "resolved", not "pending"',
		]);
		chatwoot.state.conversations.get(2)!.status = 'open';
		expect(await hintsFor('conversation', 'findOrCreate', given)).toEqual([]);
	});

	it('is told of what stands inside of attributes, and of what is not kept at all', async () => {
		const additionalAttributes = '{"referer": "no address", "source": "shop"}';
		const given = inNewConversation({ additionalAttributes });
		expect(await hintsFor('conversation', 'create', given)).toEqual([
			'Chatwoot keeps other values of conversation 2 than were given: referer is empty, not "no address"',
		]);
	});

	it('is told of the person whom another account knows by another name', async () => {
		chatwoot.state.users.insert({
			...chatwoot.state.users.get(demo.agent)!,
			id: 50,
			name: 'Nina N.',
			email: 'nina@elsewhere.example',
		});
		const given = {
			email: 'nina@elsewhere.example',
			role: 'agent',
			additionalFields: { name: 'Nina' },
		};
		expect(await hintsFor('agent', 'create', given)).toEqual([
			'Chatwoot keeps other values of agent 50 than were given: name is "Nina N.", not "Nina"',
		]);
	});

	const rows = {
		account: () => chatwoot.state.accounts.get(1)!,
		user: () => chatwoot.state.users.get(demo.admin)!,
		conversation: () => chatwoot.state.conversations.get(1)!,
	};

	it.each([
		['account', 'update', { updateFields: { name: 'New' } }, 'account', 'name'],
		['profile', 'update', { updateFields: { displayName: 'New' } }, 'user', 'display_name'],
		['conversation', 'setPriority', { ...talk, priority: 'high' }, 'conversation', 'priority'],
		['conversation', 'resolve', talk, 'conversation', 'status'],
		['conversation', 'reopen', talk, 'conversation', 'status'],
		['conversation', 'snooze', { ...talk, snoozedUntil: inDays(3) }, 'conversation', 'status'],
		[
			'conversation',
			'update',
			{ ...talk, updateFields: { status: 'open' } },
			'conversation',
			'status',
		],
	] as const)('is told by %s > %s', async (resource, operation, more, row, column) => {
		// The server keeps its own value whatever is written.
		Object.defineProperty(rows[row](), column, {
			get: () => 'pending',
			set() {},
			enumerable: true,
		});
		const [hint, ...others] = await hintsFor(resource, operation, more);
		expect(hint).toContain(`than were given: ${column} is "pending", not "`);
		expect(others).toEqual([]);
	});
});

describe('what is kept as it was given', () => {
	it.each([
		[
			'conversation',
			'create',
			inNewConversation({
				status: 'snoozed',
				snoozedUntil: inDays(3),
				assignee: byId(demo.agent),
				customAttributes: '{"order": 17, "vip": true}',
				mailSubject: 'Order',
			}),
		],
		[
			'inbox',
			'create',
			{
				name: 'Shop',
				channel: 'website',
				websiteUrl: 'https://shop.example.com',
				additionalFields: {
					welcomeTitle: 'Hello',
					welcomeTagline: 'there',
					widgetColor: '#ff0000',
					hmacMandatory: true,
					greetingEnabled: false,
					timezone: 'Europe/Berlin',
					workingHoursEnabled: true,
				},
			},
		],
		[
			'inbox',
			'create',
			{
				name: 'Bridge',
				channel: 'api',
				webhookUrl: 'https://n8n.example.com/webhook/x',
				additionalFields: { replyWindow: 12, csatSurvey: true },
			},
		],
		[
			'account',
			'update',
			{
				updateFields: {
					name: 'Acme 2',
					autoResolveAfter: 60,
					autoResolveMessage: 'Bye',
					autoResolveIgnoreWaiting: false,
					domain: 'acme.example',
					locale: 'de',
					supportEmail: 'help@acme.example',
				},
			},
		],
		[
			'profile',
			'update',
			{ updateFields: { name: 'Ada', displayName: 'A.', messageSignature: 'Yours' } },
		],
		[
			'contact',
			'update',
			{
				contact: byId(demo.carla),
				updateFields: { clear: ['identifier'], blocked: false, customAttributes: '{"a": [1]}' },
			},
		],
		['label', 'create', { title: 'gold', color: '#00ff00', additionalFields: {} }],
		['conversation', 'setPriority', { ...talk, priority: 'none' }],
	])('is not told: %s > %s', async (resource, operation, more) => {
		expect(await hintsFor(resource, operation, more)).toEqual([]);
	});
});
