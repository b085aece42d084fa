import { itemWithFile } from '../engine';
import { FlakyServer } from '../shared/flaky-server';
import { byId, shownIn } from './chatwoot';
import { CARLA, ClientDesk } from './client';

const desk = new ClientDesk('message');
const here = { sourceId: CARLA, conversation: byId(1) };
const path = `/contacts/${CARLA}/conversations/1/messages`;

/** A message of the team that asks something. */
function ask(content_type: string, items: object[]): number {
	const { messages } = desk.chatwoot.state;
	const row = { ...structuredClone(messages.get(2)!), id: 7 };
	return messages.insert({ ...row, content_type, content_attributes: { items } as never }).id;
}
const yesNo = [
	{ title: 'Yes, please', value: 'yes' },
	{ title: 'No', value: 'no' },
];
const answersTo = (id: number) =>
	desk.chatwoot.state.messages.get(id)!.content_attributes.submitted_values;

describe('Message > Create', () => {
	it('writes as the customer', async () => {
		const [message] = await desk.output('create', { ...here, text: 'And the second one?' });

		expect(message).toEqual({
			id: 3,
			conversation_id: 1,
			content: 'And the second one?',
			message_type: 'incoming',
			content_type: 'text',
			content_attributes: {},
			created_at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
			sender: { id: 1, name: 'Carla Customer', type: 'contact' },
			attachments: [],
		});
		expect(shownIn(desk.chatwoot)).toContain('And the second one?');
		expect(desk.sent).toEqual([[`POST ${path}`, { content: 'And the second one?' }]]);
	});

	it('sends files, with or without a text', async () => {
		const file = itemWithFile({}, Buffer.from('hello'), {
			fileName: 'a.txt',
			mimeType: 'text/plain',
		});
		const [message] = await desk.output(
			'create',
			{ ...here, attachments: 'data' },
			{ items: [file] },
		);

		expect(message).toMatchObject({
			content: null,
			attachments: [{ file_type: 'file', file_size: 5 }],
		});
	});

	it('keeps the order of the items in one conversation', async () => {
		const items = ['one', 'two', 'three', 'four'].map((text) => ({ text }));
		await desk.output('create', { ...here, text: '={{ $json.text }}' }, { items });

		expect(shownIn(desk.chatwoot).slice(-4)).toEqual(['one', 'two', 'three', 'four']);
	});

	it.each([
		['is empty', ''],
		['has 150001 characters', 'x'.repeat(150_001)],
	])('refuses a text that %s', async (problem, text) => {
		expect(await desk.refusal('create', { ...here, text })).toContain(`"Text" ${problem}`);
		expect(desk.sent).toEqual([]);
	});

	it('is not sent again when its answer is lost, and says so', async () => {
		const odd = await FlakyServer.start();
		odd.plays(() => ({ status: 502, body: '' }));
		const credential = { baseUrl: odd.url };
		const told = await desk.refusal('create', { ...here, text: 'Once' }, { credential });
		await odd.close();

		expect(told).toMatch(/may have been carried out|was not sent again/);
		expect(odd.requests).toHaveLength(1);
	});
});

describe('Message > Get Many', () => {
	it('gets the newest first, without notes', async () => {
		const { messages } = desk.chatwoot.state;
		messages.insert({ ...structuredClone(messages.get(2)!), id: 3, private: true });

		const found = await desk.output('getMany', { ...here, returnAll: true });
		expect(found.map(({ content }) => content)).toEqual([
			'It left our house this morning.',
			'Where is my parcel?',
		]);
	});

	it('reads page by page, and no more pages than wanted', async () => {
		const { messages } = desk.chatwoot.state;
		const last = messages.get(2)!;
		for (let id = 3; id <= 50; id++) messages.insert({ ...structuredClone(last), id });

		const all = await desk.output('getMany', { ...here, returnAll: true });
		expect(all.map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, n) => 50 - n));
		desk.chatwoot.requests.length = 0;
		expect(await desk.output('getMany', { ...here, limit: 10 })).toHaveLength(10);
		expect(desk.sent).toHaveLength(1);
	});
});

describe('Message > Answer', () => {
	it.each(['yes', 'Yes, please'])('chooses by value or title: %s', async (choice) => {
		const id = ask('input_select', yesNo);
		const [message] = await desk.output('answer', { ...here, message: id, choice });

		const chosen = [{ title: 'Yes, please', value: 'yes' }];
		expect(answersTo(id)).toEqual(chosen);
		expect(message).toMatchObject({ id, content_attributes: { submitted_values: chosen } });
	});

	it('fills in a form', async () => {
		const id = ask('form', [{ name: 'city' }, { name: 'seats' }]);
		const formValues = '{"city": "Rome", "seats": 3}';
		await desk.output('answer', { ...here, message: id, formValues });

		expect(answersTo(id)).toEqual([
			{ name: 'city', value: 'Rome' },
			{ name: 'seats', value: '3' },
		]);
	});

	it.each([
		['input_select', { choice: 'maybe' }, /"Choice" is no option.*"maybe".*Yes, please, No/],
		['input_select', { formValues: '{"city": "Rome"}' }, /a question with options, not a form/],
		['form', { formValues: '{"town": "Rome"}' }, /names no field of the form: "town".*city/],
		['form', { choice: 'yes' }, /"Message ID" is a form, not a question with options/],
		['text', { choice: 'yes' }, /"Message ID" is no question: 7/],
		['text', {}, /"Choice" is empty/],
		['form', { choice: 'yes', formValues: '{"a": 1}' }, /does not go with a Choice/],
	])('refuses for %s: %j', async (type, change, problem) => {
		const id = ask(type, type === 'form' ? [{ name: 'city' }] : yesNo);

		expect(await desk.refusal('answer', { ...here, message: id, ...change })).toMatch(problem);
		expect(answersTo(id)).toBeUndefined();
	});

	it('finds no message of another conversation', async () => {
		const told = await desk.refusal('answer', { ...here, message: '99', choice: 'yes' });

		expect(told).toContain('"Message ID" is not in conversation 1: 99');
	});
});
