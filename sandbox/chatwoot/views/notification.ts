import { conversationBody } from '../deliveries/payloads';
import { INCOMING } from '../rules/message-types';
import { conversationOf, inboxOf, messagesOf } from '../state/access';
import { isoOrNull, unix } from '../state/clock';
import type { Notification } from '../state/records';
import type { State } from '../state/state';
import type { Conversation, Message } from '../state/types';
import { innerMessage } from './message';
import { senderView, userSender } from './person';

const WORDS = 10;

function title(state: State, kind: string, conversation: Conversation): string {
	const number = `#${conversation.display_id}`;
	const inbox = inboxOf(state, conversation).name;
	const titles: Record<string, string> = {
		conversation_creation: `A conversation (${number}) has been created in ${inbox}`,
		conversation_assignment: `A conversation (${number}) has been assigned to you`,
		conversation_mention: `You have been mentioned in conversation (${number})`,
	};
	return titles[kind] ?? `A new message is created in conversation (${number})`;
}

/** The message that a notification shows: its own, or one from the conversation. */
function messageOf(state: State, row: Notification, conversation: Conversation) {
	if (row.secondary?.type === 'Message') return state.messages.get(row.secondary.id);
	const all = messagesOf(state, conversation);
	if (row.notification_type === 'conversation_creation') return all[0];
	return all.findLast(({ message_type }) => message_type === INCOMING);
}

function text(state: State, message: Message | undefined): string {
	if (!message) return '';
	const name = senderView(state, message.sender)?.name ?? '';
	const plain = (message.content ?? '').replace(/\[(@[^\]]+)\]\(mention:[^)]*\)/g, '$1');
	const words = plain.split(/\s+/);
	const cut = words.length > WORDS ? `${words.slice(0, WORDS).join(' ')}...` : plain;
	const attached =
		state.attachments.by('message_id', message.id).length > 0 ? 'Attachment' : 'No content';
	return `${name}: ${plain === '' ? attached : cut}`;
}

/** A notification in the list, with all it is about (chatwoot.md [815]). */
export function notificationView(state: State, row: Notification) {
	const conversation = conversationOf(state, row);
	const message = row.secondary?.type === 'Message' && state.messages.get(row.secondary.id);
	const person = row.secondary?.type === 'User' && state.users.get(row.secondary.id);
	const user = state.users.get(row.user_id);
	const subject: { account?: object } = conversationBody(state, conversation, 'offline');
	delete subject.account;
	return {
		id: row.id,
		notification_type: row.notification_type,
		push_message_title: title(state, row.notification_type, conversation),
		push_message_body: text(state, messageOf(state, row, conversation)),
		primary_actor_type: 'Conversation',
		primary_actor_id: conversation.id,
		primary_actor: subject,
		read_at: isoOrNull(row.read_at),
		secondary_actor: message
			? innerMessage(state, message)
			: person
				? userSender(state, person)
				: null,
		user: user && userSender(state, user),
		created_at: unix(row.created_at),
		last_activity_at: unix(row.last_activity_at),
		snoozed_until: isoOrNull(row.snoozed_until),
		meta: row.meta,
	};
}

/** The columns of a notification, as changes answer them. */
export function notificationRow(row: Notification) {
	return {
		id: row.id,
		user_id: row.user_id,
		account_id: row.account_id,
		notification_type: row.notification_type,
		primary_actor_type: 'Conversation',
		primary_actor_id: row.conversation_id,
		secondary_actor_type: row.secondary?.type ?? null,
		secondary_actor_id: row.secondary?.id ?? null,
		read_at: isoOrNull(row.read_at),
		snoozed_until: isoOrNull(row.snoozed_until),
		last_activity_at: isoOrNull(row.last_activity_at),
		meta: row.meta,
		created_at: isoOrNull(row.created_at),
		updated_at: isoOrNull(row.updated_at),
	};
}
