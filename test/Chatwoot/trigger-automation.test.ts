import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Listener } from '../engine/trigger';
import { agent, ALL_EVENTS, openTrigger, post, recordedIn, registered, USER } from './trigger';

/** What automation rules and macros send: a conversation, its newest message inside (chatwoot.md §10). */

const [rule] = recordedIn('687').map(({ json }) => json);
const [macro] = recordedIn('686').map(({ json }) => json);
const [last] = rule.messages as IDataObject[];

/** A delivery of a rule about a message with these changes. */
const about = (changes: IDataObject, conversation: IDataObject = {}): IDataObject => ({
	...rule,
	messages: [{ ...last, ...changes }],
	...conversation,
});
const outgoing = { message_type: 1, sender_type: 'User', sender: { ...agent, id: USER } };
const mark = { content_attributes: { sent_by: 'n8n-nodes-twake-chatwoot' } };

let listener: Listener | undefined;
const runsOf = async (parameters: INodeParameters, ...bodies: object[]) => {
	await listener?.close();
	const { options, ...others } = parameters;
	listener = await openTrigger(
		{ events: ALL_EVENTS, ...others, options: { acceptUnsigned: true, ...(options as object) } },
		{ staticData: registered({ bot: 9 }) },
	);
	for (const body of bodies) {
		expect((await post(listener, JSON.stringify(body))).status).toBe(200);
	}
	return listener.runs;
};

afterEach(async () => {
	await listener?.close();
	listener = undefined;
});

describe('the delivery of an automation rule about a message', () => {
	it('tells the message as any other event of a message', async () => {
		expect(await runsOf({}, rule)).toMatchObject([
			{
				event: 'automation_event.message_created',
				message: {
					id: 6140,
					content: 'fire the rule',
					message_type: 'incoming',
					private: false,
					status: 'sent',
					created_at: '2026-11-21T09:10:19.000Z',
					sender: { id: 6738, name: 'Jane Roe', type: 'contact' },
				},
				is_incoming: true,
				is_from_contact: true,
				is_own: false,
				inbox: { id: 4234 },
				conversation: { id: 1, status: 'open' },
			},
		]);
	});

	it.each<[IDataObject, IDataObject, number]>([
		[{ messageTypes: ['incoming'] }, {}, 1],
		[{ messageTypes: ['outgoing'] }, {}, 0],
		[{ messageTypes: ['outgoing'] }, outgoing, 1],
		[{ senders: ['user'] }, {}, 0],
		[{ senders: ['contact'] }, {}, 1],
		[{ inboxes: [4234] }, {}, 1],
		[{ inboxes: [5] }, {}, 0],
		[{ statuses: ['resolved'] }, {}, 0],
	])('is held to the filters %j: %j', async (filters, message, expected) => {
		expect(await runsOf({ filters } as INodeParameters, about(message))).toHaveLength(expected);
	});

	it('is held to New Customer Message', async () => {
		const preset = 'newCustomerMessage';
		expect(await runsOf({ preset }, rule, about({ ...outgoing, id: 2 }))).toHaveLength(1);
	});

	it.each([
		['ignoreMessages', mark, 0],
		['include', mark, 1],
		['ignoreMessages', {}, 1],
		['ignoreUser', {}, 0],
	])('about an own message: %s, %j', async (own, attributes, expected) => {
		const runs = await runsOf({ own }, about({ ...outgoing, ...attributes }));
		expect(runs.map((run) => run.is_own)).toEqual(Array(expected).fill(true));
	});

	it('starts one run per message, however many rules and jobs tell of it', async () => {
		const ids = [2, 3, 3, 2];
		const runs = await runsOf(
			{},
			...ids.map((id, index) => about({ id }, { updated_at: 1000 + index })),
		);

		expect(runs.map(({ message }) => (message as IDataObject).id)).toEqual([2, 3]);
	});

	it('without any message to see starts a run for each body', async () => {
		const bodies = [1, 1, 2].map((updated_at) => ({ ...rule, messages: [], updated_at }));
		expect(await runsOf({}, ...bodies)).toHaveLength(2);
	});
});

describe('the delivery of a rule about a conversation', () => {
	it('comes once for each state, with the newest message beside it', async () => {
		const event = 'automation_event.conversation_updated';
		const runs = await runsOf(
			{ filters: { messageTypes: ['outgoing'] } },
			...[1, 1, 2].map((updated_at) => ({ ...rule, event, updated_at })),
		);

		expect(runs).toHaveLength(2);
		expect(runs[0]).toMatchObject({ event, message: { id: 6140 }, is_own: false });
	});
});

describe('the delivery of a macro', () => {
	it('shows the newest message, but is the deed of whoever ran the macro', async () => {
		const [message] = macro.messages as IDataObject[];
		const body = { ...macro, messages: [{ ...message, ...mark, sender: outgoing.sender }] };
		const runs = await runsOf({ preset: 'newCustomerMessage' }, body, body);

		expect(runs).toHaveLength(2);
		expect(runs[0]).toMatchObject({
			event: 'macro.executed',
			message: { id: 6118, message_type: 'outgoing', content_attributes: {} },
			is_incoming: false,
			is_own: false,
		});
	});
});
