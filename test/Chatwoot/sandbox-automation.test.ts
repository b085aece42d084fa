import { Receiver } from '../contract/judge/receiver';
import { callAccount, useChatwoot } from './chatwoot';

const chatwoot = useChatwoot();
let receiver: Receiver;

const post = async (path: string, body: object, token?: string) =>
	(await callAccount(chatwoot, 'POST', path, body, token)).body as { payload: { id: number } };
const rule = async (event_name: string, conditions: object[], ...actions: [string, unknown[]][]) =>
	await post('automation_rules', {
		name: 'Rule',
		event_name,
		conditions,
		actions: actions.map(([action_name, action_params]) => ({ action_name, action_params })),
	});
const condition = (attribute_key: string, values: unknown, filter_operator = 'equal_to') => ({
	attribute_key,
	filter_operator,
	values,
	query_operator: null,
});
const write = async (content: string, message_type = 'incoming') =>
	await post('conversations/1/messages', { content, message_type });
const conversation = () => chatwoot.state.conversations.get(1)!;
const log = () => chatwoot.state.messages.by('conversation_id', 1).map(({ content }) => content);

beforeEach(async () => {
	receiver = await new Receiver().open();
	receiver.expect([]);
});

afterEach(() => receiver.close());

describe('an automation rule', () => {
	it('acts on the messages that its conditions name, as the automation system', async () => {
		await rule(
			'message_created',
			[condition('content', ['refund'], 'contains')],
			['add_label', ['urgent']],
			['change_priority', ['high']],
			['snooze_conversation', []],
		);
		await write('Where is it?');
		expect(conversation()).toMatchObject({ labels: [], priority: null, status: 'open' });

		await write('I want a REFUND');
		expect(conversation()).toMatchObject({
			labels: ['urgent'],
			priority: 'high',
			status: 'snoozed',
		});
		expect(log()).toEqual(
			expect.arrayContaining([
				'Automation System added urgent',
				'Automation System set the priority to high',
				'Conversation was snoozed by Automation System',
			]),
		);
	});

	it('sends messages of nobody, which start no rule', async () => {
		const { id } = (await rule('message_created', [], ['send_message', ['We got it']])) as never;
		await write('Hello');
		const sent = chatwoot.state.messages.where(({ content }) => content === 'We got it');
		expect(sent).toHaveLength(1);
		expect(sent[0]).toMatchObject({
			sender: null,
			message_type: 1,
			content_attributes: { automation_rule_id: id },
		});
		expect(conversation().waiting_since).not.toBeNull();
	});

	it('sends the conversation to an address, unsigned', async () => {
		await rule(
			'message_created',
			[condition('message_type', ['incoming'])],
			['send_webhook_event', [`${receiver.url}/rule`]],
		);
		await write('An answer', 'outgoing');
		await write('A question');
		await chatwoot.delivered();
		expect(receiver.deliveries).toHaveLength(1);
		const [{ json, headers }] = receiver.deliveries;
		expect(json).toMatchObject({ event: 'automation_event.message_created', id: 1 });
		expect(json?.messages).toMatchObject([{ content: 'A question' }]);
		expect(headers).not.toHaveProperty('x-chatwoot-signature');
	});

	it('asks for the change that it was made for', async () => {
		const change = { from: ['open'], to: ['pending'] };
		await rule(
			'conversation_updated',
			[condition('status', change, 'attribute_changed')],
			['assign_agent', [2]],
			['assign_team', [1]],
		);
		await post('conversations/1/toggle_status', { status: 'resolved' });
		expect(conversation().assignee_id).toBeNull();
		await post('conversations/1/toggle_status', { status: 'open' });
		await post('conversations/1/toggle_status', { status: 'pending' });
		expect(conversation()).toMatchObject({ assignee_id: 2, team_id: 1 });
	});

	it('tells a resolution from an opening', async () => {
		await rule('conversation_resolved', [], ['add_label', ['done']]);
		await rule('conversation_opened', [], ['remove_label', ['done']]);
		await post('conversations/1/toggle_status', { status: 'resolved' });
		expect(conversation().labels).toEqual(['done']);
		await post('conversations/1/toggle_status', { status: 'open' });
		expect(conversation().labels).toEqual([]);
	});

	it('knows the start of a number, addresses by their letters and people by an id as text', async () => {
		chatwoot.state.contacts.get(1)!.phone_number = '+4915112345678';
		chatwoot.state.contacts.get(1)!.email = 'carla@example.com';
		const by = async (label: string, ...given: Parameters<typeof condition>) =>
			await rule('message_created', [condition(...given)], ['add_label', [label]]);
		await by('german', 'phone_number', ['+49'], 'starts_with');
		await by('french', 'phone_number', ['+33'], 'starts_with');
		await by('exact', 'email', ['carla@example.com']);
		await by('capitals', 'email', ['Carla@example.com']);
		await by('no-such-operator', 'city', ['x'], 'is_not_present');
		await rule('message_created', [], ['assign_agent', ['2']], ['assign_team', ['1']]);
		await write('Hello');
		expect(conversation()).toMatchObject({
			labels: ['german', 'exact'],
			assignee_id: 2,
			team_id: null,
		});
	});

	it('assigns who answered last', async () => {
		await post('conversations/1/messages', { content: 'Yes?' }, 'AGENT_TOKEN');
		await rule('message_created', [], ['assign_agent', ['last_responding_agent']]);
		await write('Hello');
		expect(conversation().assignee_id).toBe(2);
	});

	it('that cannot be asked never applies', async () => {
		await rule(
			'message_created',
			[{ ...condition('assignee_id', ['gus']) }],
			['add_label', ['urgent']],
		);
		await write('Hello');
		expect(conversation().labels).toEqual([]);
	});
});

describe('a macro', () => {
	it('does as the person who runs it', async () => {
		const { payload } = await post('macros', {
			name: 'Mine',
			visibility: 'global',
			actions: [
				{ action_name: 'assign_agent', action_params: ['self'] },
				{ action_name: 'add_private_note', action_params: ['Looked at it'] },
				{ action_name: 'mute_conversation', action_params: [] },
			],
		});
		await post(`macros/${payload.id}/execute`, { conversation_ids: [1, 999] }, 'AGENT_TOKEN');
		expect(conversation()).toMatchObject({ assignee_id: 2, status: 'resolved' });
		const note = chatwoot.state.messages.find(({ content }) => content === 'Looked at it');
		expect(note).toMatchObject({ private: true, sender: { type: 'User', id: 2 } });
		expect(log()).toContain('Arthur Agent has muted the conversation');
	});
});
