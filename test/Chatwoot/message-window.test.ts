import { demoWorld } from '../../sandbox/chatwoot';
import { byId, demo, shownIn, worldWith } from './chatwoot';
import { asBot, Desk } from './desk';

const desk = new Desk('message');
const HOUR = 3_600_000;
const at = 'GET /api/v1/accounts/1/conversations/1';
const template = { template: { name: 'hello_again', language: 'en', parameters: '{}' } };

/** The demo world's customer wrote this many hours ago, in a WhatsApp inbox. */
const wroteBefore = (hours: number) => {
	const whatsapp = { ...demoWorld.inboxes!.bridge, channel_type: 'Channel::Whatsapp' };
	desk.chatwoot.seed(worldWith({ inboxes: { ...demoWorld.inboxes, bridge: whatsapp } }));
	desk.chatwoot.state.messages.get(1)!.created_at = Date.now() - hours * HOUR;
};
const answer = (whenClosed: string, more: object = {}) => ({
	conversation: byId(demo.conversation),
	text: 'It is here',
	additionalFields: { whenClosed, ...more },
});
const requests = () => desk.chatwoot.requests.map(({ method, path }) => `${method} ${path}`);

describe('Message > Create, when the window is closed', () => {
	it.each(['fail', 'note', 'template'])('writes while it is open: %s', async (whenClosed) => {
		wroteBefore(23);
		const [output] = await desk.output(
			'create',
			answer(whenClosed, whenClosed === 'template' ? { template } : {}),
		);

		expect(output).toMatchObject({ sent_as: 'message', private: false, content: 'It is here' });
		expect(desk.sent('POST')[0][1]).not.toHaveProperty('template_params');
	});

	it('fails before anything is written, and says why', async () => {
		wroteBefore(25);
		expect(await desk.refusal('create', answer('fail'))).toBe(
			'"Additional Fields > When the Window Is Closed" is Fail, and conversation 1 takes only templates now: the customer has not written for too long Send an approved template, or choose Send a Template or Write a Private Note there.',
		);
		expect(requests()).toEqual([at]);
	});

	it('sends the template then', async () => {
		wroteBefore(25);
		const [output] = await desk.output('create', answer('template', { template }));

		expect(output).toMatchObject({ sent_as: 'template', private: false });
		expect(desk.sent('POST')).toEqual([
			[
				'/conversations/1/messages',
				expect.objectContaining({
					content: 'It is here',
					template_params: expect.objectContaining({ name: 'hello_again' }),
				}),
			],
		]);
	});

	it('writes a private note then, in one piece, also for a bot', async () => {
		wroteBefore(25);
		const severalMessages = { split: { at: 'blankLines' } };
		const parameters = { ...answer('note', { severalMessages }), text: 'One\n\nTwo' };
		const [output] = await desk.output('create', parameters, asBot);

		expect(output).toMatchObject({ sent_as: 'note', private: true });
		expect(shownIn(desk.chatwoot).slice(2)).toEqual(['[One\n\nTwo]']);
	});

	it('does not matter when all of several messages are there', async () => {
		wroteBefore(23);
		const more = { messageKey: 'k', severalMessages: { split: { typing: 0 } } };
		const several = (whenClosed: string) => ({ ...answer(whenClosed, more), text: 'One\n\nTwo' });
		const [first] = await desk.output('create', several('note'));
		desk.chatwoot.state.messages.get(1)!.created_at -= 2 * HOUR;

		for (const whenClosed of ['note', 'fail']) {
			const [output] = await desk.output('create', several(whenClosed));
			const { id, message_ids } = first;
			expect(output).toMatchObject({ result: 'unchanged', content: 'Two', id, message_ids });
			expect(output).not.toHaveProperty('sent_as');
		}
	});

	it.each([
		['a private note', { messageType: 'note' }],
		['a template', { additionalFields: { whenClosed: 'fail', template } }],
	])('allows what needs no window: %s', async (_what, change) => {
		wroteBefore(25);
		const [output] = await desk.output('create', { ...answer('fail'), ...change });

		expect(output).not.toHaveProperty('sent_as');
		expect(shownIn(desk.chatwoot)).toHaveLength(3);
	});

	it('leaves inboxes without a window alone', async () => {
		desk.chatwoot.state.messages.get(1)!.created_at = 0;
		const [output] = await desk.output('create', answer('fail'));
		expect(output).toMatchObject({ sent_as: 'message' });
	});

	it('wants a text for as long as the window is open', async () => {
		const parameters = { ...answer('template', { template }), text: '' };
		expect(await desk.refusal('create', parameters)).toBe(
			'"Text" is empty It is sent while the window is open, the template after that.',
		);
		expect(requests()).toEqual([]);
	});

	it('wants the template that it is to send', async () => {
		expect(await desk.refusal('create', answer('template'))).toBe(
			'"Additional Fields > When the Window Is Closed" is Send a Template, but there is none Add WhatsApp Template, too.',
		);
		expect(requests()).toEqual([]);
	});
});

describe('Send to Contact, when the window is closed', () => {
	const send = (whenClosed: string, more: object = {}) => ({
		inbox: byId(demo.api),
		findBy: 'contact',
		contact: byId(demo.carla),
		text: 'It is here\n\nAnd more',
		...more,
		additionalFields: {
			whenClosed,
			...(more as { additionalFields?: object }).additionalFields,
		},
	});
	const written = () => shownIn(desk.chatwoot).slice(2);

	it('says that the contact was made by then', async () => {
		wroteBefore(25);
		const known = { findBy: 'phoneNumber', phoneNumber: '+12025550199' };
		expect(await desk.refusal('sendToContact', send('fail', known))).toMatch(
			/takes only templates now.*Contact 4 was created before\./,
		);
	});

	it('writes while it is open', async () => {
		wroteBefore(23);
		const [output] = await desk.output('sendToContact', send('fail'));

		expect(output).toMatchObject({ sent_as: 'message', conversation_action: 'continued' });
		expect(written()).toEqual(['It is here\n\nAnd more']);
	});

	it('fails before anything is written', async () => {
		wroteBefore(25);
		expect(await desk.refusal('sendToContact', send('fail'))).toMatch(
			/conversation 1 takes only templates now/,
		);
		expect(desk.sent('POST').filter(([path]) => !path.includes('filter'))).toEqual([]);
	});

	it('treats a new conversation as closed, and opens none', async () => {
		wroteBefore(1);
		desk.chatwoot.state.conversations.get(1)!.status = 'resolved';
		expect(await desk.refusal('sendToContact', send('fail', { withoutOpen: 'new' }))).toMatch(
			/a new conversation in inbox 1 takes only templates now/,
		);
		expect(desk.chatwoot.state.conversations.all()).toHaveLength(1);
	});

	it('begins a new conversation with the template', async () => {
		wroteBefore(1);
		desk.chatwoot.state.conversations.get(1)!.status = 'resolved';
		const [output] = await desk.output(
			'sendToContact',
			send('template', { withoutOpen: 'new', additionalFields: { template } }),
		);

		expect(output).toMatchObject({ sent_as: 'template', conversation_action: 'created' });
		expect(desk.chatwoot.state.conversations.all()).toHaveLength(2);
		const { template_params } = desk.chatwoot.state.messages.all().at(-1)!
			.additional_attributes as { template_params?: object };
		expect(template_params).toMatchObject({ name: 'hello_again' });
	});

	it('reopens the last one for a note only', async () => {
		wroteBefore(25);
		desk.chatwoot.state.conversations.get(1)!.status = 'resolved';
		const severalMessages = { split: { at: 'blankLines' } };
		const [output] = await desk.output(
			'sendToContact',
			send('note', { withoutOpen: 'reopen', additionalFields: { severalMessages } }),
		);

		expect(output).toMatchObject({ sent_as: 'note', conversation_action: 'reopened' });
		expect(written()).toEqual(['[It is here\n\nAnd more]']);
	});

	it('lets a new conversation begin where there is no window', async () => {
		desk.chatwoot.state.conversations.get(1)!.status = 'resolved';
		const [output] = await desk.output('sendToContact', send('fail', { withoutOpen: 'new' }));

		expect(output).toMatchObject({ sent_as: 'message', conversation_action: 'created' });
	});
});
