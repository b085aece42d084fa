import type { Params } from '../http/params';
import type { Sender, Time } from './types';

/** Records besides people and conversations: settings, help center, personal lists. */

export interface CustomFilter {
	id: number;
	account_id: number;
	user_id: number;
	name: string;
	filter_type: string;
	query: Params;
	created_at: Time;
	updated_at: Time;
}

export interface DashboardApp {
	id: number;
	account_id: number;
	title: string | null;
	content: Params[];
	created_at: Time;
}

/** An enabled integration, for the account or for one inbox. */
export interface Hook {
	id: number;
	account_id: number;
	app_id: string | null;
	inbox_id: number | null;
	enabled: boolean;
	settings: Params;
}

export interface Campaign {
	id: number;
	account_id: number;
	display_id: number;
	title: string | null;
	description: string | null;
	message: string | null;
	inbox_id: number | null;
	sender_id: number | null;
	enabled: boolean;
	campaign_type: 'ongoing' | 'one_off';
	scheduled_at: Time | null;
	audience: Params[];
	trigger_rules: Params;
	trigger_only_during_business_hours: boolean;
	template_params: Params | null;
	created_at: Time;
	updated_at: Time;
}

/** A person's notification; one per conversation. */
export interface Notification {
	id: number;
	account_id: number;
	user_id: number;
	notification_type: string;
	conversation_id: number;
	/** The message or the person behind it. */
	secondary: { type: 'Message'; id: number } | Sender | null;
	read_at: Time | null;
	snoozed_until: Time | null;
	last_activity_at: Time;
	meta: Params;
	created_at: Time;
	updated_at: Time;
}

/** How long something took; the basis of reports. */
export interface ReportingEvent {
	id: number;
	account_id: number;
	name: string;
	/** Seconds. */
	value: number;
	inbox_id: number;
	user_id: number | null;
	conversation_id: number;
	started_at: Time;
	ended_at: Time;
	created_at: Time;
}

export interface SlaPolicy {
	id: number;
	account_id: number;
	name: string | null;
	description: string | null;
	first_response_time_threshold: number | null;
	next_response_time_threshold: number | null;
	resolution_time_threshold: number | null;
	only_during_business_hours: boolean;
}

/** A policy that counts for a conversation. */
export interface AppliedSla {
	id: number;
	account_id: number;
	sla_policy_id: number;
	conversation_id: number;
	sla_status: 'active' | 'hit' | 'missed' | 'active_with_misses';
	created_at: Time;
}

/** What somebody changed in the settings. */
export interface AuditLog {
	id: number;
	account_id: number;
	auditable_id: number;
	auditable_type: string;
	user_id: number;
	username: string;
	action: string;
	audited_changes: Params;
	remote_address: string | null;
	created_at: Time;
}

export interface CustomRole {
	id: number;
	account_id: number;
	name: string | null;
	description: string | null;
	permissions: string[];
	created_at: Time;
}

/** A help center. */
export interface Portal {
	id: number;
	account_id: number;
	name: string | null;
	slug: string | null;
	color: string | null;
	custom_domain: string | null;
	header_text: string | null;
	homepage_link: string | null;
	page_title: string | null;
	archived: boolean;
	config: { allowed_locales: string[]; default_locale: string; draft_locales: string[] } & Params;
}

export interface Category {
	id: number;
	account_id: number;
	portal_id: number;
	name: string | null;
	slug: string | null;
	locale: string;
	description: string | null;
	position: number | null;
	icon: string;
	icon_color: string;
}

export type ArticleStatus = 'draft' | 'published' | 'archived';

export interface Article {
	id: number;
	account_id: number;
	portal_id: number;
	category_id: number | null;
	author_id: number | null;
	/** What it translates. */
	associated_article_id: number | null;
	title: string | null;
	content: string | null;
	description: string | null;
	slug: string | null;
	locale: string;
	status: ArticleStatus;
	position: number;
	meta: Params;
	updated_at: Time;
}
