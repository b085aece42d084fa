import { byId, demo } from './chatwoot';
import { asAgent, Desk } from './desk';

const desk = new Desk('notification');

/** Notifies Arthur of Carla's conversation, as often as wanted. */
function told(change: object = {}): number {
	const { notifications } = desk.chatwoot.state;
	const time = Date.now();
	const row = notifications.insert({
		account_id: 1,
		user_id: demo.agent,
		notification_type: 'assigned_conversation_new_message',
		conversation_id: demo.conversation,
		secondary: { type: 'Message', id: 1 },
		read_at: null,
		snoozed_until: null,
		last_activity_at: time,
		meta: {},
		created_at: time,
		updated_at: time,
		...change,
	});
	return row.id;
}

const output = async (operation: string, change: object = {}) =>
	await desk.output(operation, change, asAgent);
const row = (id: number) => desk.chatwoot.state.notifications.get(id);

describe('Notification', () => {
	it('says what happened in which conversation', async () => {
		const id = told();
		expect(await output('getMany')).toEqual([
			{
				id,
				notification_type: 'assigned_conversation_new_message',
				title: 'A new message is created in conversation (#1)',
				text: 'Carla Customer: Where is my parcel?',
				conversation_id: demo.conversation,
				inbox_id: demo.api,
				read_at: null,
				snoozed_until: null,
				created_at: expect.stringMatching(/Z$/),
				last_activity_at: expect.stringMatching(/Z$/),
				url: `${desk.chatwoot.url}/app/accounts/1/conversations/1`,
			},
		]);
		const [raw] = await output('getMany', { simplify: false });
		expect(raw).toMatchObject({ primary_actor: { status: 'open' } });
		// Other people's are private.
		expect(await desk.output('getMany')).toEqual([]);
	});

	it('is not listed once it is read or snoozed, unless that is wanted', async () => {
		told();
		told({ read_at: Date.now() });
		told({ snoozed_until: Date.now() + 1e9 });
		expect(await output('getMany')).toHaveLength(1);
		expect(await output('getMany', { also: ['read', 'snoozed'] })).toHaveLength(3);
		expect(await output('getUnreadCount')).toEqual([{ unread_count: 2 }]);
	});

	it('is read to the end of the list, each one once', async () => {
		for (let index = 0; index < 40; index++) told({ last_activity_at: index });
		const all = await output('getMany', { returnAll: true });
		expect(new Set(all.map(({ id }) => id)).size).toBe(40);
	});

	it('is marked as read and unread', async () => {
		const id = told();
		const [read] = await output('markRead', { notification: byId(id) });
		expect(read).toMatchObject({ id, read_at: expect.stringMatching(/Z$/) });
		expect(row(id)?.read_at).not.toBeNull();
		const [unread] = await output('markUnread', { notification: byId(id) });
		expect(unread).toMatchObject({ id, read_at: null });
		expect(row(id)?.read_at).toBeNull();
	});

	it('sleeps until a date', async () => {
		const id = told();
		const snoozedUntil = '2099-01-01T00:00:00Z';
		const [snoozed] = await output('snooze', { notification: byId(id), snoozedUntil });
		expect(snoozed).toMatchObject({ id, snoozed_until: '2099-01-01T00:00:00.000Z' });
		expect(desk.sent('POST')).toEqual([
			[`/notifications/${id}/snooze`, { snoozed_until: Date.parse(snoozedUntil) / 1000 }],
		]);
	});

	it('is deleted', async () => {
		const id = told();
		expect(await output('delete', { notification: byId(id) })).toEqual([{ deleted: true, id }]);
		expect(row(id)).toBeUndefined();
		const refusal = await desk.refusal('markRead', { notification: byId(id) }, asAgent);
		expect(refusal).toContain(`did not find notification ${id}`);
	});

	it('follows what its user chose', async () => {
		const events = { emailEvents: [], pushEvents: ['conversation_mention'] };
		expect(await output('updateSettings', { updateFields: events })).toEqual([
			{ email_events: [], push_events: ['conversation_mention'] },
		]);
		const chosen = { updateFields: { emailEvents: ['conversation_creation'] } };
		await output('updateSettings', chosen);
		// What was not added to the fields stays as it was.
		expect(await output('getSettings')).toEqual([
			{ email_events: ['conversation_creation'], push_events: ['conversation_mention'] },
		]);
	});

	it.each<[string, string, object, string]>([
		['no notification', 'markRead', {}, '"Notification" is empty'],
		['no date', 'snooze', { notification: byId(1) }, '"Snoozed Until" is empty'],
		[
			'a past date',
			'snooze',
			{ notification: byId(1), snoozedUntil: '2001-01-01' },
			'"Snoozed Until" is in the past',
		],
		['an unknown kind', 'getMany', { also: ['all'] }, '"Also Include" holds "all"'],
		[
			'an unknown event',
			'updateSettings',
			{ updateFields: { pushEvents: ['rain'] } },
			'"Update Fields > Push" holds "rain"',
		],
		['no change', 'updateSettings', { updateFields: {} }, '"Update Fields" is empty'],
	])('refuses %s before any request', async (_name, operation, change, message) => {
		expect(await desk.refusal(operation, change)).toContain(message);
		expect(desk.chatwoot.requests).toEqual([]);
	});
});
