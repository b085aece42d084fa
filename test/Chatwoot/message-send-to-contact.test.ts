import type { Upload } from '../../sandbox/chatwoot';
import { errorOf, executeNode, itemWithFile, runNode } from '../engine';
import { faults } from '../faults/catalogue';
import { FaultProxy } from '../faults/fault-proxy';
import {
	bodiesOf,
	byId,
	chatwootRun,
	demo,
	hintsOf,
	requestsOf,
	shownIn,
	useChatwoot,
} from './chatwoot';
import type { ChatwootRun } from './chatwoot';

const chatwoot = useChatwoot();
const run = (given: ChatwootRun) => chatwootRun(chatwoot, given);
const account = '/api/v1/accounts/1';
const send = {
	resource: 'message',
	operation: 'sendToContact',
	account: byId(demo.account),
	inbox: byId(demo.api),
	findBy: 'email',
	email: 'carla@customer.example',
	text: 'Hello',
};
const toNewcomer = { ...send, email: 'new@customer.example' };

describe('Message > Send to Contact', () => {
	it('goes on with the open conversation of a known contact, with three requests', async () => {
		const [output] = await runNode(run({ parameters: send }));

		expect(requestsOf(chatwoot)).toEqual([
			`POST ${account}/contacts/filter`,
			`GET ${account}/contacts/1/conversations`,
			`POST ${account}/conversations/1/messages`,
		]);
		expect(shownIn(chatwoot).at(-1)).toBe('Hello');
		expect(output).toEqual({
			id: expect.any(Number),
			contact_id: demo.carla,
			conversation_id: 1,
			contact_action: 'found',
			conversation_action: 'continued',
			contact: expect.objectContaining({ id: 1, email: 'carla@customer.example' }),
			conversation: expect.objectContaining({ id: 1, status: 'open', inbox_id: demo.api }),
			message: expect.objectContaining({ content: 'Hello', conversation_id: 1 }),
		});
		expect(output.conversation).not.toHaveProperty('last_message');
	});

	it('needs at most four requests for that, also when the account has to be asked for', async () => {
		await runNode(run({ parameters: { ...send, account: byId('') } }));
		expect(chatwoot.requests.length).toBeLessThanOrEqual(4);
	});

	it('needs two requests when the contact is given by its ID', async () => {
		const parameters = { ...send, findBy: 'contact', contact: byId(demo.carla) };
		const [output] = await runNode(run({ parameters }));

		expect(requestsOf(chatwoot)).toEqual([
			`GET ${account}/contacts/1/conversations`,
			`POST ${account}/conversations/1/messages`,
		]);
		expect(output.contact).toMatchObject({ id: 1, name: 'Carla Customer' });
	});

	it('creates contact, session and conversation with the message, and looks for another one', async () => {
		const newContact = { name: 'Nora New', phoneNumber: '+491700000001' };
		const [output] = await runNode(run({ parameters: { ...toNewcomer, newContact } }));

		expect(requestsOf(chatwoot)).toEqual([
			`POST ${account}/contacts/filter`,
			`POST ${account}/contacts`,
			`POST ${account}/conversations`,
			`GET ${account}/contacts/4/conversations`,
		]);
		expect(output).toMatchObject({
			contact_action: 'created',
			conversation_action: 'created',
			contact: {
				name: 'Nora New',
				email: 'new@customer.example',
				phone_number: '+491700000001',
			},
			message: { content: 'Hello', message_type: 'outgoing' },
		});
		expect(shownIn(chatwoot, Number(output.conversation_id))).toEqual(['Hello']);
	});

	it('gives a new contact custom attributes of the types that the account defines', async () => {
		const customAttributes = '{"plan": "trial", "customer_since": "2026-01-31"}';
		const parameters = { ...toNewcomer, newContact: { customAttributes } };
		const [output] = await runNode(run({ parameters }));
		expect(output.contact).toMatchObject({
			custom_attributes: { plan: 'trial', customer_since: expect.stringContaining('2026-01-31') },
		});

		const wrong = { customAttributes: '{"customer_since": "long ago"}' };
		const other = { ...toNewcomer, email: 'other@x.example', newContact: wrong };
		const error = await errorOf(run({ parameters: other }));
		expect(error.message).toContain('"New Contact > Custom Attributes (JSON)" has "long ago"');
		expect(chatwoot.state.contacts.where(() => true)).toHaveLength(4);
	});

	it('takes the custom attributes of a new contact from the fields that the account defines', async () => {
		const newContactAttributes = (customer_since: string) => ({
			newContactAttributes: { mappingMode: 'defineBelow', value: { customer_since } },
		});
		const given = newContactAttributes('2026-01-31T00:00:00');
		const [output] = await runNode(run({ parameters: { ...toNewcomer, ...given } }));
		expect(output.contact).toMatchObject({
			custom_attributes: { customer_since: expect.stringContaining('2026-01-31') },
		});

		const wrong = { ...toNewcomer, email: 'other@x.example', ...newContactAttributes('long ago') };
		const error = await errorOf(run({ parameters: wrong }));
		expect(error.message).toContain('"New Contact Attributes" has "long ago"');
	});

	it('opens a conversation in a new session for a contact without any', async () => {
		const parameters = { ...send, findBy: 'contact', contact: byId(demo.dan) };
		const [output] = await runNode(run({ parameters }));

		expect(output).toMatchObject({ contact_action: 'found', conversation_action: 'created' });
		const sessions = chatwoot.state.sessions.where(({ contact_id }) => contact_id === demo.dan);
		expect(sessions).toHaveLength(1);
		expect(shownIn(chatwoot, Number(output.conversation_id))).toEqual(['Hello']);
	});

	it.each([
		['phoneNumber', '+4930123456'],
		['identifier', 'shop-1001'],
		['email', ' CARLA@customer.example '],
	])('finds a contact by %s', async (findBy, value) => {
		const [output] = await runNode(run({ parameters: { ...send, findBy, [findBy]: value } }));
		expect(output).toMatchObject({ contact_id: demo.carla, contact_action: 'found' });
	});

	it('does not take a contact whose identifier differs in letter case', async () => {
		const parameters = { ...send, findBy: 'identifier', identifier: 'SHOP-1001' };
		const [output] = await runNode(run({ parameters }));
		expect(output).toMatchObject({ contact_action: 'created' });
	});

	it('takes everything from each item', async () => {
		const items = [
			{ by: 'email', mail: 'carla@customer.example', phone: '', text: 'one', to: 1 },
			{ by: 'phoneNumber', mail: '', phone: '+12025550123', text: 'two', to: 2 },
			{ by: 'email', mail: 'new@x.example', phone: '', text: 'three', to: 1 },
		];
		const parameters = {
			...send,
			findBy: '={{ $json.by }}',
			email: '={{ $json.mail }}',
			phoneNumber: '={{ $json.phone }}',
			text: '={{ $json.text }}',
			inbox: byId('={{ $json.to }}'),
		};
		const output = await runNode(run({ parameters, items }));

		expect(output.map(({ contact_id }) => contact_id)).toEqual([1, 3, 4]);
		expect(output.map(({ message }) => message)).toMatchObject([
			{ content: 'one', inbox_id: 1 },
			{ content: 'two', inbox_id: 2 },
			{ content: 'three', inbox_id: 1 },
		]);
	});

	it('returns the raw answers when they are not simplified', async () => {
		const [output] = await runNode(run({ parameters: { ...send, simplify: false } }));
		expect(output).toMatchObject({
			contact_action: 'found',
			message: { message_type: 1 },
			conversation: { meta: { channel: 'Channel::Api' } },
		});
	});
});

describe('Message > Send to Contact, the conversation', () => {
	const finish = (status: 'resolved' | 'pending' | 'snoozed' = 'resolved') => {
		chatwoot.state.conversations.get(1)!.status = status;
	};

	it.each(['pending', 'snoozed'] as const)('goes on with a %s one', async (status) => {
		finish(status);
		const [output] = await runNode(run({ parameters: send }));
		expect(output).toMatchObject({ conversation_id: 1, conversation_action: 'continued' });
	});

	it('is a new one after the last one was resolved, in the same session', async () => {
		finish();
		const [output] = await runNode(run({ parameters: send }));

		expect(output).toMatchObject({ conversation_id: 2, conversation_action: 'created' });
		const { conversations } = chatwoot.state;
		expect(conversations.get(2)!.session_id).toBe(conversations.get(1)!.session_id);
		expect(conversations.get(1)!.status).toBe('resolved');
	});

	it('is the last one, reopened, when that is chosen', async () => {
		finish();
		const [output] = await runNode(run({ parameters: { ...send, withoutOpen: 'reopen' } }));

		expect(output).toMatchObject({
			conversation_id: 1,
			conversation_action: 'reopened',
			conversation: { status: 'open' },
		});
		expect(chatwoot.state.conversations.get(1)!.status).toBe('open');
		expect(shownIn(chatwoot).at(-1)).toBe('Hello');
	});

	it('is opened by an incoming message without assigning it to anybody', async () => {
		finish();
		const parameters = { ...send, withoutOpen: 'reopen', messageType: 'incoming' };
		const credential = { accessToken: 'AGENT_TOKEN' };
		const [output] = await runNode(run({ parameters, credential }));

		expect(output).toMatchObject({
			conversation_action: 'reopened',
			conversation: { id: 1, status: 'open', assignee: null },
		});
	});

	it('is a new one when there is nothing to reopen', async () => {
		const parameters = { ...toNewcomer, withoutOpen: 'reopen' };
		const [output] = await runNode(run({ parameters }));
		expect(output).toMatchObject({ conversation_action: 'created' });
	});

	it('is not made when Fail is chosen, nor is a contact', async () => {
		finish();
		const parameters = { ...send, withoutOpen: 'fail' };
		const error = await errorOf(run({ parameters }));
		expect(error.message).toBe(
			'"If No Open Conversation" is Fail, and contact 1 has no open conversation in inbox 1',
		);

		const other = await errorOf(run({ parameters: { ...toNewcomer, withoutOpen: 'fail' } }));
		expect(other.message).toContain('finds no contact with the email new@customer.example');
		expect(other.description).toContain('If No Open Conversation is Fail');
		expect(chatwoot.state.contacts.where(() => true)).toHaveLength(3);
		expect(shownIn(chatwoot)).toHaveLength(2);
	});

	it('of another inbox is left alone', async () => {
		const [output] = await runNode(run({ parameters: { ...send, inbox: byId(demo.website) } }));
		expect(output).toMatchObject({ conversation_id: 2, conversation_action: 'created' });
		expect(output.conversation).toMatchObject({ inbox_id: demo.website });
	});

	it('is found behind twenty newer ones in another inbox', async () => {
		const parameters = {
			resource: 'conversation',
			operation: 'create',
			account: byId(1),
			contact: byId(demo.carla),
			inbox: byId(demo.website),
		};
		chatwoot.state.conversations.get(1)!.last_activity_at -= 60_000;
		await runNode(run({ parameters, items: Array.from({ length: 20 }, () => ({})) }));

		const [output] = await runNode(run({ parameters: send }));
		expect(output).toMatchObject({ conversation_id: 1, conversation_action: 'continued' });
		finish();
		const reopen = { ...send, withoutOpen: 'reopen' };
		const [second] = await runNode(run({ parameters: reopen }));
		expect(second).toMatchObject({ conversation_id: 1, conversation_action: 'reopened' });
	});

	it('is told to be resolved still where the inbox keeps to a single one', async () => {
		finish();
		chatwoot.state.inboxes.get(1)!.settings.lock_to_single_conversation = true;
		const result = await executeNode(run({ parameters: send }));

		expect(result.json[0]).toMatchObject({ conversation_id: 1, conversation_action: 'continued' });
		expect(hintsOf(result)).toEqual([
			'Inbox 1 keeps to a single conversation per contact: the message is in the resolved conversation 1',
		]);
	});

	it('begins with the greeting behind it, and the message is still the one sent', async () => {
		const { settings } = chatwoot.state.inboxes.get(1)!;
		Object.assign(settings, { greeting_enabled: true, greeting_message: 'Welcome!' });
		const [output] = await runNode(run({ parameters: { ...toNewcomer, messageType: 'incoming' } }));
		expect(output.message).toMatchObject({ content: 'Hello', message_type: 'incoming' });
	});
});

describe('Message > Send to Contact, the message', () => {
	const png = Buffer.from('89504e470d0a1a0a', 'hex');
	const item = () => itemWithFile({}, png, { fileName: 'Übersicht.png', mimeType: 'image/png' });

	it('carries files into an open conversation', async () => {
		const [output] = await runNode(
			run({ parameters: { ...send, attachments: 'data' }, items: [item()] }),
		);
		expect(output.message).toMatchObject({ content: 'Hello', attachments: [{ file_size: 8 }] });
	});

	it('carries files into a new conversation at once', async () => {
		const parameters = {
			...toNewcomer,
			attachments: 'data',
			messageType: 'note',
			additionalFields: { contentAttributes: '{"flow": {"x": [1]}}', mailSubject: 'Order' },
		};
		const [output] = await runNode(run({ parameters, items: [item()] }));

		expect(requestsOf(chatwoot).filter((each) => each.startsWith('POST'))).toHaveLength(3);
		const [body] = bodiesOf(chatwoot, `${account}/conversations`);
		const [file] = (body.message as { attachments: Upload[] }).attachments;
		expect([file.name, file.type]).toEqual(['Übersicht.png', 'image/png']);
		expect(output.message).toMatchObject({
			content: 'Hello',
			private: true,
			content_attributes: { flow: { x: [1] } },
			attachments: [{ file_size: 8 }],
		});
		const row = chatwoot.state.conversations.find(({ display_id }) => display_id === 2);
		expect(row?.additional_attributes).toEqual({ mail_subject: 'Order' });
	});
});

describe('Message > Send to Contact, many at once', () => {
	it('makes one contact and one conversation for a person, however often it is written to', async () => {
		const items = Array.from({ length: 20 }, (_, index) => ({ text: `line ${index}` }));
		const parameters = {
			...toNewcomer,
			text: '={{ $json.text }}',
			options: { concurrency: 20 },
		};
		const output = await runNode(run({ parameters, items }));

		expect(new Set(output.map(({ conversation_id }) => conversation_id))).toEqual(new Set([2]));
		expect(chatwoot.state.contacts.where(() => true)).toHaveLength(4);
		expect(shownIn(chatwoot, 2)).toEqual(items.map(({ text }) => text));
	});
});

describe('Message > Send to Contact refuses before any request', () => {
	it.each([
		['no inbox', { inbox: byId('') }, '"Inbox" is empty'],
		['no address', { email: '' }, '"Email" is empty'],
		['a broken address', { email: 'carla' }, '"Email" is not an e-mail address: "carla"'],
		['no contact', { findBy: 'contact' }, '"Contact" is empty'],
		[
			'a number without country',
			{ findBy: 'phoneNumber', phoneNumber: '030 123' },
			'"Phone Number" is not a phone number in international form',
		],
		['an unknown way', { findBy: '={{ "name" }}' }, '"Find Contact By" is "name"'],
		['an unknown choice', { withoutOpen: '={{ "any" }}' }, '"If No Open Conversation" is "any"'],
		['an empty message', { text: ' ' }, '"Text" is empty'],
		[
			'a broken address of a new contact',
			{ findBy: 'identifier', identifier: 'x', newContact: { email: 'x' } },
			'"New Contact > Email" is not an e-mail address',
		],
	])('%s', async (_name, changes, message) => {
		const error = await errorOf(run({ parameters: { ...send, ...changes } }));
		expect(error.message).toContain(message);
		expect(chatwoot.requests).toEqual([]);
	});
});

describe('Message > Send to Contact fails', () => {
	it('for an unknown contact ID', async () => {
		const parameters = { ...send, findBy: 'contact', contact: byId(99) };
		const error = await errorOf(run({ parameters }));
		expect(error.message).toBe('Chatwoot did not find contact 99, account 1');
	});

	it('when nobody is found and nobody is to be created', async () => {
		const error = await errorOf(run({ parameters: { ...toNewcomer, createContact: false } }));
		expect(error.message).toBe(
			'"Find Contact By" finds no contact with the email new@customer.example',
		);
		expect(error.description).toContain('Create Contact If Missing');
	});

	it('with the name of who has the new phone number already, and creates nothing', async () => {
		const newContact = { phoneNumber: '+12025550123' };
		const error = await errorOf(run({ parameters: { ...toNewcomer, newContact } }));
		expect(error.message).toContain('contact 3 (Erin Example) already has the phone number');
		expect(chatwoot.state.conversations.where(() => true)).toHaveLength(1);
	});

	it('for an incoming message outside of API inboxes, before anything is made', async () => {
		const parameters = { ...toNewcomer, inbox: byId(demo.website), messageType: 'incoming' };
		const error = await errorOf(run({ parameters }));
		expect(error.message).toBe('"Message Type" is Incoming, but the inbox is not an API inbox');
		expect(chatwoot.state.contacts.where(() => true)).toHaveLength(3);
	});

	it.each([
		[toNewcomer, '/conversations', 'Contact 4 was created before.'],
		[{ ...send, withoutOpen: 'reopen' }, '/messages', 'Conversation 1 was opened before.'],
	])('with what was done before: %#', async (parameters, path, done) => {
		chatwoot.state.conversations.get(1)!.status = 'resolved';
		const proxy = await FaultProxy.start(chatwoot.url);
		proxy.begin((request) =>
			request.method === 'POST' && request.path.endsWith(path)
				? faults['429 for a thousand years']
				: undefined,
		);
		const { description } = await errorOf(run({ parameters, credential: { baseUrl: proxy.url } }));
		await proxy.close();

		expect(description).not.toContain('Nothing was done');
		expect(description).toContain(done);
	});

	it('at the failed item, while the others go on', async () => {
		const items = [{ mail: 'a@x.example' }, { mail: 'broken' }, { mail: 'b@x.example' }];
		const parameters = { ...send, email: '={{ $json.mail }}' };
		const onError = 'continueErrorOutput';
		const { outputs } = await executeNode(run({ parameters, items, onError }));

		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(outputs[1].map(({ json }) => json.error)).toEqual([
			'"Email" is not an e-mail address: "broken"',
		]);
	});
});
