import type { IDataObject } from 'n8n-workflow';
import { itemWithFile } from '../engine';
import { byId, demo, doInAccount } from './chatwoot';
import { Desk } from './desk';

const desk = new Desk('conversation');
const conversation = byId(demo.conversation);

const writes = async (body: object, token?: string) =>
	(await doInAccount(desk.chatwoot, 'POST', 'conversations/1/messages', body, token)).id;
const history = async (change: object = {}) => {
	const [output] = await desk.output('getHistory', { conversation, ...change });
	return output as IDataObject & { messages: IDataObject[]; text: string };
};
const newest = async (count: number, additional: object = {}) =>
	(await history({ count, additionalFields: additional })).messages;

describe('Conversation > Get History', () => {
	it('tells customer, bot and colleague apart, whoever’s token the bot writes with', async () => {
		await writes({ content: 'Where is it?', message_type: 'incoming' });
		await writes({ content: 'From a bot' }, 'BOT_TOKEN');
		await writes({
			content: 'By n8n',
			content_attributes: { sent_by: 'n8n-nodes-twake-chatwoot' },
		});
		await writes({ content: 'From a colleague' }, 'AGENT_TOKEN');
		const { messages, text, conversation_id } = await history({ count: 4 });

		expect(conversation_id).toBe(1);
		expect(messages).toMatchObject([
			{ role: 'user', name: 'Carla Customer', text: 'Where is it?', private: false },
			{ role: 'assistant', text: 'From a bot' },
			{ role: 'assistant', name: 'Alice Admin', text: 'By n8n' },
			{ role: 'person', name: 'Arthur Agent', text: 'From a colleague', attachments: [] },
		]);
		expect(text.split('\n\n').slice(2)).toEqual([
			'Assistant Alice Admin: By n8n',
			'Colleague Arthur Agent: From a colleague',
		]);
	});

	it('leaves out notes and activity by default', async () => {
		await writes({ content: 'For us only', private: true }, 'AGENT_TOKEN');
		await desk.output('setPriority', { conversation, priority: 'high' });
		await writes({ content: 'Hello' }, 'AGENT_TOKEN');

		expect((await newest(50)).map(({ text }) => text)).not.toContain('For us only');
		expect(await newest(3, { notes: true, activity: true })).toMatchObject([
			{ text: 'For us only', role: 'person', private: true },
			{ role: 'event' },
			{ text: 'Hello', role: 'person' },
		]);
		const { text } = await history({ count: 2, additionalFields: { notes: true } });
		expect(text).toContain('Colleague Arthur Agent, to the team: For us only');
	});

	it('leaves out what was deleted, and cuts what is long', async () => {
		const id = await writes({ content: 'Oops' }, 'AGENT_TOKEN');
		await doInAccount(desk.chatwoot, 'DELETE', `conversations/1/messages/${id}`);
		await writes({ content: `${'👍'.repeat(20)} end` });
		const [last] = await newest(1, { longest: 20 });

		expect(last.text).toBe(`${'👍'.repeat(20)}…`);
		expect((await newest(50)).map(({ id: each }) => each)).not.toContain(id);
	});

	it('reads as many pages as it needs, the newest messages in the order of writing', async () => {
		for (let n = 0; n < 45; n++) await writes({ content: `${n}`, message_type: 'incoming' });
		desk.chatwoot.requests.length = 0;

		const texts = (await newest(40)).map(({ text }) => text);
		expect(texts).toEqual(Array.from({ length: 40 }, (_, n) => `${n + 5}`));
		// Pages of 20 that overlap, so that none is lost.
		expect(desk.chatwoot.requests).toHaveLength(3);
	});

	it('names files in the text', async () => {
		const items = [
			itemWithFile({}, Buffer.from('a;b'), { fileName: 'a.csv', mimeType: 'text/csv' }),
		];
		await desk.output(
			'create',
			{ resource: 'message', conversation, text: 'See', attachments: 'data' },
			{ items },
		);
		const { messages, text } = await history({ count: 1 });

		expect(messages[0].attachments).toMatchObject([{ file_type: 'file' }]);
		expect(text).toBe('Assistant Alice Admin: See [file]');
	});

	it('goes back into earlier conversations of the contact, and says where one begins', async () => {
		const open = async (content: string) => {
			const body = { inbox_id: 1, contact_id: 1, message: { content } };
			return (await doInAccount(desk.chatwoot, 'POST', 'conversations', body)).id;
		};
		const [second, third] = [await open('Second'), await open('Third')];
		const parts = async (earlierConversations?: number, count = 30) => {
			const change = { count, additionalFields: { earlierConversations } };
			const output = await history({ conversation: byId(second), ...change });
			return output.text.split('\n\n').map((part) => part.replace(/^.*?: /, ''));
		};

		expect([second, third]).toEqual([2, 3]);
		expect(await parts()).toEqual(['Second']);
		const both = [
			'Where is my parcel?',
			'It left our house this morning.',
			'Conversation 2:',
			'Second',
		];
		expect(await parts(5)).toEqual(['Conversation 1:', ...both]);
		expect(await parts(5, 2)).toEqual(['Conversation 1:', ...both.slice(1)]);
		const { messages } = await history({ additionalFields: { earlierConversations: 3 } });
		expect(messages.map(({ conversation_id: id }) => id)).toEqual([1, 1]);
	});

	it('puts images and recordings into binary fields, up to a size', async () => {
		const picture = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(1000)]);
		const large = Buffer.concat([picture, Buffer.alloc(1_000_000)]);
		const file = (name: string, mimeType: string, content: Buffer) =>
			itemWithFile({}, content, { fileName: name, mimeType });
		const items = [
			file('a.csv', 'text/csv', Buffer.from('a;b')),
			file('large.png', 'image/png', large),
			file('small.png', 'image/png', picture),
		];
		const see = { resource: 'message', conversation, text: 'See', attachments: 'data' };
		await desk.output('create', see, { items });
		const additionalFields = {
			downloadFiles: ['image'],
			largestFile: 1,
			outputBinaryPrefix: 'file_',
		};
		const run = { conversation, count: 3, additionalFields };
		const { outputs } = await desk.result('getHistory', run);
		const [{ json, binary = {} }] = outputs[0];

		expect(Object.keys(binary)).toEqual(['file_0']);
		expect(binary.file_0).toMatchObject({ fileName: 'small.png', mimeType: 'image/png' });
		const { messages } = json as { messages: Array<{ attachments: IDataObject[] }> };
		const fields = messages.map(({ attachments: [attachment] }) => attachment.binary_field);
		expect(fields).toEqual([undefined, undefined, 'file_0']);
	});

	it('refuses anything but a count', async () => {
		expect(await desk.refusal('getHistory', { conversation, count: 0 })).toContain(
			'"Messages" should be a whole number from 1 on',
		);
	});
});
