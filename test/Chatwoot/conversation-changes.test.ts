import { demoWorld } from '../../sandbox/chatwoot';
import type { LoggedRequest } from '../../sandbox/chatwoot';
import { errorOf, executeNode, runNode } from '../engine';
import {
	bodiesOf,
	byId,
	chatwootRun,
	demo,
	hintsOf,
	meddling,
	requestsOf,
	useChatwoot,
} from './chatwoot';
import type { ChatwootRun } from './chatwoot';

const chatwoot = useChatwoot();
const run = (given: ChatwootRun) => chatwootRun(chatwoot, given);
const path = '/api/v1/accounts/1/conversations/1';
const at = (operation: string, more: object = {}) => ({
	resource: 'conversation',
	operation,
	account: byId(demo.account),
	conversation: byId(demo.conversation),
	...more,
});
const row = () => chatwoot.state.conversations.get(1)!;
const only = async (operation: string, more: object = {}) =>
	(await runNode(run({ parameters: at(operation, more) })))[0];
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

const simple: Array<[string, string, object, object]> = [
	['Resolve', 'resolve', {}, { id: 1, status: 'resolved', snoozed_until: null }],
	['Reopen', 'reopen', {}, { id: 1, status: 'open', snoozed_until: null }],
	['Snooze', 'snooze', { until: 'nextReply' }, { id: 1, status: 'snoozed', snoozed_until: null }],
	['Set Priority', 'setPriority', { priority: 'urgent' }, { id: 1, priority: 'urgent' }],
	['Mute', 'mute', {}, { id: 1, muted: true }],
	['Unmute', 'unmute', {}, { id: 1, muted: false }],
	['Mark Read', 'markRead', {}, { id: 1, unread_count: 0 }],
	['Mark Unread', 'markUnread', {}, { id: 1, unread_count: 1 }],
	['Typing On', 'typingOn', {}, { id: 1, typing: true }],
	['Typing Off', 'typingOff', {}, { id: 1, typing: false }],
	[
		'Send Transcript',
		'sendTranscript',
		{ email: 'Boss@acme.example' },
		{ id: 1, requested: true, email: 'boss@acme.example' },
	],
	['Delete', 'delete', {}, { deleted: true, id: 1 }],
	['Unassign', 'unassign', {}, { id: 1, assignee: null }],
];

describe.each(simple)('Conversation > %s', (_name, operation, more, expected) => {
	it('reports what it did', async () => {
		expect(await only(operation, more)).toEqual(expected);
	});

	it('takes the conversation from each item, and fails at the one that is not there', async () => {
		const items = [{ at: '99' }, { at: 'x' }, { at: '1' }];
		const parameters = at(operation, { ...more, conversation: byId('={{ $json.at }}') });
		const onError = 'continueErrorOutput';
		const { outputs } = await executeNode(run({ parameters, items, onError }));

		expect(outputs[0].map(({ json }) => json)).toEqual([expected]);
		expect(outputs[1].map(({ json }) => json.error)).toEqual([
			'Chatwoot did not find conversation 99, account 1',
			'"Conversation" is not an ID: "x"',
		]);
	});
});

describe('Conversation > Resolve and Reopen', () => {
	it('change the status', async () => {
		await only('resolve');
		expect(row().status).toBe('resolved');
		await only('reopen');
		expect(row().status).toBe('open');
	});

	it('works for a bot, whose hand-off the server answers in a way of its own', async () => {
		row().status = 'pending';
		const credential = { accessToken: 'BOT_TOKEN' };
		const output = await runNode(run({ parameters: at('reopen'), credential }));
		expect(output).toEqual([{ id: 1, status: 'open', snoozed_until: null }]);
	});
});

describe('a conversation that is snoozed to a date', () => {
	beforeEach(() => {
		Object.assign(row(), { status: 'snoozed', snoozed_until: inDays(5).getTime(), assignee_id: 2 });
	});
	const asAgent = { credential: { accessToken: 'AGENT_TOKEN' } };

	it.each([
		['Snooze', at('snooze', { until: 'nextReply' })],
		['Update', at('update', { updateFields: { status: 'snoozed' } })],
	])('is snoozed until the next reply by %s: the date is gone', async (_name, parameters) => {
		const [output] = await runNode(run({ parameters, ...asAgent }));
		expect(output).toMatchObject({ status: 'snoozed', snoozed_until: null });
		expect(row()).toMatchObject({ status: 'snoozed', snoozed_until: null, assignee_id: 2 });
	});

	it('is by Bulk Update, too', async () => {
		const updateFields = { status: 'snoozed' };
		const parameters = { ...at('bulkUpdate'), conversations: '1', updateFields };
		await runNode(run({ parameters }));
		expect(row()).toMatchObject({ status: 'snoozed', snoozed_until: null });
	});

	it('keeps another date that is given', async () => {
		const until = inDays(9);
		await only('snooze', { snoozedUntil: until.toISOString() });
		expect(bodiesOf(chatwoot, `${path}/toggle_status`)).toHaveLength(1);
		expect(row().snoozed_until).toBe(Math.floor(until.getTime() / 1000) * 1000);
	});
});

describe('Conversation > Snooze', () => {
	it('sends the date in seconds, which the server wants here', async () => {
		const until = inDays(3);
		const output = await only('snooze', { snoozedUntil: until.toISOString() });

		const seconds = Math.floor(until.getTime() / 1000);
		expect(bodiesOf(chatwoot, `${path}/toggle_status`)).toEqual([
			{ status: 'snoozed', snoozed_until: seconds },
		]);
		expect(new Date(String(output.snoozed_until)).getTime()).toBe(seconds * 1000);
	});

	it.each([
		[
			'a date in the past',
			{ snoozedUntil: '2020-01-01T10:00:00' },
			'"Snoozed Until" is in the past',
		],
		['no date', {}, '"Snoozed Until" is empty'],
		['what is no date', { snoozedUntil: 'tomorrow' }, '"Snoozed Until" is not a date: "tomorrow"'],
		['an unknown choice', { until: '={{ "forever" }}' }, '"Until" is "forever"'],
	])('refuses %s before any request', async (_name, more, message) => {
		const error = await errorOf(run({ parameters: at('snooze', more) }));
		expect(error.message).toContain(message);
		expect(chatwoot.requests).toEqual([]);
	});
});

describe('Conversation > Set Priority', () => {
	it('clears it', async () => {
		row().priority = 'high';
		expect(await only('setPriority', { priority: 'none' })).toEqual({ id: 1, priority: null });
		expect(row().priority).toBeNull();
	});

	it.each([
		['={{ "High" }}', '"Priority" is "High"'],
		['={{ "" }}', '"Priority" is empty'],
	])('refuses %s before any request', async (priority, message) => {
		const error = await errorOf(run({ parameters: at('setPriority', { priority }) }));
		expect(error.message).toBe(message);
		expect(chatwoot.requests).toEqual([]);
	});
});

describe('Conversation > Assign', () => {
	it('gives it to a team and an agent', async () => {
		const output = await only('assign', { assignee: byId(demo.agent), team: byId(demo.team) });
		expect(output).toEqual({
			id: 1,
			team: { id: 1, name: 'first line' },
			assignee: { id: 2, name: 'Arthur Agent' },
		});
		expect(row()).toMatchObject({ assignee_id: demo.agent, team_id: demo.team });
	});

	it('takes the agent from each item and asks for the list of agents once', async () => {
		const items = [{ agent: 1 }, { agent: 2 }, { agent: 1 }];
		const parameters = at('assign', { assignee: byId('={{ $json.agent }}') });
		const output = await runNode(run({ parameters, items }));

		expect(output.map(({ assignee }) => (assignee as { id: number }).id)).toEqual([1, 2, 1]);
		const lists = requestsOf(chatwoot).filter((request) => request.endsWith('/agents'));
		expect(lists).toHaveLength(1);
		expect(row().assignee_id).toBe(1);
	});

	it.each([
		['agent', { assignee: byId(77) }, '"Assignee" is no agent of the account: 77'],
		['team', { team: byId(77) }, '"Team" is no team of the account: 77'],
	])('refuses an unknown %s, for whom the server would unassign', async (_name, more, message) => {
		row().assignee_id = demo.agent;
		const error = await errorOf(run({ parameters: at('assign', more) }));
		expect(error.message).toBe(message);
		expect(row().assignee_id).toBe(demo.agent);
	});

	it('reads the answer where a bot cannot know better', async () => {
		const parameters = at('assign', { assignee: byId(77) });
		const error = await errorOf(run({ parameters, credential: { accessToken: 'BOT_TOKEN' } }));
		expect(error.message).toBe(
			'Chatwoot did not confirm agent 77 for conversation 1, it may have been carried out',
		);
	});

	it('gives it to an agent bot, in place of the agent', async () => {
		row().assignee_id = demo.agent;
		const output = await only('assign', { agentBot: byId(1) });
		expect(output).toEqual({ id: 1, agent_bot: { id: 1, name: 'Workflow bot' } });
		expect(row()).toMatchObject({ assignee_id: null, assignee_bot_id: 1 });
		expect((await only('get')).assignee).toEqual({
			id: 1,
			name: 'Workflow bot',
			type: 'agent_bot',
		});

		// The agent with the bot's number is somebody else.
		const { changed } = await only('update', { updateFields: { assignee: byId(1) } });
		expect(changed).toEqual(['assignee']);
		expect(row()).toMatchObject({ assignee_id: 1, assignee_bot_id: null });
	});

	it('is given to a bot by an update, once', async () => {
		row().assignee_id = demo.agent;
		const updateFields = { agentBot: byId(1), status: 'pending' };
		const output = await only('update', { updateFields });
		expect(output).toMatchObject({
			status: 'pending',
			assignee: { id: 1, name: 'Workflow bot', type: 'agent_bot' },
			changed: ['status', 'agent_bot'],
		});
		expect((await only('update', { updateFields })).changed).toEqual([]);
	});

	it('is taken from a bot by an update', async () => {
		row().assignee_bot_id = 1;
		const { changed, assignee } = await only('update', { updateFields: { removeAssignee: true } });
		expect([changed, assignee]).toEqual([['assignee'], null]);
	});

	it.each([
		['an agent', { assignee: byId(1) }, '"Update Fields > Agent Bot" does not go with an assignee'],
		[
			'nobody',
			{ removeAssignee: true },
			'"Update Fields > Agent Bot" is given, and the assignee is to be removed',
		],
	])('refuses an update to a bot and %s at once, before any request', async (_who, more, text) => {
		const parameters = at('update', { updateFields: { agentBot: byId(1), ...more } });
		expect((await errorOf(run({ parameters }))).message).toBe(text);
		expect(chatwoot.requests).toEqual([]);
	});

	it('refuses an update to a bot that the account does not have', async () => {
		const parameters = at('update', { updateFields: { agentBot: byId(77) } });
		expect((await errorOf(run({ parameters }))).message).toBe(
			'"Update Fields > Agent Bot" is no agent bot of the account: 77',
		);
	});

	it('refuses an unknown bot, for whom the server would unassign', async () => {
		row().assignee_id = demo.agent;
		const error = await errorOf(run({ parameters: at('assign', { agentBot: byId(77) }) }));
		expect(error.message).toBe('"Agent Bot" is no agent bot of the account: 77');
		expect(error.description).toBe('There are: Workflow bot (1).');
		expect(row().assignee_id).toBe(demo.agent);
	});

	it('refuses an agent and a bot at once, before any request', async () => {
		const both = { assignee: byId(1), agentBot: byId(1) };
		const error = await errorOf(run({ parameters: at('assign', both) }));
		expect(error.message).toBe('"Agent Bot" does not go with an assignee');
		expect(chatwoot.requests).toEqual([]);
	});

	it('refuses an empty assignee before any request', async () => {
		const error = await errorOf(run({ parameters: at('assign') }));
		expect(error.message).toBe('"Assignee" is empty');
		expect(chatwoot.requests).toEqual([]);
	});
});

describe('Conversation > Unassign', () => {
	it.each([
		['agent', { assignee: null }, { assignee_id: null, team_id: 1 }],
		['team', { team: null }, { assignee_id: 2, team_id: null }],
		['both', { assignee: null, team: null }, { assignee_id: null, team_id: null }],
	])('removes it from %s', async (from, expected, left) => {
		Object.assign(row(), { assignee_id: demo.agent, team_id: demo.team });
		expect(await only('unassign', { from })).toEqual({ id: 1, ...expected });
		expect(row()).toMatchObject(left);
	});
});

describe('Conversation > Labels', () => {
	beforeEach(() => {
		row().labels = ['urgent'];
	});

	it('are added, removed, set and read', async () => {
		expect(await only('addLabels', { labels: ['shipping'] })).toMatchObject({
			labels: ['urgent', 'shipping'],
		});
		expect(await only('removeLabels', { labels: ['urgent'] })).toMatchObject({
			labels: ['shipping'],
		});
		expect(await only('setLabels', { labels: ['urgent'] })).toMatchObject({ labels: ['urgent'] });
		expect(await only('getLabels')).toEqual({ id: 1, labels: ['urgent'] });
		expect(row().labels).toEqual(['urgent']);
	});

	it('are all kept when many items add some to one conversation', async () => {
		const items = Array.from({ length: 10 }, (_, index) => ({ label: `l${index}` }));
		const more = { moreLabels: '={{ $json.label }}', unknownLabels: 'allow' };
		await runNode(run({ parameters: at('addLabels', more), items }));
		expect([...row().labels].sort()).toEqual(['urgent', ...items.map(({ label }) => label)].sort());
	});
});

describe('Conversation > Set Custom Attributes', () => {
	beforeEach(() => {
		row().custom_attributes = { order_id: '17', plan: { name: 'pro' } };
	});
	const set = async (customAttributes: object, more: object = {}) =>
		await only('setCustomAttributes', {
			customAttributes: JSON.stringify(customAttributes),
			...more,
		});

	it('keeps the others, which the server would remove', async () => {
		expect(await set({ order_id: '18', done: true })).toEqual({
			id: 1,
			custom_attributes: { order_id: '18', plan: { name: 'pro' }, done: true },
			changed: true,
		});
	});

	it('loses nothing when several executions set them at once', async () => {
		const keys = ['a', 'b', 'c', 'd'];
		await Promise.all(keys.map(async (key) => await set({ [key]: key })));
		expect(row().custom_attributes).toEqual({
			order_id: '17',
			plan: { name: 'pro' },
			...Object.fromEntries(keys.map((key) => [key, key])),
		});
	});

	it('are set again when another program has undone it', async () => {
		const undo = (_nth: number, request: LoggedRequest) => {
			const isReadingBack = request.method === 'GET' && row().custom_attributes.a === 1;
			if (isReadingBack && !('theirs' in row().custom_attributes)) {
				row().custom_attributes = { order_id: '17', theirs: true };
			}
		};
		const output = await meddling(chatwoot, undo, async () => await set({ a: 1 }));
		const all = { order_id: '17', theirs: true, a: 1 };
		expect(output).toEqual({ id: 1, custom_attributes: all, changed: true });
		expect(row().custom_attributes).toEqual(all);
	});

	it('removes the others when wanted', async () => {
		await set({ done: true }, { attributesMode: 'replace' });
		expect(row().custom_attributes).toEqual({ done: true });
		await set({}, { attributesMode: 'replace' });
		expect(row().custom_attributes).toEqual({});
	});

	it.each([
		[
			'JSON',
			{ customAttributes: '={{ $json.lost }}' },
			'"Custom Attributes (JSON)" yields no object',
		],
		[
			'fields',
			{
				conversationAttributes: {
					mappingMode: 'defineBelow',
					value: { order_id: '={{ $json.lost }}' },
				},
			},
			'"Conversation Attributes" yields no value',
		],
	])('are not all removed by %s that yield nothing', async (_name, given, message) => {
		const parameters = at('setCustomAttributes', { ...given, attributesMode: 'replace' });
		const error = await errorOf(run({ parameters }));
		expect(error.message).toContain(message);
		expect(error.description).toContain('All attributes would be removed');
		expect(chatwoot.requests).toEqual([]);
	});

	it('removes chosen ones', async () => {
		await set({}, { attributeKeys: 'plan, unknown' });
		expect(row().custom_attributes).toEqual({ order_id: '17' });
	});

	it('have the types that the account defines, or are refused before anything is written', async () => {
		const attribute = chatwoot.state.attributes.find(
			({ attribute_key }) => attribute_key === 'order_id',
		);
		attribute!.attribute_display_type = 'number';
		expect(await set({ order_id: '18' })).toMatchObject({ custom_attributes: { order_id: 18 } });
		await expect(set({ order_id: 'first' })).rejects.toThrow(
			'"Custom Attributes (JSON)" has "first" for "order_id"',
		);
		expect(row().custom_attributes).toMatchObject({ order_id: 18 });
		attribute!.attribute_key = 'constructor';
		await expect(set({ constructor: 'first' })).rejects.toThrow(
			'"Custom Attributes (JSON)" has "first" for "constructor"',
		);
	});

	it('takes the fields that the account defines', async () => {
		const conversationAttributes = {
			mappingMode: 'defineBelow',
			value: { order_id: '={{ $json.order }}' },
			matchingColumns: [],
			schema: [],
			attemptToConvertTypes: false,
			convertFieldsToString: false,
		};
		const parameters = at('setCustomAttributes', { conversationAttributes });
		const output = await runNode(run({ parameters, items: [{ order: '19' }] }));
		expect(output).toMatchObject([{ custom_attributes: { order_id: '19' }, changed: true }]);
	});

	it('are sent without characters that Chatwoot cannot store, dates of expressions included', async () => {
		const customAttributes = '={{ { note: "a\\u0000b", deep: [{ x: "\\ud800" }], day: $today } }}';
		const { custom_attributes } = await only('setCustomAttributes', { customAttributes });
		expect(custom_attributes).toMatchObject({ note: 'ab', deep: [{ x: '' }] });
		expect((custom_attributes as { day: unknown }).day).toEqual(expect.stringMatching(/^\d{4}-/));
	});

	it('writes nothing if everything is already as wanted', async () => {
		expect(await set({ plan: { name: 'pro' } })).toMatchObject({ changed: false });
		expect(bodiesOf(chatwoot, `${path}/custom_attributes`)).toEqual([]);
	});

	it('loses nothing when many items set their own', async () => {
		const items = Array.from({ length: 10 }, (_, index) => ({ set: { [`k${index}`]: index } }));
		const parameters = at('setCustomAttributes', { customAttributes: '={{ $json.set }}' });
		await runNode(run({ parameters, items }));
		expect(Object.keys(row().custom_attributes)).toHaveLength(12);
	});

	it.each([
		['nothing', {}, '"Custom Attributes (JSON)" is empty'],
		['a list', [1], '"Custom Attributes (JSON)" should be a JSON object'],
		['a long text', { a: 'x'.repeat(1501) }, '"Custom Attributes (JSON)" has a text of 1501'],
	])('refuses %s before any request', async (_name, customAttributes, message) => {
		await expect(set(customAttributes)).rejects.toThrow(message);
		expect(chatwoot.requests).toEqual([]);
	});
});

describe('Conversation > Delete Custom Attributes', () => {
	const away = async (attributeKeys: unknown) =>
		await only('deleteCustomAttributes', { attributeKeys });

	beforeEach(() => {
		row().custom_attributes = { order_id: '17', plan: { name: 'pro' }, seats: 3 };
	});

	it('takes those away that are there, and sends the others unchanged', async () => {
		const custom_attributes = { plan: { name: 'pro' } };
		expect(await away('order_id, seats, unknown')).toEqual({
			id: 1,
			custom_attributes,
			changed: true,
		});
		expect(bodiesOf(chatwoot, `${path}/custom_attributes`)).toEqual([{ custom_attributes }]);
	});

	it('takes a list from an expression, and writes nothing if all are gone', async () => {
		expect(await away('={{ ["plan"] }}')).toMatchObject({ changed: true });
		expect(await away('={{ ["plan"] }}')).toMatchObject({ changed: false });
		expect(bodiesOf(chatwoot, `${path}/custom_attributes`)).toHaveLength(1);
		expect(row().custom_attributes).toEqual({ order_id: '17', seats: 3 });
	});

	it('keeps what another program writes meanwhile', async () => {
		const write = (_nth: number, { method }: LoggedRequest) => {
			const isReadingBack = method === 'GET' && !('seats' in row().custom_attributes);
			if (isReadingBack && !('theirs' in row().custom_attributes)) {
				row().custom_attributes = { order_id: '17', seats: 3, theirs: true };
			}
		};
		const output = await meddling(chatwoot, write, async () => await away('seats'));
		expect(output).toEqual({
			id: 1,
			custom_attributes: { order_id: '17', theirs: true },
			changed: true,
		});
	});

	it('refuses no key before any request', async () => {
		const error = await errorOf(run({ parameters: at('deleteCustomAttributes') }));
		expect(error.message).toBe('"Attribute Keys" is empty');
		expect(error.description).toContain('Name at least one attribute.');
		expect(chatwoot.requests).toEqual([]);
	});
});

describe('Conversation > Participants', () => {
	it('are added as numbers, read and removed', async () => {
		const both = [
			{ id: 1, name: 'Alice Admin', email: 'alice@acme.example' },
			{ id: 2, name: 'Arthur Agent', email: 'arthur@acme.example' },
		];
		expect(await only('addParticipants', { agents: ['1', 2] })).toEqual({
			id: 1,
			participants: both,
		});
		expect(bodiesOf(chatwoot, `${path}/participants`)).toEqual([{ user_ids: [1, 2] }]);
		expect(await runNode(run({ parameters: at('getParticipants') }))).toEqual(both);
		expect(await only('removeParticipants', { agents: '={{ "2" }}' })).toEqual({
			id: 1,
			participants: [both[0]],
		});
	});

	it('says who could not be added', async () => {
		chatwoot.seed({ ...demoWorld, inbox_members: {} });
		const error = await errorOf(run({ parameters: at('addParticipants', { agents: [2] }) }));
		expect(error.message).toContain(
			'Agent 2 does not follow conversation 1, although Chatwoot refused nothing',
		);
		expect(error.description).toContain(
			'It is followed by: nobody. The agent probably has no access to its inbox.',
		);
	});

	it.each(['addParticipants', 'setParticipants'])(
		'of whom one is unknown are refused by %s, and nothing is sent',
		async (operation) => {
			row().participants = [1];
			const error = await errorOf(run({ parameters: at(operation, { agents: [2, 77] }) }));
			expect(error.message).toBe('"Agent Names or IDs" is no agent of the account: 77');
			expect(row().participants).toEqual([1]);
			expect(chatwoot.requests.map(({ method }) => method)).toEqual(['GET']);
		},
	);

	it('are replaced, and the output says who is new and who is gone', async () => {
		const alice = { id: 1, name: 'Alice Admin', email: 'alice@acme.example' };
		const arthur = { id: 2, name: 'Arthur Agent', email: 'arthur@acme.example' };
		row().participants = [1];
		expect(await only('setParticipants', { agents: ['2', 2] })).toEqual({
			id: 1,
			participants: [arthur],
			added_participants: [arthur],
			removed_participants: [alice],
		});
		expect(bodiesOf(chatwoot, `${path}/participants`, 'PATCH')).toEqual([{ user_ids: [2] }]);
		expect(bodiesOf(chatwoot, `${path}/participants`)).toEqual([]);
		expect(await only('setParticipants', { agents: [2] })).toEqual({
			id: 1,
			participants: [arthur],
			added_participants: [],
			removed_participants: [],
		});
	});

	it('says who could not be set, and who follows now', async () => {
		chatwoot.seed({ ...demoWorld, inbox_members: {} });
		row().participants = [1];
		const error = await errorOf(run({ parameters: at('setParticipants', { agents: [1, 2] }) }));
		expect(error.message).toContain(
			'Agent 2 does not follow conversation 1, although Chatwoot refused nothing',
		);
		expect(error.description).toContain(
			'It is followed by: Alice Admin (1). The agent probably has no access to its inbox.',
		);
	});

	it('are not as wanted when somebody else adds to them meanwhile', async () => {
		const add = (_nth: number, { method }: LoggedRequest) => {
			const ids = row().participants;
			if (method === 'GET' && ids.join() === '2') row().participants = [2, 1];
		};
		const error = await meddling(
			chatwoot,
			add,
			async () => await errorOf(run({ parameters: at('setParticipants', { agents: [2] }) })),
		);
		expect(error.message).toContain(
			'Agent 1 still follows conversation 1, although Chatwoot refused nothing',
		);
		expect(error.description).toContain('It is followed by: Arthur Agent (2), Alice Admin (1).');
	});

	it.each(['addParticipants', 'removeParticipants', 'setParticipants'])(
		'have to be named for %s',
		async (operation) => {
			const error = await errorOf(run({ parameters: at(operation) }));
			expect(error.message).toBe('"Agent Names or IDs" is empty');
			const wrong = await errorOf(run({ parameters: at(operation, { agents: '={{ ["me"] }}' }) }));
			expect(wrong.message).toContain('holds what is no ID: "me"');
			expect(chatwoot.requests).toEqual([]);
		},
	);
});

describe('Conversation > Send Transcript', () => {
	it('refuses anything but an address before any request', async () => {
		const error = await errorOf(run({ parameters: at('sendTranscript', { email: 'boss' }) }));
		expect(error.message).toBe('"Email" is not an e-mail address: "boss"');
		expect(chatwoot.requests).toEqual([]);
	});

	it.each([
		['plan', 'not part of the plan', 'The plan of the Chatwoot account does not allow this'],
		['quota', 'as many e-mails as it may on one day', 'Chatwoot limits the number of requests'],
	])('says that the %s does not allow it', async (transcripts, description, message) => {
		chatwoot.state.accounts.get(1)!.limits = { transcripts };
		const options = { maxWait: 0 };
		const parameters = at('sendTranscript', { email: 'boss@acme.example', options });
		const error = await errorOf(run({ parameters }));
		expect(error.message).toContain(message);
		expect(error.description).toContain(description);
		expect(requestsOf(chatwoot)).toHaveLength(1);
	});
});

describe('Conversation > Delete', () => {
	it('says that it takes an administrator', async () => {
		const credential = { accessToken: 'AGENT_TOKEN' };
		const error = await errorOf(run({ parameters: at('delete'), credential }));
		expect(error.description).toContain('the role Administrator');
		expect(row()).toBeDefined();
	});
});

describe('Conversation > Update', () => {
	const update = async (updateFields: object, more: object = {}) =>
		await only('update', { updateFields, ...more });
	const written = () => requestsOf(chatwoot).filter((request) => !request.startsWith('GET'));

	it('changes everything at once, with one request per change', async () => {
		const output = await update({
			status: 'pending',
			priority: 'high',
			assignee: byId(demo.agent),
			team: byId(demo.team),
			customAttributes: '{"order_id": "18"}',
		});

		expect(output).toMatchObject({
			id: 1,
			status: 'pending',
			priority: 'high',
			assignee: { id: 2 },
			team: { id: 1 },
			custom_attributes: { order_id: '18' },
			changed: ['status', 'team', 'assignee', 'priority', 'custom_attributes'],
		});
		expect(written()).toEqual([
			`POST ${path}/toggle_status`,
			`POST ${path}/assignments`,
			`POST ${path}/assignments`,
			`PATCH ${path}`,
			`POST ${path}/custom_attributes`,
		]);
	});

	it('takes the fields that the account defines, with their types', async () => {
		const attribute = chatwoot.state.attributes.find(
			({ attribute_key }) => attribute_key === 'order_id',
		);
		attribute!.attribute_display_type = 'number';
		const conversationAttributes = (order_id: string) => ({
			conversationAttributes: { mappingMode: 'defineBelow', value: { order_id } },
			updateFields: { customAttributes: '{"a": 1}' },
		});
		const output = await only('update', conversationAttributes('={{ "18" }}'));
		expect(output).toMatchObject({
			custom_attributes: { order_id: 18, a: 1 },
			changed: ['custom_attributes'],
		});
		const error = await errorOf(run({ parameters: at('update', conversationAttributes('first')) }));
		expect(error.message).toContain('"Conversation Attributes" has "first" for "order_id"');
	});

	it('sends only what differs', async () => {
		Object.assign(row(), { priority: 'high', custom_attributes: { a: 1, b: { c: 2 } } });
		const output = await update({
			status: 'open',
			priority: 'high',
			customAttributes: '{"b": {"c": 2}}',
			removeTeam: true,
		});
		expect(output).toMatchObject({ changed: [], status: 'open', priority: 'high' });
		expect(written()).toEqual([]);
	});

	it('keeps or removes other attributes, clears priority, agent and team', async () => {
		const before = { priority: 'low', assignee_id: 2, team_id: 1, custom_attributes: { a: 1 } };
		Object.assign(row(), before);
		await update({ customAttributes: '{"b": 2}' });
		expect(row().custom_attributes).toEqual({ a: 1, b: 2 });
		const output = await update({
			priority: 'none',
			removeAssignee: true,
			removeTeam: true,
			customAttributes: '{"c": 3}',
			attributesMode: 'replace',
		});
		expect(output).toMatchObject({
			priority: null,
			assignee: null,
			team: null,
			custom_attributes: { c: 3 },
		});
	});

	it('removes all attributes for an empty object only', async () => {
		row().custom_attributes = { a: 1 };
		const updateFields = { attributesMode: 'replace', customAttributes: '={{ $json.lost }}' };
		const error = await errorOf(run({ parameters: at('update', { updateFields }) }));
		expect(error.message).toBe('"Update Fields > Custom Attributes (JSON)" yields no object');
		expect(row().custom_attributes).toEqual({ a: 1 });
		expect(await update({ attributesMode: 'replace', customAttributes: '{}' })).toMatchObject({
			custom_attributes: {},
			changed: ['custom_attributes'],
		});
	});

	it('snoozes until a date, and moves that date', async () => {
		const first = await update({ snoozedUntil: inDays(2).toISOString() });
		expect(first).toMatchObject({ status: 'snoozed', changed: ['status'] });
		const again = { status: 'snoozed', snoozedUntil: first.snoozed_until as string };
		expect(await update(again)).toMatchObject({ changed: [] });
		expect(await update({ snoozedUntil: inDays(4).toISOString() })).toMatchObject({
			changed: ['status'],
		});
		expect(row().snoozed_until).toBeGreaterThan(inDays(3).getTime());
	});

	it('does not leave a conversation to the agent whose token opens it', async () => {
		row().status = 'resolved';
		const parameters = at('update', {
			updateFields: { status: 'open', assignee: byId(demo.admin) },
		});
		const credential = { accessToken: 'AGENT_TOKEN' };
		const [output] = await runNode(run({ parameters, credential }));
		expect(output).toMatchObject({ status: 'open', assignee: { id: demo.admin } });
	});

	it('loses nothing when many items change one conversation', async () => {
		const items = Array.from({ length: 10 }, (_, index) => ({ set: { [`k${index}`]: index } }));
		const updateFields = { customAttributes: '={{ $json.set }}' };
		await runNode(run({ parameters: at('update', { updateFields }), items }));
		expect(Object.keys(row().custom_attributes)).toHaveLength(10);
	});

	it('takes fields from each item', async () => {
		const items = [{ priority: 'low' }, { priority: 'urgent' }];
		const parameters = at('update', { updateFields: { priority: '={{ $json.priority }}' } });
		const output = await runNode(run({ parameters, items }));
		expect(output.map(({ priority }) => priority)).toEqual(['low', 'urgent']);
	});

	it.each([
		['nothing', {}, '"Update Fields" is empty'],
		['an unknown status', { status: '={{ "done" }}' }, '"Update Fields > Status" is "done"'],
		[
			'a past date',
			{ snoozedUntil: '2020-01-01' },
			'"Update Fields > Snoozed Until" is in the past',
		],
		[
			'a date for an open one',
			{ status: 'open', snoozedUntil: inDays(1).toISOString() },
			'"Update Fields > Snoozed Until" does not go with the status open',
		],
		[
			'an agent to come and to go',
			{ assignee: byId(2), removeAssignee: true },
			'"Update Fields > Remove Assignee" does not go with a new assignee',
		],
	])('refuses %s before any request', async (_name, updateFields, message) => {
		await expect(update(updateFields)).rejects.toThrow(message);
		expect(chatwoot.requests).toEqual([]);
	});

	it('refuses an unknown agent before anything is changed', async () => {
		await expect(update({ status: 'resolved', assignee: byId(77) })).rejects.toThrow(
			'"Update Fields > Assignee" is no agent of the account: 77',
		);
		expect(row().status).toBe('open');
	});
});

describe('Conversation > Bulk Update', () => {
	const bulk = (conversations: string, updateFields: object) =>
		at('bulkUpdate', { conversations, updateFields });
	beforeEach(async () => {
		const parameters = at('create', { contact: byId(demo.dan), inbox: byId(demo.api) });
		await runNode(run({ parameters, items: Array.from({ length: 30 }, () => ({})) }));
		chatwoot.requests.length = 0;
	});
	const statuses = () =>
		chatwoot.state.conversations.where(() => true).filter(({ status }) => status === 'resolved');

	it('changes many with one request, and says that it is not done at once', async () => {
		const ids = Array.from({ length: 28 }, (_, index) => index + 1);
		const fields = { status: 'resolved', addedLabels: 'urgent', assignee: byId(demo.agent) };
		const parameters = bulk(`={{ ${JSON.stringify(ids)} }}`, fields);
		const result = await executeNode(run({ parameters }));

		expect(result.json).toEqual([{ ids, accepted: true, background: true }]);
		expect(hintsOf(result)[0]).toContain('in the background');
		expect(bodiesOf(chatwoot, '/api/v1/accounts/1/bulk_actions')).toEqual([
			{
				type: 'Conversation',
				ids,
				fields: { status: 'resolved', assignee_id: 2 },
				labels: { add: ['urgent'] },
			},
		]);
		expect(statuses()).toHaveLength(28);
		expect(row()).toMatchObject({ labels: ['urgent'], assignee_id: demo.agent });
	});

	it('snoozes in seconds, and removes labels', async () => {
		row().labels = ['urgent'];
		const until = inDays(2);
		const fields = { snoozedUntil: until.toISOString(), removedLabels: 'urgent' };
		await runNode(run({ parameters: bulk('1', fields) }));
		expect(row()).toMatchObject({ status: 'snoozed', labels: [] });
		expect(row().snoozed_until).toBe(Math.floor(until.getTime() / 1000) * 1000);
	});

	it('refuses ids that the server would silently leave out', async () => {
		const error = await errorOf(run({ parameters: bulk('1, 99, 2, 98', { status: 'open' }) }));
		expect(error.message).toBe(
			'"Conversation IDs" holds what is no conversation of the account: 99, 98',
		);
		expect(requestsOf(chatwoot)).not.toContain('POST /api/v1/accounts/1/bulk_actions');
	});

	it.each([
		['no id', '', { status: 'open' }, '"Conversation IDs" is empty'],
		['words', '1, two', { status: 'open' }, '"Conversation IDs" holds what is no ID: "two"'],
		['no change', '1', {}, '"Update Fields" is empty'],
		['an unknown status', '1', { status: '={{ "x" }}' }, '"Update Fields > Status" is "x"'],
	])('refuses %s before any request', async (_name, ids, fields, message) => {
		const error = await errorOf(run({ parameters: bulk(ids, fields) }));
		expect(error.message).toContain(message);
		expect(chatwoot.requests).toEqual([]);
	});

	it('refuses labels that the account does not define', async () => {
		const error = await errorOf(run({ parameters: bulk('1', { addedLabels: 'brandnew' }) }));
		expect(error.message).toContain('the account does not define "brandnew"');
	});
});
