import type { IDataObject } from 'n8n-workflow';
import { conversation, payload } from './answers';
import { inside, nothing, objectWith } from '../../shared/answers';
import { unixSeconds } from '../../shared/dates';
import { isSame } from '../../shared/json';
import type { Result } from '../../shared/request';
import { AccountPart } from './account-part';
import type { Conversation } from './types';
import { changeWhole } from './whole-changes';

export const STATUSES = ['open', 'pending', 'resolved', 'snoozed'] as const;
export type Status = (typeof STATUSES)[number];

export const PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

export interface StatusChange extends IDataObject {
	conversation_id: number;
	current_status: Status;
	/** ISO 8601 */
	snoozed_until: string | null;
}

const draft = objectWith<{ has_draft: boolean; message?: string }>('has_draft');

/** Calls that change the state of conversations (chatwoot.md §5 Change state). */
export class ConversationChangesApi extends AccountPart {
	/** Done in the background; unknown ids and invalid values are silently dropped. */
	async bulk(ids: number[], change: IDataObject): Promise<void> {
		const path = `${this.account}/bulk_actions`;
		const body = { type: 'Conversation', ids, ...change };
		await this.requester.send({ method: 'POST', path, body, answer: nothing });
	}

	/**
	 * Changes the status. When an agent's token opens a conversation, the server also assigns it to
	 * that agent (chatwoot.md §5 Change state). Snoozed without a date means until the next reply,
	 * but the server would keep an earlier date. So another status clears it first: pending, which
	 * assigns nobody.
	 */
	async setStatus(id: number, status: Status, until?: Date): Promise<StatusChange> {
		const changed = await this.toggle(id, status, until);
		if (status !== 'snoozed' || until || !changed.snoozed_until) return changed;
		const again = async () => {
			await this.toggle(id, 'pending');
			return await this.toggle(id, 'snoozed');
		};
		const snoozed = await this.requester.afterWriting(again);
		if (!snoozed.snoozed_until) return snoozed;
		throw this.requester.error({
			message: `Conversation ${id} is snoozed, but still until ${snoozed.snoozed_until}`,
			description: 'Chatwoot did not take the date away. Reopen the conversation, then snooze it.',
		});
	}

	/** `until` is sent in unix seconds here, although creating takes ISO (chatwoot.md §17.5). */
	private async toggle(id: number, status: Status, until?: Date): Promise<StatusChange> {
		const snoozed_until = until && unixSeconds(until);
		return await this.requester.send({
			method: 'POST',
			path: `${this.account}/conversations/${id}/toggle_status`,
			body: { status, ...(snoozed_until !== undefined && { snoozed_until }) },
			answer: payload(objectWith<StatusChange>('conversation_id', 'current_status')),
		});
	}

	/** Mails the messages; plan and daily limits may apply (chatwoot.md §5 Change state). */
	async transcript(id: number, email: string): Promise<void> {
		const path = `${this.account}/conversations/${id}/transcript`;
		const result = await this.requester.attempt({
			method: 'POST',
			path,
			body: { email },
			answer: nothing,
		});
		if (!('error' in result)) return;
		const description = TRANSCRIPT_LIMITS[result.problem.status ?? 0];
		throw description ? this.requester.error({ ...result.problem, description }) : result.error;
	}

	/** Calls without an answer: mute, unmute, toggle_typing_status. */
	async post(id: number, call: string, body: IDataObject = {}): Promise<void> {
		const path = `${this.account}/conversations/${id}/${call}`;
		await this.requester.send({ method: 'POST', path, body, answer: nothing });
	}

	/** What waits in the reply box, the same for all agents; undefined when nothing does (chatwoot.md [396]). */
	async draft(id: number): Promise<string | undefined> {
		const path = this.draftOf(id);
		const { has_draft, message } = await this.requester.send({
			method: 'GET',
			path,
			answer: draft,
		});
		return has_draft ? message : undefined;
	}

	/** Undefined empties the reply box. */
	async setDraft(id: number, message: string | undefined): Promise<void> {
		const change =
			message === undefined
				? ({ method: 'DELETE' } as const)
				: ({ method: 'PATCH', body: { draft_message: { message } } } as const);
		await this.requester.send({ ...change, path: this.draftOf(id), answer: nothing });
	}

	private draftOf(id: number): string {
		return `${this.account}/conversations/${id}/draft_messages`;
	}

	/** Shows that somebody is typing, for callers that continue when it is refused. */
	async attemptTyping(id: number, body: IDataObject): Promise<Result> {
		const path = `${this.account}/conversations/${id}/toggle_typing_status`;
		return await this.requester.attempt({ method: 'POST', path, body, answer: nothing });
	}

	/** Marks as read (`update_last_seen`) or `unread`. */
	async mark(id: number, call: 'unread' | 'update_last_seen'): Promise<Conversation> {
		const path = `${this.account}/conversations/${id}/${call}`;
		return await this.requester.send({ method: 'POST', path, answer: conversation });
	}

	/** Null clears it. The only field that PATCH takes (chatwoot.md §5 Change state). */
	async setPriority(id: number, priority: Priority | null): Promise<Conversation> {
		const path = `${this.account}/conversations/${id}`;
		const body = { priority };
		return await this.requester.send({ method: 'PATCH', path, body, answer: conversation });
	}

	/**
	 * Changes the custom attributes. The server can only replace all of them (chatwoot.md §5 Change
	 * state). Returns what it has then, and whether anything had to be written.
	 */
	async changeAttributes(
		id: number,
		wantedFrom: (before: IDataObject) => IDataObject,
	): Promise<{ custom_attributes: IDataObject; changed: boolean }> {
		const path = `${this.account}/conversations/${id}`;
		const { state, changed } = await changeWhole<IDataObject>(this.place, {
			what: `custom attributes of conversation ${id}`,
			read: async () =>
				(await this.requester.send({ method: 'GET', path, answer: conversation }))
					.custom_attributes,
			wantedFrom,
			isSame,
			write: async (custom_attributes) =>
				await this.requester.attempt({
					method: 'POST',
					path: `${path}/custom_attributes`,
					body: { custom_attributes },
					answer: inside('custom_attributes', objectWith<IDataObject>()),
				}),
			shown: (attributes) => JSON.stringify(attributes),
		});
		return { custom_attributes: state, changed };
	}
}

const TRANSCRIPT_LIMITS: Record<number, string> = {
	402: 'Sending transcripts is not part of the plan of the account.',
	429: 'The account may have sent as many e-mails as it may on one day, or too many transcripts within an hour. Nothing was sent. Try again later, or lower Options > Longest Wait to be told sooner.',
};
