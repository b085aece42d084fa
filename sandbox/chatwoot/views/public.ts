import { ACTIVITY } from '../rules/message-types';
import { registerCompany } from '../rules/company';
import { contactOf, conversationOf, messagesOf } from '../state/access';
import { iso, isoOrNull, unix } from '../state/clock';
import type { State } from '../state/state';
import type { Contact, Conversation, Inbox, Message, Session } from '../state/types';
import { attachmentView } from './message';
import { senderView } from './person';

export function publicInbox(inbox: Inbox) {
	return {
		identifier: inbox.channel.inbox_identifier,
		identity_validation_enabled: inbox.channel.hmac_mandatory,
		name: inbox.name,
		timezone: inbox.settings.timezone,
		working_hours: inbox.working_hours,
		working_hours_enabled: inbox.settings.working_hours_enabled,
		csat_survey_enabled: inbox.settings.csat_survey_enabled,
		greeting_enabled: inbox.settings.greeting_enabled,
	};
}

export function publicContact(state: State, session: Session) {
	const contact = contactOf(state, session);
	return {
		source_id: session.source_id,
		pubsub_token: session.pubsub_token,
		id: contact.id,
		name: contact.name,
		email: contact.email,
		phone_number: contact.phone_number,
	};
}

/**
 * The columns of a contact, as this family shows them after a change and in conversations
 * (chatwoot.md [509]).
 */
export function contactRow(state: State, contact: Contact) {
	registerCompany(state, contact);
	const domain = contact.email?.split('@')[1];
	const company = state.companies.find(
		(row) => row.account_id === contact.account_id && row.domain === domain,
	);
	return {
		id: contact.id,
		name: contact.name,
		email: contact.email,
		phone_number: contact.phone_number,
		account_id: contact.account_id,
		created_at: iso(contact.created_at),
		updated_at: iso(contact.updated_at),
		additional_attributes: contact.additional_attributes,
		identifier: contact.identifier,
		custom_attributes: contact.custom_attributes,
		last_activity_at: isoOrNull(contact.last_activity_at),
		contact_type: contact.contact_type,
		middle_name: '',
		last_name: '',
		location: contact.location,
		country_code: contact.country_code,
		blocked: contact.blocked,
		company_id: company?.id ?? null,
		label_list: contact.labels,
	};
}

/**
 * A person as the customer sees them: outside an account nobody is present (chatwoot.md [520]).
 */
function publicSender(state: State, message: Message) {
	const sender = senderView(state, message.sender);
	return sender?.type === 'user' ? { ...sender, availability_status: null } : sender;
}

export function publicMessage(state: State, message: Message) {
	const sender = publicSender(state, message);
	const attachments = state.attachments
		.by('message_id', message.id)
		.map((row) => attachmentView(state, row));
	return {
		id: message.id,
		content: message.content,
		message_type: message.message_type,
		content_type: message.content_type,
		content_attributes: message.content_attributes,
		created_at: unix(message.created_at),
		conversation_id: conversationOf(state, message).display_id,
		...(attachments.length > 0 ? { attachments } : {}),
		...(sender ? { sender } : {}),
	};
}

/** What a customer may see: neither notes nor the activity log (chatwoot.md [516]). */
export function publicMessages(state: State, conversation: Conversation): Message[] {
	return messagesOf(state, conversation).filter(
		(row) => !row.private && row.message_type !== ACTIVITY,
	);
}

export function publicConversation(state: State, conversation: Conversation) {
	return {
		id: conversation.display_id,
		uuid: conversation.uuid,
		inbox_id: conversation.inbox_id,
		contact_last_seen_at: unix(conversation.contact_last_seen_at),
		status: conversation.status,
		agent_last_seen_at: unix(conversation.agent_last_seen_at),
		messages: publicMessages(state, conversation).map((row) => publicMessage(state, row)),
		contact: contactRow(state, contactOf(state, conversation)),
	};
}
