import type { Person } from '../call';
import type { Changes } from '../events';
import { isWebsite } from '../rules/inbox';
import { ACTIVITY } from '../rules/message-types';
import { canReply } from '../rules/reply-window';
import { unreadCount } from '../rules/unread';
import {
	accountOf,
	contactOf,
	conversationOf,
	inboxOf,
	messagesOf,
	sessionOf,
} from '../state/access';
import { iso, isoOrNull, unix, unixFloat } from '../state/clock';
import type { State } from '../state/state';
import type { Contact, Conversation, Message, Sender, Session } from '../state/types';
import { contactThumbnail } from '../views/avatar';
import { attachmentView, innerMessage } from '../views/message';
import { botSender, contactSender, userSender } from '../views/person';
import { changedAttributes } from './changes';

/** Bodies of deliveries; the order of their keys is that of the server. */

const TYPES = ['incoming', 'outgoing', 'activity', 'template'];

function account(state: State, row: { account_id: number }) {
	const { id, name } = accountOf(state, row);
	return { id, name };
}

function contactBody(state: State, contact: Contact) {
	return {
		account: account(state, contact),
		additional_attributes: contact.additional_attributes,
		avatar: contactThumbnail(state, contact),
		custom_attributes: contact.custom_attributes,
		email: contact.email,
		id: contact.id,
		identifier: contact.identifier,
		name: contact.name,
		phone_number: contact.phone_number,
		thumbnail: contactThumbnail(state, contact),
		blocked: contact.blocked,
	};
}

/** Who wrote or is typing; null if nobody or somebody who no longer exists. */
function personBody(state: State, sender: Sender | null) {
	if (sender?.type === 'Contact') {
		const contact = state.contacts.get(sender.id);
		return contact ? contactBody(state, contact) : null;
	}
	if (sender?.type === 'User') {
		const user = state.users.get(sender.id);
		return user ? { id: user.id, name: user.name, email: user.email, type: 'user' } : null;
	}
	const bot = sender && state.bots.get(sender.id);
	return bot ? { id: bot.id, name: bot.name, type: 'agent_bot' } : null;
}

function senderOf(person: Person | Contact): Sender {
	if (!('kind' in person)) return { type: 'Contact', id: person.id };
	if (person.kind === 'bot') return { type: 'AgentBot', id: person.bot.id };
	return { type: 'User', id: person.user.id };
}

/**
 * What people's presence reads as: nobody's is known outside of a request, but to bots
 * (chatwoot.md [729]).
 */
export type Presence = 'offline' | null;

function shown<T extends object>(person: T, availability_status: Presence) {
	return 'availability_status' in person ? { ...person, availability_status } : person;
}

function assigneeOf(state: State, conversation: Conversation, presence: Presence) {
	const user = state.users.get(conversation.assignee_id);
	if (user) return { assignee: shown(userSender(state, user), presence), assignee_type: 'User' };
	const bot = state.bots.get(conversation.assignee_bot_id);
	if (bot) return { assignee: botSender(state, bot), assignee_type: 'AgentBot' };
	return { assignee: null, assignee_type: null };
}

function lastMessage(state: State, conversation: Conversation, presence: Presence) {
	const isPublic = (row: Message) => row.message_type !== ACTIVITY && !row.private;
	const last = messagesOf(state, conversation).findLast(isPublic);
	if (!last) return [];
	const view = innerMessage(state, last);
	return [view.sender ? { ...view, sender: shown(view.sender, presence) } : view];
}

function sessionBody(state: State, conversation: Conversation) {
	const { id, contact_id, inbox_id, source_id, ...session } = sessionOf(state, conversation);
	return {
		id,
		contact_id,
		inbox_id,
		source_id,
		created_at: iso(session.created_at),
		updated_at: iso(session.updated_at),
		hmac_verified: session.hmac_verified,
		pubsub_token: session.pubsub_token,
	};
}

/** A conversation as it is pushed: to receivers of webhooks and to people who are told of it. */
export function conversationBody(
	state: State,
	conversation: Conversation,
	presence: Presence = null,
) {
	const team = state.teams.get(conversation.team_id);
	return {
		additional_attributes: conversation.additional_attributes,
		can_reply: canReply(state, conversation),
		channel: inboxOf(state, conversation).channel_type,
		contact_inbox: sessionBody(state, conversation),
		id: conversation.display_id,
		inbox_id: conversation.inbox_id,
		messages: lastMessage(state, conversation, presence),
		labels: conversation.labels,
		meta: {
			sender: contactSender(state, contactOf(state, conversation)),
			...assigneeOf(state, conversation, presence),
			team: team ? { id: team.id, name: team.name } : null,
			hmac_verified: sessionOf(state, conversation).hmac_verified,
		},
		status: conversation.status,
		custom_attributes: conversation.custom_attributes,
		snoozed_until: isoOrNull(conversation.snoozed_until),
		unread_count: unreadCount(state, conversation),
		first_reply_created_at: isoOrNull(conversation.first_reply_created_at),
		priority: conversation.priority,
		waiting_since: unix(conversation.waiting_since),
		agent_last_seen_at: unix(conversation.agent_last_seen_at),
		contact_last_seen_at: unix(conversation.contact_last_seen_at),
		last_activity_at: unix(conversation.last_activity_at),
		timestamp: unix(conversation.last_activity_at),
		created_at: unix(conversation.created_at),
		updated_at: unixFloat(conversation.updated_at),
		account: account(state, conversation),
	};
}

/** A survey comes with its address, but to websites, which show it (chatwoot.md [807]). */
function told(state: State, message: Message): string | null {
	const inbox = inboxOf(state, message);
	const isSurvey = message.content_type === 'input_csat' && state.release.surveyLinks;
	if (!isSurvey || isWebsite(inbox)) return message.content;
	const { uuid } = conversationOf(state, message);
	const address = `${state.url}/survey/responses/${uuid}`;
	const { message: own } = inbox.settings.csat_config;
	const isOwn = typeof own === 'string' && own.trim() !== '';
	return isOwn ? `${own} ${address}` : `Please rate this conversation, ${address}`;
}

/** Line breaks by backslash and those at the end do not come through (chatwoot.md [667]). */
function plain(content: string | null) {
	return content?.replace(/\\(?=\n)/g, '').replace(/\n+$/, '') ?? null;
}

export function messageEvent(
	state: State,
	message: Message,
	event: string,
	presence: Presence = null,
) {
	const { id, name } = inboxOf(state, message);
	const attachments = state.attachments
		.by('message_id', message.id)
		.map((row) => attachmentView(state, row));
	return {
		account: account(state, message),
		additional_attributes: {},
		content_attributes: message.content_attributes,
		content_type: message.content_type,
		content: plain(told(state, message)),
		conversation: conversationBody(state, conversationOf(state, message), presence),
		created_at: iso(message.created_at),
		id: message.id,
		inbox: { id, name },
		message_type: TYPES[message.message_type],
		private: message.private,
		sender: personBody(state, message.sender),
		source_id: message.source_id,
		...(attachments.length > 0 ? { attachments } : {}),
		event,
	};
}

/**
 * A change of the status never tells what it was before: `changed_attributes` is null
 * (chatwoot.md [622]).
 */
export function conversationEvent(
	state: State,
	conversation: Conversation,
	event: string,
	changes?: Changes | null,
	presence: Presence = null,
) {
	return {
		...conversationBody(state, conversation, presence),
		event,
		...(changes === undefined ? {} : { changed_attributes: changes && changedAttributes(changes) }),
	};
}

export function contactEvent(state: State, contact: Contact, event: string, changes?: Changes) {
	return {
		...contactBody(state, contact),
		event,
		...(changes ? { changed_attributes: changedAttributes(changes) } : {}),
	};
}

/** The newest conversation of a session. */
export function currentConversation(state: State, { id }: Session): Conversation | undefined {
	return state.conversations.where((row) => row.session_id === id).at(-1);
}

export function widgetEvent(state: State, session: Session, event: string, event_info: object) {
	const inbox = inboxOf(state, session);
	const current = currentConversation(state, session);
	return {
		id: session.id,
		contact: contactBody(state, contactOf(state, session)),
		inbox: { id: inbox.id, name: inbox.name },
		account: account(state, inbox),
		current_conversation: current ? conversationBody(state, current) : null,
		source_id: session.source_id,
		event,
		event_info,
	};
}

export function typingEvent(
	state: State,
	event: string,
	conversation: Conversation,
	person: Person | Contact,
	is_private: boolean,
) {
	return {
		event,
		user: personBody(state, senderOf(person)),
		conversation: conversationBody(state, conversation),
		is_private,
	};
}
