import { runNode } from '../engine';
import { byId } from './chatwoot';
import { CARLA, ClientDesk, clientRun } from './client';

const desk = new ClientDesk('csat');
const here = { sourceId: CARLA, conversation: byId(1) };

/** Chatwoot asks how it was. */
function survey(): void {
	const { messages } = desk.chatwoot.state;
	const row = { ...structuredClone(messages.get(2)!), id: 7, content_type: 'input_csat' };
	messages.insert({ ...row, content_attributes: { display_type: 'emoji' } });
}

describe('CSAT > Answer', () => {
	it('rates the conversation, and puts out what Chatwoot keeps', async () => {
		survey();
		const [answered] = await desk.output('answer', { ...here, rating: '4', feedback: 'Quick' });

		expect(answered).toEqual({
			conversation_id: 1,
			message_id: 7,
			is_answered: true,
			rating: 4,
			feedback_message: 'Quick',
			sent_at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
		});
		expect(desk.chatwoot.state.ratings.all()).toMatchObject([{ rating: 4, contact_id: 1 }]);
	});

	it.each(['0', '6', '4.5', 'good'])('refuses the rating %j', async (rating) => {
		survey();

		expect(await desk.refusal('answer', { ...here, rating })).toContain(`"Rating" is "${rating}"`);
		expect(desk.sent).toEqual([]);
	});

	it('says that nobody has asked', async () => {
		expect(await desk.refusal('answer', here)).toMatch(
			/No survey was sent in this conversation.*switched on in the inbox/,
		);
	});
});

describe('CSAT > Get', () => {
	it('gets a survey that waits for its answer', async () => {
		survey();

		expect(await desk.output('get', here)).toMatchObject([
			{ conversation_id: 1, message_id: 7, is_answered: false, rating: null },
		]);
	});
});

describe('Inbox > Get', () => {
	it('gets what customers may know', async () => {
		const parameters = { resource: 'inbox', operation: 'get' };
		const [inbox] = await runNode(clientRun(desk.chatwoot, { parameters }));

		expect(inbox).toMatchObject({ name: 'Website Bridge', csat_survey_enabled: false });
		expect(inbox.working_hours).toHaveLength(7);
	});
});
