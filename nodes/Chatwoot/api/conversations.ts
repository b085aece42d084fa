import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest, Requester, Result } from '../../shared/request';
import type { ContactsApi } from './contacts';
import { nameOf } from './duplicates';
import type { SessionsApi } from './sessions';
import type { Conversation, Session } from './types';

export const STATUSES = ['open', 'pending', 'resolved', 'snoozed'] as const;
export type Status = (typeof STATUSES)[number];

/** The type of inbox in which customers' messages can be written by the API (chatwoot-api.md §6). */
export const API_CHANNEL = 'Channel::Api';

/** A new conversation; always all three of the first (chatwoot-api.md §5 matrix, §17.17). */
export interface NewConversation extends IDataObject {
	inbox_id: number;
	contact_id: number;
	source_id: string;
	status?: Status;
	/** ISO 8601; kept only with status `snoozed`. */
	snoozed_until?: string;
	/** Not checked by the server: an unknown id leaves the conversation unassigned. */
	assignee_id?: number;
	team_id?: number;
	additional_attributes?: IDataObject;
	custom_attributes?: IDataObject;
	/** The first message. */
	message?: IDataObject;
}

/** Conversations of an account (chatwoot-api.md §5). */
export class ConversationsApi {
	constructor(
		private readonly requester: Requester,
		private readonly account: string,
		private readonly contacts: ContactsApi,
		private readonly sessions: SessionsApi,
	) {}

	/**
	 * Opens a conversation; its session is made when there is none with this id. In an inbox that is
	 * locked to a single conversation the server answers the existing one and only adds the message.
	 * The error names the contact that a source id belongs to.
	 */
	async create(fields: NewConversation): Promise<Conversation> {
		const request: ApiRequest = {
			method: 'POST',
			path: `${this.account}/conversations`,
			body: fields,
			hint:
				fields.message?.message_type === 'incoming'
					? 'A first message of type incoming is only possible in API inboxes.'
					: undefined,
		};
		let result: Result<Conversation> = await this.requester.attempt(request);
		// Of two requests that make the same session one is refused; repeated, it finds it (§16).
		if (isConflict(result)) result = await this.requester.attempt(request);
		if (!('error' in result)) return result.body;
		const owner = isConflict(result)
			? await this.sessions.owner(fields.inbox_id, fields.source_id)
			: undefined;
		if (!owner || owner.id === fields.contact_id) throw result.error;
		throw this.requester.error({
			...result.problem,
			message: `The conversation was not created: the source ID ${fields.source_id} belongs to ${nameOf(owner)} in inbox ${fields.inbox_id}`,
			description: 'Leave the source ID out, or choose that contact.',
		});
	}

	/**
	 * The session in which a contact can be talked to in an inbox: the existing one if there is any,
	 * else a new one. In API inboxes the server only proposes a new id; creating the conversation
	 * stores it. Website inboxes are proposed only while nothing was said in them (§4 Others).
	 */
	async sessionFor(contact: number, inbox: number): Promise<Session> {
		const inInbox = (session: Session) => session.inbox.id === inbox;
		const proposed = (await this.contacts.contactableInboxes(contact)).find(inInbox);
		if (proposed) return proposed;
		const { contact_inboxes = [] } = await this.contacts.get(contact);
		return contact_inboxes.findLast(inInbox) ?? (await this.sessions.create(contact, inbox));
	}

	/** A conversation by its number, undefined when there is none that the token's user may see. */
	async find(id: number): Promise<Conversation | undefined> {
		const path = `${this.account}/conversations/${id}`;
		const result = await this.requester.attempt<Conversation>({ method: 'GET', path });
		return 'error' in result ? undefined : result.body;
	}

	/**
	 * One page of conversations by last activity: of those with a message that contains `query`, else
	 * of all. Without a status the server would leave out all but the open ones (§5 List).
	 */
	async page(
		page: number,
		query?: string,
	): Promise<{ conversations: Conversation[]; next?: number }> {
		const { data } = await this.requester.send<{ data: { payload: Conversation[] } }>({
			method: 'GET',
			path: `${this.account}/conversations`,
			query: { status: 'all', q: query || undefined, page },
		});
		// With a query the counts are those of the page: a full page may have a successor.
		const next = data.payload.length >= PAGE_SIZE ? page + 1 : undefined;
		return { conversations: data.payload, next };
	}
}

/** Conversations in one page of a list (chatwoot-api.md §12). */
const PAGE_SIZE = 25;

/** 422 without names of fields: "source_id should be unique" or a missing address (§5). */
function isConflict(result: Result<unknown>): boolean {
	if (!('error' in result) || result.problem.status !== 422) return false;
	return !Array.isArray((result.problem.body as { attributes?: unknown } | undefined)?.attributes);
}
