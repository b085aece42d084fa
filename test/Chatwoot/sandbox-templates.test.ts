import { doInAccount, useChatwoot } from './chatwoot';

const chatwoot = useChatwoot();

const call = async (method: string, path: string, body: object) =>
	await doInAccount(chatwoot, method, path, body);
const API_INBOX = 1;
const setInbox = async (body: object) => await call('PATCH', `inboxes/${API_INBOX}`, body);
const begin = async (): Promise<number> =>
	(
		await call('POST', 'conversations', {
			inbox_id: API_INBOX,
			contact_id: 1,
			source_id: 'templates',
		})
	).id;
const write = async (id: number, content: string, message_type: string) =>
	await call('POST', `conversations/${id}/messages`, { content, message_type });
const texts = (id: number) => {
	const found = chatwoot.state.conversations.find((row) => row.display_id === id);
	return chatwoot.state.messages
		.by('conversation_id', found?.id ?? 0)
		.filter(({ message_type }) => message_type !== 2)
		.map(({ content, sender }) => (sender ? content : `server: ${String(content)}`));
};
const everyDay = (hours: object) =>
	[0, 1, 2, 3, 4, 5, 6].map((day) => ({ day_of_week: day, ...hours }));

describe('what an inbox says by itself', () => {
	it('greets a first message once, and nobody who was contacted first', async () => {
		await setInbox({ greeting_enabled: true, greeting_message: 'Welcome' });
		const asked = await begin();
		await write(asked, 'Hi', 'incoming');
		await write(asked, 'Anybody?', 'incoming');
		expect(texts(asked)).toEqual(['Hi', 'server: Welcome', 'Anybody?']);

		const told = await begin();
		await write(told, 'News', 'outgoing');
		await write(told, 'Thanks', 'incoming');
		expect(texts(told)).toEqual(['News', 'Thanks']);
	});

	it('is out of office once a day, instead of the greeting, unless somebody answers', async () => {
		const closed = { closed_all_day: true, open_all_day: false };
		await setInbox({
			greeting_enabled: true,
			greeting_message: 'Welcome',
			working_hours_enabled: true,
			out_of_office_message: 'We are closed',
			working_hours: everyDay(closed),
		});
		const night = await begin();
		await write(night, 'Hi', 'incoming');
		await write(night, 'Anybody?', 'incoming');
		expect(texts(night)).toEqual(['Hi', 'server: We are closed', 'Anybody?']);

		const late = await begin();
		await write(late, 'Still here', 'outgoing');
		await write(late, 'Good', 'incoming');
		expect(texts(late)).toEqual(['Still here', 'Good']);

		await setInbox({ working_hours: everyDay({ closed_all_day: false, open_all_day: true }) });
		const day = await begin();
		await write(day, 'Hi', 'incoming');
		expect(texts(day)).toEqual(['Hi', 'server: Welcome']);
	});
});

describe('an inbox of mail without a mail server', () => {
	const mail = async () => {
		const channel = { type: 'email', email: 'support@acme.example' };
		const inbox = await call('POST', 'inboxes', { name: 'Mail', channel });
		return (await call('POST', 'conversations', { inbox_id: inbox.id, contact_id: 1 })).id;
	};
	const failures = () =>
		chatwoot.state.messages
			.where(({ status }) => status === 'failed')
			.map(({ content, content_attributes }) => [content, content_attributes.external_error]);

	it('fails to send answers, but neither notes nor what came from outside', async () => {
		const id = await mail();
		await write(id, 'An answer', 'outgoing');
		await call('POST', `conversations/${id}/messages`, { content: 'A note', private: true });
		await call('POST', `conversations/${id}/messages`, { content: 'Sent there', source_id: '1' });
		expect(failures()).toEqual([['An answer', "undefined method `message_id' for nil"]]);
	});
});
