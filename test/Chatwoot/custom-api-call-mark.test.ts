import type { IDataObject } from 'n8n-workflow';
import { isWriter } from '../../nodes/Chatwoot/api/mark';
import { byId, demo, mark } from './chatwoot';
import { asAgent, Desk } from './desk';

const desk = new Desk('customApiCall');
const call = async (path: string, body: object, change: object = {}) => {
	await desk.output('call', { method: 'POST', path, body: JSON.stringify(body), ...change });
	return desk.sent('POST').at(-1)![1] as IDataObject;
};
const messages = '/api/v1/accounts/1/conversations/1/messages';

describe('Custom API Call, messages that it writes', () => {
	it.each([
		messages,
		'/api/v1/accounts/{account}/conversations/1/messages',
		`${messages}/`,
		`${messages}.json`,
		'/api/v1/accounts/1//conversations/1/messages',
	])('marks them as own: %s', async (path) => {
		const account = byId(demo.account);
		expect(await call(path, { content: 'Hi' }, { account })).toEqual({ content: 'Hi', ...mark });
	});

	it('keeps content attributes, also such as are JSON text', async () => {
		const kept = { content_attributes: { a: 1, ...mark.content_attributes } };
		const given = { a: 1 };
		expect(await call(messages, { content_attributes: given })).toMatchObject(kept);
		const text = JSON.stringify(given);
		expect(await call(messages, { content_attributes: text })).toMatchObject(kept);
		expect(await call(messages, { content: 'Hi', content_attributes: 'none' })).toMatchObject(mark);
	});

	it('marks those in a form', async () => {
		const body = { content: 'Hi', content_attributes: { a: 1 } };
		await call(messages, body, { bodyType: 'form' });
		const [message] = desk.chatwoot.state.messages.where(({ content }) => content === 'Hi');
		expect(message.content_attributes).toEqual({ a: '1', ...mark.content_attributes });
	});

	it('marks the message that a conversation begins with', async () => {
		const path = '/api/v1/accounts/1/conversations';
		const body = { source_id: 'carla-1', inbox_id: demo.api, contact_id: demo.carla };
		const sent = await call(path, { ...body, message: { content: 'Hi' } });
		expect(sent).toEqual({ ...body, message: { content: 'Hi', ...mark } });
		expect(await call(path, body)).toEqual(body);
	});

	it('notes in whose name it has written', async () => {
		const parameters = { method: 'POST', path: messages, body: '{"content": "Hi"}' };
		await desk.output('call', parameters, asAgent);
		expect(isWriter(desk.chatwoot.url, { id: demo.agent, type: 'user' })).toBe(true);
	});

	it('leaves all other bodies as they are', async () => {
		const body = { labels: ['urgent'] };
		expect(await call('/api/v1/accounts/1/conversations/1/labels', body)).toEqual(body);
	});
});
