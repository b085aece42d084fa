import type { IDataObject } from 'n8n-workflow';
import { dashboardUrl } from '../api/address';
import { withoutMark } from '../api/mark';
import type { Agent, Contact, Conversation, Message, Session } from '../api/types';

/** Chatwoot's word for the number of a message type (chatwoot.md §6). */
const MESSAGE_TYPES = ['incoming', 'outgoing', 'activity', 'template'];

/** Unix seconds as ISO 8601; 0 and nothing mean never (chatwoot.md §13). */
export function isoTime(seconds: unknown): string | null {
	const number = Number(seconds ?? 0);
	return number > 0 ? new Date(number * 1000).toISOString() : null;
}

/** A message in the fields that workflows use. */
export function messageOutput(message: Message): IDataObject {
	const { id, conversation_id, inbox_id, content, content_type, status, source_id } = message;
	const { content_attributes = {}, sender, attachments = [] } = message;
	return {
		id,
		conversation_id,
		inbox_id,
		content,
		message_type: MESSAGE_TYPES[message.message_type] ?? message.message_type,
		private: message.private,
		content_type,
		content_attributes: withoutMark(content_attributes),
		status,
		source_id,
		created_at: isoTime(message.created_at),
		sender: sender ? { id: sender.id, name: sender.name, type: sender.type } : null,
		attachments: attachments.map(({ id, file_type, data_url, file_size }) => ({
			id,
			file_type,
			data_url,
			file_size,
		})),
	};
}

/** A contact in the fields that workflows use. */
export function contactOutput(contact: Contact, baseUrl: string, account: number): IDataObject {
	const { id, name, email, phone_number, identifier, blocked } = contact;
	const { custom_attributes, additional_attributes } = contact;
	return {
		id,
		name,
		email,
		phone_number,
		identifier,
		blocked,
		custom_attributes,
		additional_attributes,
		created_at: isoTime(contact.created_at),
		last_activity_at: isoTime(contact.last_activity_at),
		url: dashboardUrl(baseUrl, account, `contacts/${id}`),
	};
}

/** The session of a contact: its id and the inbox. */
export function sessionOutput({ source_id, inbox }: Session): IDataObject {
	const { id, name, channel_type } = inbox;
	return { source_id, inbox: { id, name, channel_type } };
}

/** The session of a conversation; told only by its messages (chatwoot.md §5). */
function sourceIdOf({ messages: [message] }: Conversation): string | undefined {
	const inside = message?.conversation as { contact_inbox?: { source_id?: string } } | undefined;
	return inside?.contact_inbox?.source_id;
}

/** The id of a bot says nothing about agents. */
const typeOfBot = ({ assignee_type }: Conversation['meta']): IDataObject =>
	assignee_type === 'AgentBot' ? { type: 'agent_bot' } : {};

/** A conversation in the fields that workflows use, with the session it was opened in. */
export function conversationOutput(
	conversation: Conversation,
	baseUrl: string,
	source_id = sourceIdOf(conversation),
): IDataObject {
	const { id, account_id, inbox_id, status, priority, labels, unread_count, meta } = conversation;
	const { snoozed_until, custom_attributes, additional_attributes, messages } = conversation;
	const { sender, assignee, team } = meta;
	return {
		id,
		account_id,
		inbox_id,
		...(source_id !== undefined && { source_id }),
		status,
		snoozed_until,
		priority,
		contact: {
			id: sender.id,
			name: sender.name,
			email: sender.email,
			phone_number: sender.phone_number,
		},
		assignee: assignee ? { id: assignee.id, name: assignee.name, ...typeOfBot(meta) } : null,
		team: team ? { id: team.id, name: team.name } : null,
		labels,
		unread_count,
		custom_attributes,
		additional_attributes,
		created_at: isoTime(conversation.created_at),
		last_activity_at: isoTime(conversation.last_activity_at),
		last_message: messages.length > 0 ? messageOutput(messages[messages.length - 1]) : null,
		url: dashboardUrl(baseUrl, account_id, `conversations/${id}`),
	};
}

/** An agent in the fields that workflows use. */
export function agentOutput(agent: Agent): IDataObject {
	const { id, name, available_name, email, role, availability_status, auto_offline } = agent;
	const { confirmed, thumbnail } = agent;
	return {
		id,
		name,
		available_name,
		email,
		role,
		availability_status,
		auto_offline,
		confirmed,
		thumbnail,
	};
}
