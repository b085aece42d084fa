import type { IDataObject } from 'n8n-workflow';
import type { FilePart } from '../../shared/multipart';
import type { ApiRequest, Requester, Result } from '../../shared/request';
import type { ContactsApi } from './contacts';
import { nameOf } from './duplicates';
import { formOf, sortedAttachments } from './messages';
import type { MessagesApi, NewMessage } from './messages';
import type { SessionsApi } from './sessions';
import type { Contact, Conversation, Message, Session } from './types';

export const STATUSES = ['open', 'pending', 'resolved', 'snoozed'] as const;
export type Status = (typeof STATUSES)[number];

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
		private readonly messages: MessagesApi,
	) {}

	/**
	 * Opens a conversation; its session is made when there is none with this id. In an inbox that is
	 * locked to a single conversation the server answers the existing one and only adds the message.
	 * The error names the contact that a source id belongs to. Files belong to the first message;
	 * in a form every value is text (§13 Multipart), so attributes should not come with them.
	 */
	async create(fields: NewConversation, files: FilePart[] = []): Promise<Conversation> {
		const request: ApiRequest = {
			method: 'POST',
			path: `${this.account}/conversations`,
			...(files.length > 0
				? { form: () => formOf(fields, 'message[attachments][]', files) }
				: { body: fields }),
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

	/** The session that a contact has in an inbox, or one as `sessionFor` finds it. */
	async sessionOf({ id, contact_inboxes = [] }: Contact, inbox: number): Promise<Session> {
		const own = contact_inboxes.findLast((session) => session.inbox.id === inbox);
		return own ?? (await this.sessionFor(id, inbox));
	}

	/**
	 * The message that a conversation was created with. The answer holds the last message of any
	 * kind only, which may be a greeting or a line of the activity log already.
	 */
	async firstMessage(
		{ id, messages: [last] }: Conversation,
		{ message_type }: NewMessage,
	): Promise<Message> {
		const type = message_type === 'incoming' ? 0 : 1;
		if (last?.message_type === type) return sortedAttachments(last);
		const all = await this.messages.newest(id);
		return all.findLast((message) => message.message_type === type) ?? last;
	}

	/**
	 * Conversations of a contact in an inbox, by last activity: at least one that goes on, if there
	 * is any, else at least the last one. The server gives the newest 20 of all inboxes (§4 Others);
	 * only where these leave a doubt is more asked for.
	 */
	async withContact(contact: number, inbox: number): Promise<Conversation[]> {
		const newest = await this.contacts.conversations(contact);
		const here = newest.filter(({ inbox_id }) => inbox_id === inbox);
		if (newest.length < CONTACT_PAGE || here.some(isOngoing)) return here;
		const rows: FilterRow[] = [
			{ attribute_key: 'contact_id', filter_operator: 'equal_to', values: [String(contact)] },
			{ attribute_key: 'inbox_id', filter_operator: 'equal_to', values: [String(inbox)] },
		];
		const going = { attribute_key: 'status', filter_operator: 'not_equal_to', values: ['resolved'] };
		const ongoing = await this.filtered([...rows, going], 1);
		if (ongoing.length > 0 || here.length > 0) return [...ongoing, ...here];
		return await this.filtered(rows, 1);
	}

	/** One page of the conversations that fulfil all rows, by last activity (§4.1). */
	async filtered(rows: FilterRow[], page: number): Promise<Conversation[]> {
		const payload = rows.map((row, index) => ({
			query_operator: index < rows.length - 1 ? 'AND' : null,
			...row,
		}));
		const answer = await this.requester.send<{ payload: Conversation[] }>({
			method: 'POST',
			path: `${this.account}/conversations/filter`,
			query: { page },
			body: { payload },
			reads: true,
		});
		return answer.payload;
	}

	/**
	 * Changes the status; `until` (with status `snoozed`) is sent in unix seconds, which this call
	 * wants where creating wants ISO (§17.5). The token of an agent who opens a conversation also
	 * assigns it to that agent (§5 Change state).
	 */
	async setStatus(id: number, status: Status, until?: Date): Promise<StatusChange> {
		const snoozed_until = until && Math.floor(until.getTime() / 1000);
		const answer = await this.requester.send<{ payload: StatusChange }>({
			method: 'POST',
			path: `${this.account}/conversations/${id}/toggle_status`,
			body: { status, ...(snoozed_until !== undefined && { snoozed_until }) },
		});
		return answer.payload;
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

/** A row of a filter; `query_operator` joins it with the next one (chatwoot-api.md §4.1). */
export interface FilterRow extends IDataObject {
	attribute_key: string;
	filter_operator: string;
	/** Always a list of texts. */
	values: string[];
	query_operator?: 'AND' | 'OR' | null;
}

export interface StatusChange extends IDataObject {
	conversation_id: number;
	current_status: Status;
	/** ISO 8601 */
	snoozed_until: string | null;
}

/** Whether a conversation is not resolved: Chatwoot itself goes on with such ones. */
export function isOngoing({ status }: Conversation): boolean {
	return status !== 'resolved';
}

/** Conversations in one page of a list, and the most that a contact shows (chatwoot-api.md §12). */
const PAGE_SIZE = 25;
const CONTACT_PAGE = 20;

/** 422 without names of fields: "source_id should be unique" or a missing address (§5). */
function isConflict(result: Result<unknown>): boolean {
	if (!('error' in result) || result.problem.status !== 422) return false;
	return !Array.isArray((result.problem.body as { attributes?: unknown } | undefined)?.attributes);
}
