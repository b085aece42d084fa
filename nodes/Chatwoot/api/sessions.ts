import type { NodeApiError } from 'n8n-workflow';
import { objectWith, record } from '../../shared/answers';
import { bodyOf } from '../../shared/request';
import type { Result } from '../../shared/request';
import { AccountPart } from './account-part';
import { nameOf } from './people';
import type { Contact, Session } from './types';

/** Why an inbox may refuse a contact (chatwoot.md §4 Errors). */
export const NEEDED_BY_INBOX =
	'The contact may lack what this inbox needs: an e-mail inbox needs an e-mail address, SMS and WhatsApp need a phone number.';

/** A session that is answered alone. */
export const oneSession = objectWith<Session>('source_id', 'inbox');

/** Sessions: a contact's presence in an inbox, identified by a source id (chatwoot.md §4). */
export class SessionsApi extends AccountPart {
	/**
	 * The contact that a session belongs to. A 404 with an empty body means that there is no such
	 * session; with a body, that the inbox is unknown.
	 */
	async attemptOwner(inbox: number, sourceId: string): Promise<Result<Contact>> {
		return await this.requester.attempt<Contact>({
			answer: record,
			method: 'POST',
			path: `${this.account}/contact_inboxes/filter`,
			body: { inbox_id: inbox, source_id: sourceId },
			reads: true,
		});
	}

	/** The contact that a session belongs to; undefined when there is none or it may not be seen. */
	async owner(inbox: number, sourceId: string): Promise<Contact | undefined> {
		const result = await this.attemptOwner(inbox, sourceId);
		return 'error' in result ? undefined : result.body;
	}

	/** The contact that a session belongs to, undefined when there is no such session. */
	async attemptFind(inbox: number, sourceId: string): Promise<Result<Contact | undefined>> {
		const result = await this.attemptOwner(inbox, sourceId);
		// An empty 404: no such session; an unknown inbox has a body (chatwoot.md §4 Others).
		const isMissing =
			'error' in result && result.problem.status === 404 && result.problem.body === undefined;
		return isMissing ? { body: undefined } : result;
	}

	/**
	 * Gives a contact a session with this id, or with one that the server chooses. In mail and SMS
	 * inboxes the server would silently take the id away from another contact (chatwoot.md §4), so
	 * its owner is looked up first; a lost race gives a 500, after which the session may exist
	 * (chatwoot.md §16).
	 */
	async ensure(contact: number, inbox: number, sourceId?: string): Promise<Session> {
		if (sourceId === undefined) return await this.create(contact, inbox);
		const owner = bodyOf(await this.attemptFind(inbox, sourceId));
		if (owner && owner.id !== contact) throw this.takenError(owner, inbox, sourceId);
		const result = await this.requester.attempt({
			answer: oneSession,
			method: 'POST',
			path: `${this.account}/contacts/${contact}/contact_inboxes`,
			body: { inbox_id: inbox, source_id: sourceId },
			hint: NEEDED_BY_INBOX,
		});
		if (!('error' in result)) return result.body;
		if (result.problem.status !== 500) throw result.error;
		const holder = await this.owner(inbox, sourceId);
		if (!holder) throw result.error;
		const isOurs = (session: Session) =>
			session.inbox.id === inbox && session.source_id === sourceId;
		const session = holder.contact_inboxes?.find(isOurs);
		if (holder.id !== contact || !session) throw this.takenError(holder, inbox, sourceId);
		return session;
	}

	private takenError(owner: Contact, inbox: number, sourceId: string): NodeApiError {
		return this.requester.error({
			message: `The session was not created: the source ID ${sourceId} belongs to ${nameOf(owner)} in inbox ${inbox}`,
			description: 'Use another source ID, or that contact.',
		});
	}

	/** Gives a contact a session with an id that the server chooses. Each call makes another one. */
	async create(contact: number, inbox: number): Promise<Session> {
		return await this.requester.send({
			answer: oneSession,
			method: 'POST',
			path: `${this.account}/contacts/${contact}/contact_inboxes`,
			body: { inbox_id: inbox },
			hint: NEEDED_BY_INBOX,
		});
	}
}
