import { callAccount, demo, useChatwoot } from './chatwoot';

const chatwoot = useChatwoot({ transaction: 600 });

const call = async (method: string, path: string, body: object) =>
	(await callAccount(chatwoot, method, path, body)).status;
/** Two requests that reach the server before either is answered. */
const atOnce = async (method: string, path: string, ...bodies: object[]) =>
	(await Promise.all(bodies.map(async (body) => await call(method, path, body)))).sort();
const twice = async (path: string, body: object) => await atOnce('POST', path, body, body);
const labels = () => chatwoot.state.conversations.get(1)?.labels;
const addLabel = (label: string) => ({
	type: 'Conversation',
	ids: [demo.conversation],
	labels: { add: [label] },
});

describe('two requests at the same moment', () => {
	it.each([
		['one email', { email: 'race@example.org' }],
		['one identifier', { identifier: 'race' }],
		['one session', { inbox_id: 1, source_id: 'race' }],
	])('make one contact of %s, and the other fails', async (_what, body) => {
		expect(await twice('contacts', body)).toEqual([200, 500]);
		expect(await call('POST', 'contacts', body)).not.toBe(200);
	});

	it('create duplicates of one phone number, unlike sequential requests', async () => {
		const phone_number = '+4915112345678';
		expect(await twice('contacts', { phone_number })).toEqual([200, 200]);
		const found = chatwoot.state.contacts.where((row) => row.phone_number === phone_number);
		expect(found).toHaveLength(2);
		expect(await call('POST', 'contacts', { phone_number })).toBe(422);
		expect(await call('PATCH', `contacts/${found[0].id}`, { name: 'Twin' })).toBe(422);
	});

	it('lose one of two attributes of a contact', async () => {
		const having = (key: string) => ({ custom_attributes: { [key]: 1 } });
		const path = `contacts/${demo.carla}`;
		expect(await atOnce('PATCH', path, having('first'), having('second'))).toEqual([200, 200]);
		const { custom_attributes } = chatwoot.state.contacts.get(demo.carla)!;
		expect(['first', 'second'].filter((key) => key in custom_attributes)).toHaveLength(1);
	});

	it('make one session, and the other fails', async () => {
		const path = `contacts/${demo.carla}/contact_inboxes`;
		expect(await twice(path, { inbox_id: 1, source_id: 'race' })).toEqual([200, 500]);
		expect(await call('POST', path, { inbox_id: 1, source_id: 'race' })).toBe(200);
	});

	it('make one conversation of a new session, and the other is refused', async () => {
		const body = { inbox_id: 1, contact_id: demo.carla, source_id: 'race' };
		expect(await twice('conversations', body)).toEqual([200, 422]);
		expect(await call('POST', 'conversations', body)).toBe(200);
	});

	it('make two conversations of one session, though the inbox is locked to one', async () => {
		await call('PATCH', 'inboxes/1', { lock_to_single_conversation: true });
		const path = `contacts/${demo.carla}/contact_inboxes`;
		await call('POST', path, { inbox_id: 1, source_id: 'race' });
		const body = { inbox_id: 1, contact_id: demo.carla, source_id: 'race' };
		const count = () => chatwoot.state.conversations.all().length;
		const before = count();
		await twice('conversations', body);
		expect(count()).toBe(before + 2);
		await call('POST', 'conversations', body);
		expect(count()).toBe(before + 2);
	});

	it('lose one of two labels that are added in bulk', async () => {
		await call('POST', `conversations/${demo.conversation}/labels`, { labels: [] });
		await atOnce('POST', 'bulk_actions', addLabel('first'), addLabel('second'));
		expect(labels()).toHaveLength(1);
		await call('POST', 'bulk_actions', addLabel('third'));
		expect(labels()).toHaveLength(2);
	});

	it('define one label, and two canned responses', async () => {
		expect(await twice('labels', { title: 'race' })).toEqual([200, 500]);
		const response = { short_code: 'race', content: 'Hello' };
		expect(await twice('canned_responses', response)).toEqual([200, 200]);
		expect(await call('POST', 'canned_responses', response)).toBe(422);
	});
});
