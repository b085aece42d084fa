import languages from '../data/widget-languages.json';
import { TEMPLATE } from '../rules/message-types';
import { accountOf, contactOf, conversationOf, sessionOf } from '../state/access';
import { iso, unix } from '../state/clock';
import type { State } from '../state/state';
import type { Conversation, Inbox, Message, Session } from '../state/types';
import { attachmentView } from './message';
import { inboxAvatar } from './avatar';
import { preChatForm } from './inbox';
import { senderView } from './person';
import { contactRow, publicConversation } from './public';

/** What the widget of a website is told when it starts (chatwoot.md [645, 668, 744]). */
export function widgetConfig(state: State, inbox: Inbox, session: Session, token: string) {
	const { channel, settings } = inbox;
	const contact = contactOf(state, session);
	return {
		website_channel_config: {
			allow_messages_after_resolved: settings.allow_messages_after_resolved,
			api_host: state.url,
			auth_token: token,
			avatar_url: inboxAvatar(state, inbox),
			csat_survey_enabled: settings.csat_survey_enabled,
			disable_branding: false,
			enabled_features: channel.selected_feature_flags,
			enabled_languages: languages,
			locale: accountOf(state, inbox).locale,
			out_of_office_message: settings.out_of_office_message,
			portal: null,
			pre_chat_form_enabled: channel.pre_chat_form_enabled ?? false,
			pre_chat_form_options: preChatForm(inbox),
			reply_time: channel.reply_time,
			timezone: settings.timezone,
			utc_off_set: offsetOf(settings.timezone ?? 'UTC'),
			website_name: inbox.name,
			website_token: channel.website_token,
			welcome_tagline: channel.welcome_tagline,
			welcome_title: channel.welcome_title,
			widget_color: channel.widget_color,
			working_hours: inbox.working_hours.map((hours, day) => ({
				id: inbox.id * 7 + day,
				inbox_id: inbox.id,
				account_id: inbox.account_id,
				...hours,
				created_at: iso(inbox.created_at),
				updated_at: iso(inbox.created_at),
			})),
			working_hours_enabled: settings.working_hours_enabled,
		},
		contact: {
			email: contact.email,
			id: contact.id,
			identifier: contact.identifier,
			name: contact.name,
			phone_number: contact.phone_number,
			pubsub_token: session.pubsub_token,
		},
		global_config: {
			LOGO_THUMBNAIL: '/brand-assets/logo_thumbnail.svg',
			BRAND_NAME: 'Chatwoot',
			WIDGET_BRAND_URL: 'https://www.chatwoot.com',
			MAXIMUM_FILE_UPLOAD_SIZE: 40,
			INSTALLATION_NAME: 'Chatwoot',
		},
	};
}

function offsetOf(timeZone: string): string {
	const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
	const name = format.formatToParts().find(({ type }) => type === 'timeZoneName')?.value ?? '';
	return name.replace('GMT', '') || '+00:00';
}

/** A conversation as sent to the widget that has just started it; templates by name. */
export function widgetConversation(state: State, conversation: Conversation) {
	const shown = publicConversation(state, conversation);
	const { id, inbox_id, contact_last_seen_at, status } = shown;
	const messages = shown.messages.map((row) =>
		row.message_type === TEMPLATE ? { ...row, message_type: 'template' } : row,
	);
	const { custom_attributes } = conversation;
	return { id, inbox_id, contact_last_seen_at, status, messages, custom_attributes };
}

export function widgetMessage(state: State, message: Message) {
	const conversation = conversationOf(state, message);
	const attachments = state.attachments
		.by('message_id', message.id)
		.map((row) => attachmentView(state, row));
	return {
		id: message.id,
		content: message.content,
		inbox_id: message.inbox_id,
		conversation_id: conversation.display_id,
		message_type: message.message_type,
		created_at: unix(message.created_at),
		private: message.private,
		source_id: message.source_id,
		content_attributes: message.content_attributes,
		...(attachments.length > 0 ? { attachments } : {}),
		sender: senderView(state, message.sender),
	};
}

export function widgetContact(state: State, conversation: Conversation) {
	return { contact: contactRow(state, contactOf(state, sessionOf(state, conversation))) };
}
