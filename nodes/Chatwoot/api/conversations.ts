import type { IDataObject } from 'n8n-workflow';
import type { FilePart } from '../../shared/multipart';
import type { ApiRequest, Requester, Result } from '../../shared/request';
import type { ContactsApi } from './contacts';
import { nameOf } from './duplicates';
import type { PayloadRow } from './filters';
import { marked } from './mark';
import { formOf, sortedAttachments } from './messages';
import type { MessagesApi, NewMessage } from './messages';
import { walkPages } from './paging';
import type { ListPage } from './paging';
import type { SessionsApi } from './sessions';
import type {
	Agent,
	Contact,
	Conversation,
	ListedAttachment,
	Message,
	Session,
	Team,
} from './types';

export const STATUSES = ['open', 'pending', 'resolved', 'snoozed'] as const;
export type Status = (typeof STATUSES)[number];

export const PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

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
		const body = fields.message ? { ...fields, message: marked(fields.message) } : fields;
		const request: ApiRequest = {
			method: 'POST',
			path: `${this.account}/conversations`,
			...(files.length > 0
				? { form: () => formOf(body, 'message[attachments][]', files) }
				: { body }),
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
		const rows = [equal('contact_id', contact), equal('inbox_id', inbox)];
		const going = { ...equal('status', 'resolved'), filter_operator: 'not_equal_to' };
		const { rows: ongoing } = await this.filtered(joined([...rows, going]), 1);
		if (ongoing.length > 0 || here.length > 0) return [...ongoing, ...here];
		return (await this.filtered(joined(rows), 1)).rows;
	}

	/**
	 * The conversations of a contact by last activity. The call for them gives the newest 20 and has
	 * no pages (§4 Others): when `count` is more, the filter gives them.
	 */
	async *ofContact(contact: number, count: number): AsyncGenerator<Conversation> {
		const newest = await this.contacts.conversations(contact);
		const isAll = newest.length < CONTACT_PAGE || count <= CONTACT_PAGE;
		yield* isAll ? newest : this.filter(joined([equal('contact_id', contact)]));
	}

	/** One page of the conversations that fulfil a filter, by last activity (§4.1). */
	async filtered(payload: PayloadRow[], page: number): Promise<ListPage<Conversation>> {
		const answer = await this.requester.send<{ meta: IDataObject; payload: Conversation[] }>({
			method: 'POST',
			path: `${this.account}/conversations/filter`,
			query: { page },
			body: { payload },
			reads: true,
		});
		return pageOf(answer.payload, answer.meta, page);
	}

	/** One page of the conversations that the parameters of the list find (§5 List and find). */
	async listed(query: ListQuery, page: number): Promise<ListPage<Conversation>> {
		const { data } = await this.requester.send<{
			data: { meta: IDataObject; payload: Conversation[] };
		}>({
			method: 'GET',
			path: `${this.account}/conversations`,
			query: { ...query, page },
		});
		const { payload, meta } = data;
		// With a text the counts are those of the page; what was updated lately comes on one page.
		if (query.q !== undefined) return { ...pageOf(payload, {}, page), isLast: payload.length < PAGE_SIZE };
		if (query.updated_within !== undefined) return { ...pageOf(payload, meta, page), isLast: true };
		return pageOf(payload, meta, page);
	}

	/** All conversations of a list, each once, however it changes meanwhile. */
	list(query: ListQuery): AsyncIterable<Conversation> {
		const fetch = async (page: number) => await this.listed(query, page);
		const { sort_by, q, status, ...rest } = query;
		const newest = async () => (await this.listed({ status, q, ...rest }, 1)).mark;
		const walk = walkPages(fetch, sort_by === undefined ? undefined : newest);
		// A text switches the status off (§5 List and find).
		return q === undefined || status === 'all' ? walk : withStatus(walk, status);
	}

	/** All conversations that fulfil a filter, each once, however they change meanwhile. */
	filter(payload: PayloadRow[]): AsyncIterable<Conversation> {
		return walkPages(async (page) => await this.filtered(payload, page));
	}

	/** How many conversations a list would find; 30 requests a minute. */
	async counts(query: ListQuery): Promise<IDataObject> {
		const path = `${this.account}/conversations/meta`;
		return (await this.requester.send<{ meta: IDataObject }>({ method: 'GET', path, query })).meta;
	}

	/** One page of the attachments in a conversation. */
	async attachments(id: number, page: number): Promise<ListedAttachment[]> {
		const path = `${this.account}/conversations/${id}/attachments`;
		const answer = await this.requester.send<{ payload: ListedAttachment[] }>({
			method: 'GET',
			path,
			query: { page },
		});
		return answer.payload;
	}

	/** All attachments of a conversation, page by page. */
	async *allAttachments(id: number): AsyncGenerator<ListedAttachment> {
		const seen = new Set<number>();
		for (let page = 1; ; page++) {
			const rows = await this.attachments(id, page);
			const fresh = rows.filter((row) => !seen.has(row.id));
			for (const row of fresh) {
				seen.add(row.id);
				yield row;
			}
			if (rows.length < ATTACHMENTS_PAGE || fresh.length === 0) return;
		}
	}

	async participants(id: number): Promise<Agent[]> {
		const path = `${this.account}/conversations/${id}/participants`;
		return await this.requester.send<Agent[]>({ method: 'GET', path });
	}

	/** Ids are sent as JSON numbers: text matches nobody (§17.19). The answers do not tell who is in. */
	async changeParticipants(
		id: number,
		method: 'POST' | 'DELETE',
		user_ids: number[],
	): Promise<Agent[]> {
		const path = `${this.account}/conversations/${id}/participants`;
		await this.requester.send({ method, path, body: { user_ids } });
		return await this.participants(id);
	}

	/** Which of these conversations the token's user can see. */
	async existing(ids: number[]): Promise<Set<number>> {
		const found = new Set<number>();
		for (let start = 0; start < ids.length; start += PAGE_SIZE) {
			const values = ids.slice(start, start + PAGE_SIZE).map(String);
			const row = { attribute_key: 'display_id', filter_operator: 'equal_to', values };
			const { rows } = await this.filtered(joined([row]), 1);
			for (const { id } of rows) found.add(id);
		}
		return found;
	}

	/** Done in the background; ids that are unknown and words that are wrong are dropped silently. */
	async bulk(ids: number[], change: IDataObject): Promise<void> {
		const path = `${this.account}/bulk_actions`;
		const body = { type: 'Conversation', ids, ...change };
		await this.requester.send({ method: 'POST', path, body });
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

	async get(id: number): Promise<Conversation> {
		const path = `${this.account}/conversations/${id}`;
		return await this.requester.send<Conversation>({ method: 'GET', path });
	}

	/** Needs an administrator; done in the background (§5 Change state). */
	async delete(id: number): Promise<void> {
		const path = `${this.account}/conversations/${id}`;
		await this.requester.send({ method: 'DELETE', path });
	}

	/** Mails the messages; there may be a limit by the plan and by the day (§5 Change state). */
	async transcript(id: number, email: string): Promise<void> {
		const path = `${this.account}/conversations/${id}/transcript`;
		const result = await this.requester.attempt({ method: 'POST', path, body: { email } });
		if (!('error' in result)) return;
		const description = TRANSCRIPT_LIMITS[result.problem.status ?? 0];
		throw description ? this.requester.error({ ...result.problem, description }) : result.error;
	}

	/** One of the calls that answer nothing: mute, unmute, toggle_typing_status. */
	async post(id: number, call: string, body: IDataObject = {}): Promise<void> {
		const path = `${this.account}/conversations/${id}/${call}`;
		await this.requester.send({ method: 'POST', path, body });
	}

	/** Marks as read (`update_last_seen`) or `unread`. */
	async mark(id: number, call: 'unread' | 'update_last_seen'): Promise<Conversation> {
		const path = `${this.account}/conversations/${id}/${call}`;
		return await this.requester.send<Conversation>({ method: 'POST', path });
	}

	/** Null clears it. The only field that PATCH takes (§5 Change state). */
	async setPriority(id: number, priority: Priority | null): Promise<Conversation> {
		const path = `${this.account}/conversations/${id}`;
		return await this.requester.send<Conversation>({ method: 'PATCH', path, body: { priority } });
	}

	/**
	 * Gives a conversation to an agent, null to nobody; answers who has it now. The server unassigns
	 * for an id it does not know and says 200 (§17.20): that is an error here.
	 */
	async assignAgent(id: number, assignee: number | null): Promise<IDataObject | null> {
		return await this.assign(id, { assignee_id: assignee }, assignee, 'agent');
	}

	/** Like `assignAgent`; a change of the team may take the agent away or pick one. */
	async assignTeam(id: number, team: number | null): Promise<IDataObject | null> {
		return await this.assign(id, { team_id: team }, team, 'team');
	}

	/** Gives a conversation to an agent bot. Servers before 4.8 take its id for that of an agent. */
	async assignBot(id: number, bot: number): Promise<IDataObject | null> {
		const body = { assignee_id: bot, assignee_type: 'AgentBot' };
		return await this.assign(id, body, bot, 'agent bot');
	}

	private async assign(
		id: number,
		body: IDataObject,
		wanted: number | null,
		what: string,
	): Promise<IDataObject | null> {
		const path = `${this.account}/conversations/${id}/assignments`;
		const answer = await this.requester.send<Agent | Team | null>({ method: 'POST', path, body });
		const assigned = answer && typeof answer === 'object' ? answer : null;
		if (body.assignee_type !== undefined && assigned && 'email' in assigned) {
			throw this.requester.error({
				message: `Chatwoot assigned conversation ${id} to agent ${assigned.id} instead of ${what} ${wanted}`,
				description: 'Only servers from 4.8 on can assign bots. Assign the conversation anew.',
			});
		}
		if ((assigned?.id ?? null) !== wanted) {
			throw this.requester.error({
				message: `Chatwoot did not assign conversation ${id} to ${what} ${wanted ?? 'nobody'}`,
				description: assigned
					? `It answered ${what} ${assigned.id}.`
					: `It knows no such ${what}, and has taken the conversation away from the one before.`,
			});
		}
		return assigned && { id: assigned.id, name: assigned.name };
	}

	/**
	 * Replaces all custom attributes, as the server does (§5 Change state); answers what it has now.
	 * Not safe against another writer (§16).
	 */
	async setAttributes(id: number, custom_attributes: IDataObject): Promise<IDataObject> {
		const path = `${this.account}/conversations/${id}/custom_attributes`;
		const answer = await this.requester.send<{ custom_attributes: IDataObject }>({
			method: 'POST',
			path,
			body: { custom_attributes },
		});
		return answer.custom_attributes;
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

export interface StatusChange extends IDataObject {
	conversation_id: number;
	current_status: Status;
	/** ISO 8601 */
	snoozed_until: string | null;
}

/** Parameters of the list; without a status it would hold open conversations only. */
export interface ListQuery {
	status: Status | 'all';
	assignee_type?: string;
	conversation_type?: string;
	inbox_id?: number;
	team_id?: number;
	labels?: string[];
	source_id?: string;
	q?: string;
	updated_within?: number;
	sort_by?: string;
	[name: string]: string | number | string[] | undefined;
}

function pageOf(rows: Conversation[], meta: IDataObject, page: number): ListPage<Conversation> {
	const [first] = rows;
	const counts = JSON.stringify(meta);
	const mark = JSON.stringify([first?.id, first?.last_activity_at, counts]);
	const isAll = page === 1 && Number(meta.all_count) <= rows.length;
	return { rows, mark, counts, isLast: rows.length === 0 || isAll };
}

function equal(attribute_key: string, value: string | number) {
	return { attribute_key, filter_operator: 'equal_to', values: [String(value)] };
}

function joined(rows: Array<Omit<PayloadRow, 'query_operator'>>): PayloadRow[] {
	return rows.map((row, index) => ({
		...row,
		query_operator: index < rows.length - 1 ? 'AND' : null,
	})) as PayloadRow[];
}

/** Whether a conversation is not resolved: Chatwoot itself goes on with such ones. */
export function isOngoing({ status }: Conversation): boolean {
	return status !== 'resolved';
}

const TRANSCRIPT_LIMITS: Record<number, string> = {
	402: 'Sending transcripts is not part of the plan of the account.',
	429: 'The account may have sent as many e-mails as it may on one day, or too many transcripts within an hour. Nothing was sent. Try again later, or lower Options > Longest Wait to be told sooner.',
};

/** Conversations in one page of a list, and the most that a contact shows (chatwoot-api.md §12). */
const PAGE_SIZE = 25;
const CONTACT_PAGE = 20;
const ATTACHMENTS_PAGE = 100;

async function* withStatus(
	conversations: AsyncIterable<Conversation>,
	status: string,
): AsyncGenerator<Conversation> {
	for await (const conversation of conversations) {
		if (conversation.status === status) yield conversation;
	}
}

/** 422 without names of fields: "source_id should be unique" or a missing address (§5). */
function isConflict(result: Result<unknown>): boolean {
	if (!('error' in result) || result.problem.status !== 422) return false;
	return !Array.isArray((result.problem.body as { attributes?: unknown } | undefined)?.attributes);
}
