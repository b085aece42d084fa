import type { IDataObject } from 'n8n-workflow';
import { inside, objectWith } from '../../shared/answers';
import { filtered } from '../../shared/pages';
import { AccountPart } from './account-part';
import { conversation, pageOf as answerPage } from './answers';
import type { AccountPlace } from './account-part';
import type { ContactsApi } from './contacts';
import type { Status } from './conversation-changes';
import { isOngoing } from './conversations';
import type { PayloadRow } from './filter-order';
import { walkPages } from './paging';
import type { ListPage } from './paging';
import type { Conversation } from './types';

/**
 * How many conversations a page of a list has, and how many at most a contact shows (chatwoot.md
 * §12).
 */
const PAGE_SIZE = 25;
const CONTACT_PAGE = 20;

/** Parameters of the list; without a status it holds open conversations only. */
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

type Counts = Record<string, number>;
export interface UnreadCounts {
	inboxes: Counts;
	labels: Counts;
	teams?: Counts;
}

/** Finds conversations: by list, filter, contact or number (chatwoot.md §5 List and find, chatwoot.md §4.1). */
export class ConversationListsApi extends AccountPart<AccountPlace & { contacts: ContactsApi }> {
	/**
	 * One page of the conversations that match the parameters of the list (chatwoot.md §5 List and
	 * find).
	 */
	async listed(query: ListQuery, page: number): Promise<ListPage<Conversation>> {
		const { payload, meta } = await this.requester.send({
			method: 'GET',
			path: `${this.account}/conversations`,
			query: { ...query, page },
			answer: inside('data', answerPage(conversation)),
		});
		// With a text, the counts are those of the page; recently updated ones come on a single page.
		if (query.q !== undefined)
			return { ...pageOf(payload, {}, page), isLast: payload.length < PAGE_SIZE };
		if (query.updated_within !== undefined) return { ...pageOf(payload, meta, page), isLast: true };
		return pageOf(payload, meta, page);
	}

	/** All conversations of a list, each once, even if it changes meanwhile. */
	list(query: ListQuery): AsyncIterable<Conversation> {
		const fetch = async (page: number) => await this.listed(query, page);
		const { sort_by, q, status, ...rest } = query;
		const newest = async () => (await this.listed({ status, q, ...rest }, 1)).mark;
		const walk = walkPages(fetch, sort_by === undefined ? undefined : newest);
		// With a text the server ignores the status (chatwoot.md §5 List and find).
		return q === undefined || status === 'all' ? walk : withStatus(walk, status);
	}

	/** Those of all inboxes, or of one, in which something happened since a time in unix seconds. */
	activeSince(time: number, inbox_id?: number): AsyncIterable<Conversation> {
		const isActive = ({ last_activity_at }: Conversation) => last_activity_at >= time;
		const fetch = async (page: number) => {
			const listed = await this.listed({ status: 'all', inbox_id }, page);
			return { ...listed, isLast: listed.isLast || !listed.rows.every(isActive) };
		};
		return filtered(walkPages(fetch), isActive);
	}

	/** How many conversations a list would find; 30 requests a minute. */
	async counts(query: ListQuery): Promise<IDataObject> {
		const path = `${this.account}/conversations/meta`;
		const answer = inside('meta', objectWith<IDataObject>());
		return await this.requester.send({ method: 'GET', path, query, answer });
	}

	/** How many open conversations are unread, by place: the ids as keys, none with 0 (chatwoot.md §5 List and find). */
	async unreadCounts(): Promise<UnreadCounts> {
		const path = `${this.account}/conversations/unread_counts`;
		const answer = inside('payload', objectWith<UnreadCounts>('inboxes', 'labels'));
		return await this.requester.send({ method: 'GET', path, answer });
	}

	/** One page of the conversations that match a filter, by last activity (chatwoot.md §4.1). */
	async filtered(payload: PayloadRow[], page: number): Promise<ListPage<Conversation>> {
		const answer = await this.requester.send({
			answer: answerPage(conversation),
			method: 'POST',
			path: `${this.account}/conversations/filter`,
			query: { page },
			body: { payload },
			reads: true,
		});
		return pageOf(answer.payload, answer.meta, page);
	}

	/** All conversations that match a filter, each once, even if they change meanwhile. */
	filter(payload: PayloadRow[]): AsyncIterable<Conversation> {
		return walkPages(async (page) => await this.filtered(payload, page));
	}

	/**
	 * Conversations of a contact in an inbox, by last activity: at least one that is still ongoing,
	 * if there is any, else at least the last one. The server gives the newest 20 of all inboxes
	 * (chatwoot.md §4 Others); more are requested only if these leave a doubt.
	 */
	async withContact(contact: number, inbox: number): Promise<Conversation[]> {
		const newest = await this.place.contacts.conversations(contact);
		const here = newest.filter(({ inbox_id }) => inbox_id === inbox);
		if (newest.length < CONTACT_PAGE || here.some(isOngoing)) return here;
		const rows = [equal('contact_id', contact), equal('inbox_id', inbox)];
		const going = { ...equal('status', 'resolved'), filter_operator: 'not_equal_to' };
		const { rows: ongoing } = await this.filtered(joined([...rows, going]), 1);
		if (ongoing.length > 0 || here.length > 0) return [...ongoing, ...here];
		return (await this.filtered(joined(rows), 1)).rows;
	}

	/**
	 * The conversations of a contact by last activity. The call for them gives only the newest 20,
	 * without pages (chatwoot.md §4 Others), so for a larger `count` the filter is used.
	 */
	async *ofContact(contact: number, count: number): AsyncGenerator<Conversation> {
		const newest = await this.place.contacts.conversations(contact);
		const isAll = newest.length < CONTACT_PAGE || count <= CONTACT_PAGE;
		yield* isAll ? newest : this.filter(joined([equal('contact_id', contact)]));
	}

	/** Those of these conversations that the token's user can see. */
	async existing(ids: number[]): Promise<Conversation[]> {
		const found: Conversation[] = [];
		for (let start = 0; start < ids.length; start += PAGE_SIZE) {
			const values = ids.slice(start, start + PAGE_SIZE).map(String);
			const row = { attribute_key: 'display_id', filter_operator: 'equal_to', values };
			const { rows } = await this.filtered(joined([row]), 1);
			found.push(...rows);
		}
		return found;
	}

	/**
	 * One page of conversations by last activity: those with a message that contains `query`, or all.
	 * Without a status the server would return only open ones (chatwoot.md §5 List and find).
	 */
	async page(
		page: number,
		query?: string,
	): Promise<{ conversations: Conversation[]; next?: number }> {
		const { payload } = await this.requester.send({
			answer: inside('data', answerPage(conversation)),
			method: 'GET',
			path: `${this.account}/conversations`,
			query: { status: 'all', q: query || undefined, page },
		});
		// With a query, the counts are those of the page: after a full page there may be another.
		const next = payload.length >= PAGE_SIZE ? page + 1 : undefined;
		return { conversations: payload, next };
	}
}

function pageOf(rows: Conversation[], meta: IDataObject, page: number): ListPage<Conversation> {
	const first = rows.at(0);
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

async function* withStatus(
	conversations: AsyncIterable<Conversation>,
	status: string,
): AsyncGenerator<Conversation> {
	for await (const conversation of conversations) {
		if (conversation.status === status) yield conversation;
	}
}
