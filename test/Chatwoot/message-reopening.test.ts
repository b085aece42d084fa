import { faults } from '../faults/catalogue';
import { FaultProxy } from '../faults/fault-proxy';
import { byId, demo, shownIn } from './chatwoot';
import { Desk } from './desk';

const desk = new Desk('message');
const conversation = () => desk.chatwoot.state.conversations.get(1)!;
const answer = (more: object = {}) => ({
	conversation: byId(demo.conversation),
	text: 'It is here',
	additionalFields: { reopen: true, ...more },
});
const posts = () => desk.sent('POST').map(([path]) => path);

describe('Message > Create, Reopen Conversation', () => {
	it.each(['resolved', 'snoozed'] as const)(
		'opens a %s conversation, then writes',
		async (status) => {
			conversation().status = status;
			const [output] = await desk.output('create', answer());

			expect(output).toMatchObject({ reopened: true, content: 'It is here' });
			expect(conversation().status).toBe('open');
			expect(posts()).toEqual(['/conversations/1/toggle_status', '/conversations/1/messages']);
		},
	);

	it.each(['open', 'pending'] as const)('leaves an %s one as it is', async (status) => {
		conversation().status = status;
		const [output] = await desk.output('create', answer());

		expect(output).not.toHaveProperty('reopened');
		expect(conversation().status).toBe(status);
		expect(posts()).toEqual(['/conversations/1/messages']);
	});

	it('opens nothing for a message that is there already', async () => {
		await desk.output('create', answer({ messageKey: 'arrival' }));
		conversation().status = 'resolved';
		const [output] = await desk.output('create', answer({ messageKey: 'arrival' }));

		expect(output).toMatchObject({ result: 'unchanged' });
		expect(conversation().status).toBe('resolved');
		expect(shownIn(desk.chatwoot).slice(2)).toEqual(['It is here']);
	});

	it('says that the conversation is open when the message then fails', async () => {
		conversation().status = 'resolved';
		const proxy = await FaultProxy.start(desk.chatwoot.url);
		proxy.begin(({ method, path }) =>
			method === 'POST' && path.endsWith('/messages')
				? faults['429 for a thousand years']
				: undefined,
		);
		const refusal = await desk.refusal('create', answer(), { credential: { baseUrl: proxy.url } });
		await proxy.close();

		expect(conversation().status).toBe('open');
		expect(refusal).not.toContain('Nothing was done');
		expect(refusal).toContain('Conversation 1 was opened before.');
	});

	it('opens nothing when all of several messages are there, and it for the one that is not', async () => {
		const several = {
			messageKey: 'arrival',
			severalMessages: { split: { typing: 0 } },
		};
		const inParts = async (text: string) =>
			(await desk.output('create', { ...answer(several), text }))[0];
		await inParts('One.\n\nTwo.');
		conversation().status = 'resolved';

		expect(await inParts('One.\n\nTwo.')).not.toHaveProperty('reopened');
		expect(conversation().status).toBe('resolved');
		expect(await inParts('One.\n\nTwo.\n\nThree.')).toMatchObject({ reopened: true });
		expect(conversation().status).toBe('open');
		expect(shownIn(desk.chatwoot).slice(2)).toEqual(['One.', 'Two.', 'Three.']);
	});

	it('asks for the window and the status at once', async () => {
		conversation().status = 'resolved';
		await desk.output('create', answer({ whenClosed: 'fail' }));

		expect(desk.sent('GET').map(([path]) => path)).toEqual(['/conversations/1']);
	});

	it('is refused beside Only If Nothing New Since', async () => {
		expect(await desk.refusal('create', answer({ nothingNewSince: '1' }))).toBe(
			'"Additional Fields > Reopen Conversation" does not go with Only If Nothing New Since That one writes nothing into a closed conversation.',
		);
		expect(desk.chatwoot.requests).toEqual([]);
	});
});
