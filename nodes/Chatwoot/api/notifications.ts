import type { IDataObject } from 'n8n-workflow';
import { inside, nothing, objectWith, record, StrangeAnswer } from '../../shared/answers';
import { unixSeconds } from '../../shared/dates';
import { AccountPart } from './account-part';
import { pageOf } from './answers';
import { walkPages } from './paging';

/**
 * A notification to the token's user about a conversation; only the newest is kept (chatwoot.md
 * §9).
 */
export interface Notification extends IDataObject {
	id: number;
	notification_type: string;
	push_message_title: string;
	push_message_body: string;
	/**
	 * The conversation; only in the list. There, `primary_actor_id` is an id that no other call
	 * accepts.
	 */
	primary_actor: { id: number; inbox_id: number } & IDataObject;
	read_at: string | null;
	snoozed_until: string | null;
	last_activity_at: number;
	created_at: number;
}

/** What a change returns: the columns, without the thing that the notification is about. */
export type ChangedNotification = Pick<
	Notification,
	'id' | 'notification_type' | 'read_at' | 'snoozed_until'
>;

/** What somebody is notified of by mail and by push. */
export interface NotificationSettings extends IDataObject {
	selected_email_flags: string[];
	selected_push_flags: string[];
}

const PAGE_SIZE = 15;
const page = inside('data', pageOf<Notification, { count: number }>(record));
const settings = objectWith<NotificationSettings>('selected_email_flags', 'selected_push_flags');

/** Notifications of the token's user, and the settings for them (chatwoot.md §9). */
export class NotificationsApi extends AccountPart {
	/** Newest first; read or snoozed ones only if asked for. */
	walk(includes: string[]): AsyncIterable<Notification> {
		return walkPages(async (number) => {
			const query = { includes, page: number };
			const request = { method: 'GET', path: this.path, query, answer: page } as const;
			const { meta, payload } = await this.requester.send(request);
			const mark = [meta.count, ...payload.map(({ id }) => id)].join();
			const isLast = payload.length < PAGE_SIZE;
			return { rows: payload, mark, counts: String(meta.count), isLast };
		});
	}

	async unreadCount(): Promise<number> {
		const path = `${this.path}/unread_count`;
		return await this.requester.send({ method: 'GET', path, answer: wholeNumber });
	}

	async markRead(id: number): Promise<ChangedNotification> {
		const path = `${this.path}/${id}`;
		return await this.requester.send({ method: 'PATCH', path, body: {}, answer: changed });
	}

	async markUnread(id: number): Promise<ChangedNotification> {
		return await this.change(id, 'unread', {});
	}

	async snooze(id: number, until: Date): Promise<ChangedNotification> {
		return await this.change(id, 'snooze', { snoozed_until: unixSeconds(until) });
	}

	async delete(id: number): Promise<void> {
		const path = `${this.path}/${id}`;
		await this.requester.send({ method: 'DELETE', path, answer: nothing });
	}

	async settings(): Promise<NotificationSettings> {
		return await this.requester.send({ method: 'GET', path: this.settingsPath, answer: settings });
	}

	/**
	 * Each list replaces the previous one; an unknown flag crashes the server (chatwoot.md [816]).
	 */
	async setSettings(notification_settings: IDataObject): Promise<NotificationSettings> {
		const request = { method: 'PATCH', path: this.settingsPath, answer: settings } as const;
		return await this.requester.send({ ...request, body: { notification_settings } });
	}

	private async change(id: number, verb: string, body: IDataObject): Promise<ChangedNotification> {
		const path = `${this.path}/${id}/${verb}`;
		return await this.requester.send({ method: 'POST', path, body, answer: changed });
	}

	private get path(): string {
		return `${this.account}/notifications`;
	}

	private get settingsPath(): string {
		return `${this.account}/notification_settings`;
	}
}

const changed = record<ChangedNotification>;

function wholeNumber(body: unknown): number {
	if (typeof body === 'number') return body;
	throw new StrangeAnswer('It is not a number');
}
