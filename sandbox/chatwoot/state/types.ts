import type { Param, Params } from '../http/params';

/** Times are milliseconds since 1970 (state/clock.ts). */
export type Time = number;
export type Role = 'agent' | 'administrator';
export type Status = 'open' | 'resolved' | 'pending' | 'snoozed';
export type Priority = 'low' | 'medium' | 'high' | 'urgent';

export interface Account {
	id: number;
	name: string;
	locale: string;
	domain: string | null;
	support_email: string | null;
	status: string;
	settings: Params;
	custom_attributes: Params;
	/** Seats by kind: how many agents and inboxes there may be. */
	limits: Params;
	/** Differences from the features of a fresh account. */
	features: Params;
	created_at: Time;
	last_display_id: number;
}

export interface User {
	id: number;
	name: string;
	display_name: string | null;
	email: string;
	token: string;
	confirmed: boolean;
	message_signature: string | null;
	ui_settings: Params;
	custom_attributes: Params;
	pubsub_token: string;
	inviter_id: number | null;
	active_account_id: number | null;
	password: string | null;
	avatar: number | null;
}

export interface Membership {
	id: number;
	account_id: number;
	user_id: number;
	role: Role;
	availability: string;
	auto_offline: boolean;
	active_at: Time | null;
	inviter_id: number | null;
	/** What the person is notified of by mail and by push. */
	notified: { email: string[]; push: string[] };
	created_at: Time;
}

export interface Bot {
	id: number;
	account_id: number | null;
	name: string | null;
	description: string | null;
	outgoing_url: string | null;
	bot_config: Params;
	token: string;
	secret: string;
	/** Its blob. */
	avatar: number | null;
	deleted: boolean;
}

export interface Inbox {
	id: number;
	account_id: number;
	channel_id: number;
	channel_type: string;
	name: string;
	created_at: Time;
	updated_at: Time;
	/** Columns of the inbox that requests may set. */
	settings: InboxSettings;
	/** Columns of the channel. */
	channel: Params;
	working_hours: Params[];
	bot_id: number | null;
	avatar: number | null;
}

export interface InboxSettings {
	enable_auto_assignment: boolean | null;
	greeting_enabled: boolean | null;
	greeting_message: string | null;
	email_address: string | null;
	working_hours_enabled: boolean | null;
	out_of_office_message: string | null;
	timezone: string | null;
	enable_email_collect: boolean | null;
	csat_survey_enabled: boolean | null;
	allow_messages_after_resolved: boolean | null;
	auto_assignment_config: Params;
	lock_to_single_conversation: boolean;
	portal_id: number | null;
	sender_name_type: string;
	business_name: string | null;
	csat_config: Params;
}

export interface InboxMember {
	id: number;
	inbox_id: number;
	user_id: number;
}

export interface Team {
	id: number;
	account_id: number;
	name: string;
	description: string | null;
	allow_auto_assign: boolean | null;
	created_at: Time;
	updated_at: Time;
}

export interface TeamMember {
	id: number;
	team_id: number;
	user_id: number;
}

export interface Label {
	id: number;
	account_id: number;
	title: string;
	description: string | null;
	color: string;
	show_on_sidebar: boolean | null;
}

export interface AttributeDefinition {
	id: number;
	account_id: number;
	attribute_display_name: string | null;
	attribute_display_type: string;
	attribute_description: string | null;
	attribute_key: string | null;
	regex_pattern: string | null;
	regex_cue: string | null;
	attribute_values: Params[string];
	attribute_model: string;
	default_value: number | null;
	created_at: Time;
	updated_at: Time;
}

export interface CannedResponse {
	id: number;
	account_id: number;
	short_code: string | null;
	content: string | null;
	created_at: Time;
	updated_at: Time;
}

export interface Contact {
	id: number;
	account_id: number;
	name: string | null;
	email: string | null;
	phone_number: string | null;
	identifier: string | null;
	blocked: boolean;
	additional_attributes: Params;
	custom_attributes: Params;
	last_activity_at: Time | null;
	/** A visitor who gave an address or a number becomes a lead, and stays one. */
	contact_type: 'visitor' | 'lead';
	/** City and country of the additional attributes, as columns of their own. */
	location: Param;
	country_code: Param;
	created_at: Time;
	updated_at: Time;
	labels: string[];
	avatar: number | null;
}

/** What Chatwoot calls a contact inbox. */
export interface Session {
	id: number;
	contact_id: number;
	inbox_id: number;
	source_id: string;
	hmac_verified: boolean;
	pubsub_token: string;
	created_at: Time;
	updated_at: Time;
}

export interface Conversation {
	id: number;
	account_id: number;
	display_id: number;
	uuid: string;
	inbox_id: number;
	contact_id: number;
	session_id: number;
	status: Status;
	priority: Priority | null;
	assignee_id: number | null;
	assignee_bot_id: number | null;
	team_id: number | null;
	campaign_id: number | null;
	snoozed_until: Time | null;
	additional_attributes: Params;
	custom_attributes: Params;
	labels: string[];
	/** The labels as one text; null until it is first written. */
	cached_labels: string | null;
	participants: number[];
	mentions: number[];
	draft: string | null;
	created_at: Time;
	updated_at: Time;
	last_activity_at: Time;
	first_reply_created_at: Time | null;
	waiting_since: Time | null;
	agent_last_seen_at: Time | null;
	assignee_last_seen_at: Time | null;
	contact_last_seen_at: Time | null;
}

export type Sender = { type: 'User' | 'Contact' | 'AgentBot'; id: number };

export interface Message {
	id: number;
	account_id: number;
	inbox_id: number;
	/** The database id of the conversation. */
	conversation_id: number;
	content: string | null;
	message_type: number;
	content_type: string;
	content_attributes: Params;
	additional_attributes: Params;
	status: string;
	private: boolean;
	source_id: string | null;
	sender: Sender | null;
	/** When this process received it: the flood guard counts real minutes, not the world's. */
	arrived_at: Time;
	created_at: Time;
	updated_at: Time;
}

export interface Attachment {
	id: number;
	account_id: number;
	message_id: number;
	file_type: string;
	blob_id: number | null;
}

export interface Blob {
	id: number;
	name: string;
	type: string;
	/** As the client declared it. */
	declared: string;
	bytes: Buffer;
	created_at: Time;
}

export interface Note {
	id: number;
	contact_id: number;
	user_id: number | null;
	content: string;
	created_at: Time;
	updated_at: Time;
}

export interface Webhook {
	id: number;
	account_id: number;
	inbox_id: number | null;
	name: string | null;
	url: string;
	subscriptions: string[];
	secret: string;
}

export interface Macro {
	id: number;
	account_id: number;
	name: string;
	visibility: string | null;
	created_by_id: number;
	updated_by_id: number;
	actions: Params[];
}

export interface AutomationRule {
	id: number;
	account_id: number;
	name: string;
	description: string | null;
	event_name: string;
	conditions: Params[];
	actions: Params[];
	active: boolean;
	created_at: Time;
}

/** A customer's answer to a survey. */
export interface Rating {
	id: number;
	account_id: number;
	conversation_id: number;
	message_id: number;
	contact_id: number;
	assigned_agent_id: number | null;
	rating: number;
	feedback_message: string | null;
	created_at: Time;
}

/**
 * A company of the enterprise folder: the first contact of a mail domain names it
 * (chatwoot.md [135]).
 */
export interface Company {
	id: number;
	account_id: number;
	domain: string;
	name: string;
	description?: string | null;
	created_at?: number;
}
