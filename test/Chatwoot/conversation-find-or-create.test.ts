import { errorOf, executeNode, runNode } from '../engine';
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
const find = {
	resource: 'conversation',
	operation: 'findOrCreate',
	account: byId(demo.account),
	inbox: byId(demo.api),
	findBy: 'email',
	email: 'carla@customer.example',
};
const newcomer = { ...find, email: 'new@customer.example' };

describe('Conversation > Find or Create', () => {
	it('finds the open conversation with two requests, and writes nothing', async () => {
		const parameters = { ...find, text: 'Not sent', additionalFields: { status: 'resolved' } };
		const [output] = await runNode(run({ parameters }));

		expect(requestsOf(chatwoot)).toEqual([
			`POST ${account}/contacts/filter`,
			`GET ${account}/contacts/1/conversations`,
		]);
		expect(output).toMatchObject({
			id: 1,
			status: 'open',
			contact: { id: demo.carla },
			contact_action: 'found',
			conversation_action: 'continued',
		});
		expect(shownIn(chatwoot)).toHaveLength(2);
	});

	it('creates contact and conversation with everything that was given', async () => {
		const parameters = {
			...newcomer,
			text: 'Welcome {{ name }}',
			newContact: { name: 'Nora New' },
			additionalFields: {
				assignee: byId(demo.agent),
				team: byId(demo.team),
				status: 'pending',
				customAttributes: '{"order_id": "17"}',
				mailSubject: 'Order',
			},
		};
		const [output] = await runNode(run({ parameters }));

		expect(output).toMatchObject({
			id: 2,
			status: 'pending',
			contact: { name: 'Nora New', email: 'new@customer.example' },
			assignee: { id: demo.agent },
			team: { id: demo.team },
			custom_attributes: { order_id: '17' },
			additional_attributes: { mail_subject: 'Order' },
			last_message: { content: 'Welcome {{ name }}' },
			contact_action: 'created',
			conversation_action: 'created',
		});
	});

	it('opens one without a message if none is given', async () => {
		await runNode(run({ parameters: newcomer }));
		expect(bodiesOf(chatwoot, `${account}/conversations`)[0]).not.toHaveProperty('message');
		expect(shownIn(chatwoot, 2)).toEqual([]);
	});

	it('reopens the last one, or fails, as chosen', async () => {
		chatwoot.state.conversations.get(1)!.status = 'resolved';
		const failing = await errorOf(run({ parameters: { ...find, withoutOpen: 'fail' } }));
		expect(failing.message).toContain('contact 1 has no open conversation in inbox 1');

		const [output] = await runNode(run({ parameters: { ...find, withoutOpen: 'reopen' } }));
		expect(output).toMatchObject({ id: 1, status: 'open', conversation_action: 'reopened' });
	});

	it('reopens the last one, too, when a new one would begin with a message of the customer', async () => {
		chatwoot.state.conversations.get(1)!.status = 'resolved';
		const more = { withoutOpen: 'reopen', text: 'Hello', messageType: 'incoming' };
		const [output] = await runNode(run({ parameters: { ...find, ...more } }));

		expect(output).toMatchObject({ id: 1, status: 'open', conversation_action: 'reopened' });
		expect(chatwoot.state.conversations.get(1)!.status).toBe('open');
	});

	it('says that there is no new one where the inbox allows only one', async () => {
		chatwoot.state.conversations.get(1)!.status = 'resolved';
		chatwoot.state.inboxes.get(1)!.settings.lock_to_single_conversation = true;
		const result = await executeNode(run({ parameters: { ...find, text: '' } }));
		expect(result.json).toMatchObject([{ id: 1, conversation_action: 'continued' }]);
		expect(hintsOf(result)).toEqual([
			'Inbox 1 keeps to a single conversation per contact: this is the resolved conversation 1',
		]);
	});

	it('takes person and inbox from each item', async () => {
		const items = [
			{ mail: 'carla@customer.example', inbox: 1 },
			{ mail: 'dan@davies.example', inbox: 2 },
		];
		const parameters = { ...find, email: '={{ $json.mail }}', inbox: byId('={{ $json.inbox }}') };
		const output = await runNode(run({ parameters, items }));
		expect(output).toMatchObject([
			{ id: 1, inbox_id: 1, contact: { id: 1 } },
			{ inbox_id: 2, contact: { id: 2 } },
		]);
	});

	it('returns the raw answer when it is not simplified', async () => {
		const [output] = await runNode(run({ parameters: { ...find, simplify: false } }));
		expect(output).toMatchObject({
			meta: { channel: 'Channel::Api' },
			conversation_action: 'continued',
		});
	});

	it('says whom the server did not assign', async () => {
		chatwoot.state.teamMembers.removeWhere(() => true);
		const additionalFields = { assignee: byId(demo.agent), team: byId(demo.team) };
		const result = await executeNode(run({ parameters: { ...newcomer, additionalFields } }));
		expect(hintsOf(result)[0]).toContain('not assigned to agent 2');
	});

	it.each([
		['no inbox', { inbox: byId('') }, '"Inbox" is empty'],
		['no address', { email: '' }, '"Email" is empty'],
		[
			'an unknown status',
			{ additionalFields: { status: '={{ "new" }}' } },
			'"Additional Fields > Status" is "new"',
		],
		[
			'a snooze into the past',
			{ additionalFields: { snoozedUntil: '2020-01-01' } },
			'"Additional Fields > Snoozed Until" is in the past',
		],
	])('refuses %s before any request', async (_name, changes, message) => {
		const error = await errorOf(run({ parameters: { ...find, ...changes } }));
		expect(error.message).toContain(message);
		expect(chatwoot.requests).toEqual([]);
	});

	it('refuses an unknown agent before anything is made', async () => {
		const parameters = { ...newcomer, additionalFields: { assignee: byId(77) } };
		const error = await errorOf(run({ parameters }));
		expect(error.message).toBe('"Additional Fields > Assignee" is no agent of the account: 77');
		expect(chatwoot.state.contacts.where(() => true)).toHaveLength(3);
	});

	it('fails at one item while the others go on', async () => {
		const items = [{ to: 1 }, { to: 99 }, { to: 2 }];
		const parameters = { ...find, inbox: byId('={{ $json.to }}') };
		const onError = 'continueErrorOutput';
		const { outputs } = await executeNode(run({ parameters, items, onError }));
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(outputs[1][0].json.error).toContain('Chatwoot did not find');
	});
});
