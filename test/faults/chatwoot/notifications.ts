import type { ChatwootSandbox } from '../../../sandbox/chatwoot';
import type { Notification } from '../../../sandbox/chatwoot/state/records';
import { demo } from '../../Chatwoot/chatwoot';
import { yes } from '../write-case';
import type { WriteCase } from '../write-case';
import { fresh, records } from './plant';
import { changing, record } from './records';

type Case = WriteCase<ChatwootSandbox>;

const LATER = '2099-01-01T00:00:00Z';

/** The notifications of the demo world's administrator. */
export const aNotification: Omit<Notification, 'id'> = {
	account_id: 1,
	user_id: demo.admin,
	notification_type: 'conversation_assignment',
	conversation_id: demo.conversation,
	secondary: null,
	read_at: null,
	snoozed_until: null,
	last_activity_at: 0,
	meta: {},
	created_at: 0,
	updated_at: 0,
};

const changed = (
	operation: string,
	parameters: Case['parameters'],
	before: Partial<Notification>,
	isDone: (row: Notification) => boolean,
): Case =>
	changing(
		['notification', operation],
		parameters,
		({ notifications }) => notifications,
		() => ({ ...aNotification, ...before }),
		isDone,
	);

export const notificationCases: Case[] = [
	changed('markRead', {}, {}, ({ read_at }) => read_at !== null),
	changed('markUnread', {}, { read_at: 1 }, ({ read_at }) => read_at === null),
	changed(
		'snooze',
		{ snoozedUntil: LATER },
		{},
		({ snoozed_until }) => snoozed_until === Date.parse(LATER),
	),
	{
		resource: 'notification',
		operation: 'delete',
		parameters: { notification: record },
		prepare: records<Notification>(
			({ state }) => state.notifications,
			() => aNotification,
		),
		times: ({ state }, item) => yes(state.notifications.get(Number(item.record)) === undefined),
	},
	{
		// There is one user: several items could not be told apart.
		resource: 'notification',
		operation: 'updateSettings',
		parameters: { updateFields: { pushEvents: ['conversation_mention'] } },
		prepare: (world) => fresh(world, 1),
		times({ state }) {
			const row = state.memberships.find(({ user_id }) => user_id === demo.admin);
			return yes(row?.notified.push.join() === 'push_conversation_mention');
		},
	},
];
