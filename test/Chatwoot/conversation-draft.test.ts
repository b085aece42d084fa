import { byId, demo } from './chatwoot';
import { asAgent, asBot, Desk } from './desk';

const desk = new Desk('conversation');
const conversation = byId(demo.conversation);
const draftNow = async () => (await desk.output('getDraft', { conversation }, asAgent))[0].draft;

describe('Conversation > Set Draft', () => {
	it('fills the reply box for all agents, and empties it', async () => {
		expect(await draftNow()).toBeNull();
		const text = 'Hello Carla,\nyour parcel is on its way.';
		expect(await desk.output('setDraft', { conversation, text })).toEqual([
			{ conversation_id: demo.conversation, draft: text },
		]);
		expect(desk.sent('PATCH')).toEqual([
			['/conversations/1/draft_messages', { draft_message: { message: text } }],
		]);
		expect(await draftNow()).toBe(text);
		expect(await desk.output('setDraft', { conversation, text: '  ' })).toMatchObject([
			{ draft: null },
		]);
		expect(desk.sent('DELETE')).toHaveLength(1);
		expect(await draftNow()).toBeNull();
	});

	it('says what it did not find, and that it is not for bots', async () => {
		const unknown = { conversation: byId(77), text: 'x' };
		expect(await desk.refusal('setDraft', unknown)).toContain('did not find conversation 77');
		expect(await desk.refusal('setDraft', { conversation, text: 'x' }, asBot)).toContain(
			'Chatwoot does not let bots do this',
		);
	});
});
