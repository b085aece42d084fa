import { runNode, searchList } from '../engine';
import { byId } from './chatwoot';
import { CARLA, ClientDesk, clientRun } from './client';

const desk = new ClientDesk('conversation');
const here = { sourceId: CARLA, conversation: byId(1) };
const row = () => desk.chatwoot.state.conversations.get(1)!;

describe('Conversation > Create', () => {
	it('begins a conversation with attributes', async () => {
		const [conversation] = await desk.output('create', {
			sourceId: CARLA,
			additionalFields: { customAttributes: '{"order_id": "A-1"}' },
		});

		expect(conversation).toMatchObject({
			id: 2,
			status: 'open',
			contact: { id: 1, name: 'Carla Customer' },
			contact_last_seen_at: null,
			last_message: null,
		});
		expect(desk.chatwoot.state.conversations.get(2)).toMatchObject({
			custom_attributes: { order_id: 'A-1' },
		});
	});

	it('gives back the last one where the inbox has one for each contact', async () => {
		desk.bridge.settings.lock_to_single_conversation = true;

		expect(await desk.output('create', { sourceId: CARLA })).toMatchObject([
			{ id: 1, last_message: { content: 'It left our house this morning.' } },
		]);
	});

	it('puts everything out without Simplify', async () => {
		const [conversation] = await desk.output('create', { sourceId: CARLA, simplify: false });

		expect(conversation).toMatchObject({ messages: [], contact: { account_id: 1 } });
	});

	it('refuses attributes that are no object', async () => {
		const additionalFields = { customAttributes: '"A-1"' };

		expect(await desk.refusal('create', { sourceId: CARLA, additionalFields })).toContain(
			'"Additional Fields > Custom Attributes (JSON)" should be a JSON object',
		);
		expect(desk.sent).toEqual([]);
	});
});

describe('Conversation > Get and Get Many', () => {
	it('get what the customer sees', async () => {
		expect(await desk.output('get', here)).toMatchObject([
			{
				id: 1,
				uuid: row().uuid,
				last_message: {
					content: 'It left our house this morning.',
					message_type: 'outgoing',
					sender: { name: 'Alice Admin' },
				},
			},
		]);
	});

	it('get no conversation of somebody else', async () => {
		await desk.output('create', { sourceId: CARLA });
		desk.chatwoot.state.conversations.get(2)!.session_id = 99;

		expect(await desk.refusal('get', { ...here, conversation: byId(2) })).toMatch(
			/did not find conversation 2 of the customer carla-on-the-bridge.*another customer/,
		);
	});

	it('get as many as are wanted', async () => {
		await desk.output('create', { sourceId: CARLA }, { items: [{}, {}] });

		const limit = { sourceId: CARLA, limit: 2 };
		expect((await desk.output('getMany', limit)).map(({ id }) => id)).toEqual([1, 2]);
		const all = { sourceId: CARLA, returnAll: true };
		expect((await desk.output('getMany', all)).map(({ id }) => id)).toEqual([1, 2, 3]);
	});

	it('get nothing for a customer who has not written', async () => {
		const make = { resource: 'contact', operation: 'findOrCreate', sourceId: 'quiet' };
		await runNode(clientRun(desk.chatwoot, { parameters: make }));

		expect(await desk.output('getMany', { sourceId: 'quiet' })).toEqual([]);
	});

	it.each(['12abc', '-1', '0', '1.5', 'x'])('refuse the ID %j', async (id) => {
		const told = await desk.refusal('get', { ...here, conversation: byId(`={{ "${id}" }}`) });

		expect(told).toContain(`"Conversation" is not an ID: "${id}"`);
		expect(desk.sent).toEqual([]);
	});
});

describe('Conversation > Resolve', () => {
	it('ends it; the next message opens it again', async () => {
		expect(await desk.output('resolve', here)).toMatchObject([{ id: 1, status: 'resolved' }]);
		expect(row().status).toBe('resolved');

		const say = { resource: 'message', operation: 'create', ...here, text: 'One more thing' };
		await runNode(clientRun(desk.chatwoot, { parameters: say }));
		expect(row().status).toBe('open');
	});
});

describe('Conversation > Mark Read', () => {
	it('tells the team what the customer has seen', async () => {
		expect(await desk.output('markRead', here)).toEqual([{ id: 1, read: true }]);
		expect(desk.chatwoot.state.messages.get(2)!.status).toBe('read');
	});
});

describe('Conversation > Typing On and Typing Off', () => {
	it('show the team that the customer is typing', async () => {
		expect(await desk.output('typingOn', here)).toEqual([{ id: 1, typing: true }]);
		expect(await desk.output('typingOff', here)).toEqual([{ id: 1, typing: false }]);

		const path = `POST /contacts/${CARLA}/conversations/1/toggle_typing`;
		expect(desk.sent).toEqual([
			[path, { typing_status: 'on' }],
			[path, { typing_status: 'off' }],
		]);
	});
});

describe('the list of conversations in the editor', () => {
	const list = async (sourceId: string, filter?: string) =>
		await searchList(desk.run('get', { sourceId }), 'searchConversations', filter);

	it('has those of the customer, by what was said last', async () => {
		expect(await list(CARLA)).toEqual({
			results: [{ name: '#1, open: It left our house this morning.', value: 1 }],
		});
		expect(await list(CARLA, 'nothing like it')).toEqual({ results: [] });
	});

	it.each(['', '={{ $json.source_id }}'])('asks for the customer first: %j', async (sourceId) => {
		await expect(list(sourceId)).rejects.toMatchObject({ message: 'Enter the Source ID first' });
	});

	it('says that there is none', async () => {
		row().session_id = 99;
		await expect(list(CARLA)).rejects.toMatchObject({
			message: 'The customer has no conversation yet',
		});
	});
});
