import type { Call } from '../call';
import * as cast from '../http/cast';
import { serverError } from '../http/errors';
import { isResolved } from '../rules/contact';
import { like } from '../rules/like';
import { slice } from '../rules/paging';
import { contactOf, inboxesFor, inboxOf, messagesOf } from '../state/access';
import { unix } from '../state/clock';
import type { Contact, Conversation, Message } from '../state/types';
import { messageView } from '../views/message';
import { hasWords } from '../rules/article-search';
import type { Routes } from './routes';

const PER_PAGE = 15;
const MONTHS_3 = 90 * 24 * 3600 * 1000; // messages older than that are not searched

/** The search of a call: what matches `q`, and which page of it. */
class Search {
	readonly hit: (value: string | null) => boolean;
	readonly page: number;

	constructor(readonly call: Call) {
		const { q, page } = call.params;
		if (Array.isArray(page)) throw serverError("undefined method 'to_i'");
		this.page = Math.max(1, cast.int(page) ?? 1);
		if (this.page > Number.MAX_SAFE_INTEGER) throw serverError('bigint out of range');
		const text = typeof q === 'object' && q !== null ? undefined : (cast.text(q) ?? '').trim();
		this.hit = text === undefined ? () => false : like(`%${text}%`);
	}

	cut<T>(rows: T[]): T[] {
		return slice(rows, this.page, PER_PAGE);
	}

	fits(contact: Contact): boolean {
		return [contact.name, contact.email, contact.phone_number, contact.identifier].some(this.hit);
	}

	get inboxes(): Set<number> {
		const { state, user, account } = this.call;
		return new Set(inboxesFor(state, user, account.id).map((inbox) => inbox.id));
	}
}

function contactHit(contact: Contact) {
	return {
		email: contact.email,
		id: contact.id,
		name: contact.name,
		phone_number: contact.phone_number,
		identifier: contact.identifier,
		additional_attributes: contact.additional_attributes,
		last_activity_at: contact.last_activity_at === null ? null : unix(contact.last_activity_at),
	};
}

function contacts(search: Search) {
	const { call } = search;
	const found = call.state.contacts.where(
		(row) => row.account_id === call.account.id && isResolved(row) && search.fits(row),
	);
	found.sort((a, b) => (b.last_activity_at ?? 0) - (a.last_activity_at ?? 0));
	return search.cut(found).map(contactHit);
}

/**
 * A conversation that was found shows its first message; without one the whole answer is an error
 * (chatwoot.md [276]).
 */
function conversationHit(call: Call, conversation: Conversation, more: boolean) {
	const first = messagesOf(call.state, conversation).at(0);
	if (!first) throw serverError("undefined method 'id' for nil");
	const inbox = inboxOf(call.state, conversation);
	const agent = call.state.users.get(conversation.assignee_id);
	return {
		id: conversation.display_id,
		account_id: conversation.account_id,
		created_at: unix(conversation.created_at),
		message: messageView(call.state, first),
		contact: contactHit(contactOf(call.state, conversation)),
		inbox: {
			id: inbox.id,
			channel_id: inbox.channel_id,
			name: inbox.name,
			channel_type: inbox.channel_type,
		},
		...(agent ? { agent: agentHit(agent) } : {}),
		...(more ? { additional_attributes: conversation.additional_attributes } : {}),
	};
}

function agentHit(agent: { id: number; name: string; display_name: string | null; email: string }) {
	return {
		id: agent.id,
		available_name: agent.display_name || agent.name,
		email: agent.email,
		name: agent.name,
		role: null,
	};
}

function conversations(search: Search, more: boolean) {
	const { call, inboxes } = search;
	const found = call.state.conversations
		.where((row) => row.account_id === call.account.id && inboxes.has(row.inbox_id))
		.filter((row) => search.hit(String(row.display_id)) || search.fits(contactOf(call.state, row)))
		.sort((a, b) => b.created_at - a.created_at);
	return search.cut(found).map((row) => conversationHit(call, row, more));
}

function messages(search: Search) {
	const { call, inboxes } = search;
	const since = Date.now() - MONTHS_3;
	const found = call.state.messages
		.where((row: Message) => inboxes.has(row.inbox_id) && row.arrived_at > since)
		.filter((row) => row.account_id === call.account.id && search.hit(row.content))
		.sort((a, b) => b.created_at - a.created_at);
	return search.cut(found).map((row) => messageView(call.state, row));
}

/** Articles by word prefixes; none without words (chatwoot.md [274]). */
function articles(search: Search) {
	const { state, account } = search.call;
	const text = search.call.text('q') ?? '';
	const found = state.articles.where((row) => row.account_id === account.id && hasWords(row, text));
	return search.cut(found).map((row) => ({
		id: row.id,
		title: row.title,
		locale: row.locale,
		content: row.content,
		slug: row.slug,
		portal_slug: state.portals.get(row.portal_id)?.slug ?? null,
		account_id: row.account_id,
		category_name: state.categories.get(row.category_id)?.name ?? null,
		status: row.status,
		updated_at: unix(row.updated_at),
	}));
}

function everything(call: Call) {
	const search = new Search(call);
	const payload = {
		conversations: conversations(search, false),
		contacts: contacts(search),
		messages: messages(search),
		articles: articles(search),
	};
	return { payload };
}

/**
 * The search inside the conversation list: only messages with the text, in another shape
 * (chatwoot.md [341]).
 */
function inConversations(call: Call) {
	const search = new Search(call);
	const { inboxes } = search;
	const hits = call.state.conversations
		.where((row) => row.account_id === call.account.id && inboxes.has(row.inbox_id))
		.map((row) => ({
			row,
			found: messagesOf(call.state, row).filter((message) => search.hit(message.content)),
		}))
		.filter(({ found }) => found.length > 0 || !call.text('q'));
	const rows = hits.map(({ row }) => row);
	return {
		meta: {
			mine_count: rows.filter((row) => row.assignee_id === call.user.id).length,
			unassigned_count: rows.filter((row) => row.assignee_id === null).length,
			all_count: rows.length,
		},
		payload: hits.map(({ row, found }) => foundConversation(call, row, found)),
	};
}

function foundConversation(call: Call, row: Conversation, found: Message[]) {
	const contact = contactOf(call.state, row);
	const inbox = inboxOf(call.state, row);
	return {
		id: row.display_id,
		uuid: row.uuid,
		created_at: unix(row.created_at),
		contact: { id: contact.id, name: contact.name },
		inbox: { id: inbox.id, name: inbox.name, channel_type: inbox.channel_type },
		messages: found.map((message) => ({
			content: message.content,
			id: message.id,
			sender_name: messageView(call.state, message).sender?.name ?? null,
			message_type: message.message_type,
			created_at: unix(message.created_at),
		})),
		account_id: row.account_id,
	};
}

export function searchRoutes(on: Routes): void {
	on.account('GET', 'conversations/search', inConversations);
	on.account('GET', 'search', everything);
	on.account('GET', 'search/conversations', (call) => ({
		payload: { conversations: conversations(new Search(call), true) },
	}));
	on.account('GET', 'search/contacts', (call) => ({
		payload: { contacts: contacts(new Search(call)) },
	}));
	on.account('GET', 'search/messages', (call) => ({
		payload: { messages: messages(new Search(call)) },
	}));
	on.account('GET', 'search/articles', (call) => ({
		payload: { articles: articles(new Search(call)) },
	}));
}
