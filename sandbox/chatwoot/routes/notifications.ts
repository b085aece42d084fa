import type { Call } from '../call';
import * as cast from '../http/cast';
import { missing, notFound, serverError } from '../http/errors';
import type { Param } from '../http/params';
import { empty } from '../http/reply';
import { pageOf, slice } from '../rules/paging';
import { membershipOf } from '../state/access';
import { fromUnix, now } from '../state/clock';
import type { Notification } from '../state/records';
import type { Membership } from '../state/types';
import { notificationRow, notificationView } from '../views/notification';
import type { Routes } from './routes';

const PAGE = 15;

function own({ state, account, user }: Call): Notification[] {
	return state.notifications.where(
		(row) => row.account_id === account.id && row.user_id === user.id,
	);
}

/** Read and snoozed ones are shown on request (chatwoot.md [815]). */
function index(call: Call) {
	const includes = (cast.list(call.params.includes) ?? []).map((one) => cast.text(one));
	const shown = own(call).filter(
		(row) =>
			(row.read_at === null || includes.includes('read')) &&
			(row.snoozed_until === null || includes.includes('snoozed')),
	);
	const isAscending = call.text('sort_order') === 'asc';
	shown.sort((a, b) => (isAscending ? 1 : -1) * (a.last_activity_at - b.last_activity_at));
	const page = slice(shown, pageOf(call.params.page), PAGE);
	return {
		data: {
			meta: {
				unread_count: shown.filter((row) => row.read_at === null).length,
				count: shown.length,
				current_page: call.params.page ?? 1,
			},
			payload: page.map((row) => notificationView(call.state, row)),
		},
	};
}

function one(call: Call): Notification {
	const row = own(call).find(({ id }) => id === call.id());
	if (!row) throw notFound();
	return row;
}

function change(row: Notification, values: Partial<Notification>) {
	return notificationRow(Object.assign(row, values, { updated_at: now() }));
}

function snooze(call: Call) {
	const row = one(call);
	const until = cast.text(call.scalar('snoozed_until'));
	if (until === null) return notificationRow(row);
	const [digits] = /^\d+/.exec(until) ?? [];
	const snoozed_until = digits === undefined ? undefined : fromUnix(Number(digits));
	if (snoozed_until === undefined) throw serverError('snoozed_until');
	return change(row, { snoozed_until, meta: { ...row.meta, last_snoozed_at: null } });
}

function readAll(call: Call) {
	const id = call.has('primary_actor_id') ? cast.id(call.params.primary_actor_id) : undefined;
	for (const row of own(call)) {
		const isMeant = !call.has('primary_actor_id') || row.conversation_id === id;
		if (isMeant && row.read_at === null) change(row, { read_at: now() });
	}
	return empty();
}

function destroyAll(call: Call) {
	const onlyRead = call.text('type') === 'read';
	for (const row of own(call)) {
		if (!onlyRead || row.read_at !== null) call.state.notifications.remove(row.id);
	}
	return empty();
}

const KINDS = [
	'conversation_creation',
	'conversation_assignment',
	'assigned_conversation_new_message',
	'conversation_mention',
	'participating_conversation_new_message',
	'sla_missed_first_response',
	'sla_missed_next_response',
	'sla_missed_resolution',
];

function membership(call: Call): Membership {
	const row = membershipOf(call.state, call.user.id, call.account.id);
	if (!row) throw notFound();
	return row;
}

function settings(call: Call) {
	const { id, notified } = membership(call);
	return {
		id,
		user_id: call.user.id,
		account_id: call.account.id,
		all_email_flags: KINDS.map((kind) => `email_${kind}`),
		selected_email_flags: notified.email,
		all_push_flags: KINDS.map((kind) => `push_${kind}`),
		selected_push_flags: notified.push,
	};
}

/** Known flags in the server's order; unknown ones are an exception. */
function flags(prefix: string, value: Param | undefined): string[] | undefined {
	const given = cast.list(value)?.map((flag) => cast.text(flag) ?? '');
	const known = KINDS.map((kind) => `${prefix}_${kind}`);
	if (given?.some((flag) => !known.includes(flag))) throw serverError('no such flag');
	return given && known.filter((flag) => given.includes(flag));
}

function setSettings(call: Call) {
	const params = cast.object(call.params.notification_settings);
	if (!params) throw missing('notification_settings');
	const { notified } = membership(call);
	notified.email = flags('email', params.selected_email_flags) ?? notified.email;
	notified.push = flags('push', params.selected_push_flags) ?? notified.push;
	return settings(call);
}

export function notificationRoutes(on: Routes): void {
	on.account('GET', 'notifications', index);
	on.account(
		'GET',
		'notifications/unread_count',
		(call) => own(call).filter((row) => row.read_at === null).length,
	);
	on.account('POST', 'notifications/read_all', readAll);
	on.account('POST', 'notifications/destroy_all', destroyAll);
	on.account('PATCH', 'notifications/:id', (call) => change(one(call), { read_at: now() }));
	on.account('POST', 'notifications/:id/unread', (call) => change(one(call), { read_at: null }));
	on.account('POST', 'notifications/:id/snooze', snooze);
	on.account('DELETE', 'notifications/:id', (call) => {
		call.state.notifications.remove(one(call).id);
		return empty();
	});
	on.account('GET', 'notification_settings', settings);
	on.account('PATCH', 'notification_settings', setSettings);
}
