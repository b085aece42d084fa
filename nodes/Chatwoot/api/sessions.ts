import type { Requester, Result } from '../../shared/request';
import type { Contact, Session } from './types';

/** Why an inbox may refuse a contact (chatwoot-api.md §4 Errors). */
export const NEEDED_BY_INBOX =
	'The contact may lack what this inbox needs: an e-mail inbox needs an e-mail address, SMS and WhatsApp need a phone number.';

/** Sessions: a contact's presence in an inbox, called by its source id (chatwoot-api.md §4). */
export class SessionsApi {
	constructor(
		private readonly requester: Requester,
		private readonly account: string,
	) {}

	/**
	 * The contact that a session belongs to. Problem 404 with an empty body: no such session; 404 with
	 * a body: the inbox is unknown.
	 */
	async attemptOwner(inbox: number, sourceId: string): Promise<Result<Contact>> {
		return await this.requester.attempt<Contact>({
			method: 'POST',
			path: `${this.account}/contact_inboxes/filter`,
			body: { inbox_id: inbox, source_id: sourceId },
			reads: true,
		});
	}

	/** The contact that a session belongs to, undefined when there is none or it may not be seen. */
	async owner(inbox: number, sourceId: string): Promise<Contact | undefined> {
		const result = await this.attemptOwner(inbox, sourceId);
		return 'error' in result ? undefined : result.body;
	}

	/** Gives a contact a session with an id of the server's choice. Each call makes another one. */
	async create(contact: number, inbox: number): Promise<Session> {
		return await this.requester.send<Session>({
			method: 'POST',
			path: `${this.account}/contacts/${contact}/contact_inboxes`,
			body: { inbox_id: inbox },
			hint: NEEDED_BY_INBOX,
		});
	}
}
