import type { Params } from '../http/params';
import { now } from '../state/clock';
import type { State } from '../state/state';
import { secureToken } from '../state/state';
import type { Inbox, InboxSettings } from '../state/types';

const SETTINGS: InboxSettings = {
	enable_auto_assignment: true,
	greeting_enabled: false,
	greeting_message: null,
	email_address: null,
	working_hours_enabled: false,
	out_of_office_message: null,
	timezone: 'UTC',
	enable_email_collect: true,
	csat_survey_enabled: false,
	allow_messages_after_resolved: true,
	auto_assignment_config: {},
	lock_to_single_conversation: false,
	portal_id: null,
	sender_name_type: 'friendly',
	business_name: null,
	csat_config: {},
};

function workingDay(day: number): Params {
	const closed = day === 0 || day === 6;
	return {
		day_of_week: day,
		closed_all_day: closed,
		open_hour: closed ? null : 9,
		open_minutes: closed ? null : 0,
		close_hour: closed ? null : 17,
		close_minutes: closed ? null : 0,
		open_all_day: false,
	};
}

function channelDefaults(type: string): Params {
	if (type === 'Channel::Api') {
		return {
			webhook_url: null,
			inbox_identifier: secureToken(),
			hmac_token: secureToken(),
			hmac_mandatory: false,
			secret: secureToken(),
			additional_attributes: {},
		};
	}
	if (type !== 'Channel::WebWidget') return {};
	return {
		website_token: secureToken(),
		website_url: null,
		widget_color: '#1f93ff',
		welcome_title: null,
		welcome_tagline: null,
		hmac_token: secureToken(),
		hmac_mandatory: false,
		reply_time: 'in_a_few_minutes',
		selected_feature_flags: ['attachments', 'emoji_picker', 'end_conversation'],
		pre_chat_form_enabled: false,
		continuity_via_email: true,
		allowed_domains: '',
	};
}

/**
 * An inbox as the server creates it from nothing but its channel (chatwoot.md [750, 751]).
 */
export function newInbox(
	accountId: number,
	name: string,
	channelType: string,
	channel: Params = {},
): Omit<Inbox, 'id'> {
	const time = now();
	return {
		account_id: accountId,
		channel_id: 0,
		channel_type: channelType,
		name,
		created_at: time,
		updated_at: time,
		settings: { ...SETTINGS },
		channel: { ...channelDefaults(channelType), ...channel },
		working_hours: [0, 1, 2, 3, 4, 5, 6].map(workingDay),
		bot_id: null,
		avatar: null,
	};
}

/** Stores an inbox; its channel gets the inbox's own number when it has none. */
export function insertInbox(state: State, row: Omit<Inbox, 'id'> & { id?: number }): Inbox {
	const inbox = state.inboxes.insert(row);
	inbox.channel_id ||= inbox.id;
	return inbox;
}

export function isApi(inbox: Inbox): boolean {
	return inbox.channel_type === 'Channel::Api';
}
export function isWebsite(inbox: Inbox): boolean {
	return inbox.channel_type === 'Channel::WebWidget';
}
export function isEmail(inbox: Inbox): boolean {
	return inbox.channel_type === 'Channel::Email';
}
export function isSms(inbox: Inbox): boolean {
	return inbox.channel_type === 'Channel::Sms';
}
export function isWhatsapp(inbox: Inbox): boolean {
	return inbox.channel_type === 'Channel::Whatsapp';
}
