import { byId, demo, doInAccount, shownIn } from './chatwoot';
import { Desk } from './desk';

const desk = new Desk('message');
const send = (additionalFields: object, change: object = {}) => ({
	inbox: byId(demo.api),
	findBy: 'contact',
	contact: byId(demo.carla),
	text: 'The answer',
	additionalFields,
	...change,
});
const does = async (path: string, body: object) =>
	await doInAccount(desk.chatwoot, 'POST', `conversations/1${path}`, body);
const customerWrites = async (content: string) =>
	(await does('/messages', { content, message_type: 'incoming' })).id;
const split = { severalMessages: { split: { typing: 0 } } };

describe('Message > Send to Contact, looking first', () => {
	it('writes when nothing is new', async () => {
		const nothingNewSince = String(await customerWrites('Where?'));
		const [output] = await desk.output('sendToContact', send({ nothingNewSince }));
		expect(output).toMatchObject({ sent: true, message: { content: 'The answer' } });
	});

	it('writes nothing over a newer message, and says so', async () => {
		const nothingNewSince = String(await customerWrites('Where?'));
		const id = await customerWrites('Hello?');
		const output = await desk.output('sendToContact', send({ nothingNewSince }));

		expect(output).toEqual([
			{
				sent: false,
				reason: 'newMessage',
				by: 'Carla Customer',
				message_id: id,
				conversation_id: 1,
				contact_id: demo.carla,
			},
		]);
		expect(shownIn(desk.chatwoot)).not.toContain('The answer');
	});

	it.each(['new', 'reopen', 'fail'])(
		'opens nothing for an answer to a closed conversation: %s',
		async (withoutOpen) => {
			const nothingNewSince = String(await customerWrites('Where?'));
			await does('/toggle_status', { status: 'resolved' });
			desk.chatwoot.requests.length = 0;
			const output = await desk.output('sendToContact', send({ nothingNewSince }, { withoutOpen }));

			expect(output).toEqual([{ sent: false, reason: 'closed' }]);
			expect(desk.sent('POST')).toEqual([]);
		},
	);

	it('lets one of many executions answer', async () => {
		const nothingNewSince = String(await customerWrites('Where?'));
		const parameters = send({ nothingNewSince });
		const outputs = await Promise.all(
			Array.from({ length: 6 }, () => desk.output('sendToContact', parameters)),
		);
		expect(outputs.flat().filter(({ sent }) => sent)).toHaveLength(1);
	});

	it('writes several messages into the conversation that goes on', async () => {
		const parameters = send(split, { text: 'One\n\nTwo' });
		const [output] = await desk.output('sendToContact', parameters);
		expect(shownIn(desk.chatwoot).slice(2)).toEqual(['One', 'Two']);
		expect(output).toMatchObject({ id: 4, message_ids: [3, 4], message: { content: 'Two' } });
	});

	it('begins a new conversation with the first of several', async () => {
		const parameters = send(split, { contact: byId(demo.erin), text: 'One\n\nTwo' });
		const [output] = await desk.output('sendToContact', parameters);
		expect(output).toMatchObject({ conversation_action: 'created' });
		expect(shownIn(desk.chatwoot, Number(output.conversation_id))).toEqual(['One', 'Two']);
	});
});
