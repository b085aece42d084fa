import type { IDataObject } from 'n8n-workflow';

/** Objects as Chatwoot answers them; times are unix seconds unless stated otherwise. */

export interface InboxOfSession extends IDataObject {
	id: number;
	name: string;
	/** For example `Channel::Api`. */
	channel_type: string;
}

/** A contact's presence in an inbox ("contact inbox" in Chatwoot's code). */
export interface Session extends IDataObject {
	source_id: string;
	inbox: InboxOfSession;
}

/** chatwoot.md §4 */
export interface Contact extends IDataObject {
	id: number;
	name: string | null;
	email: string | null;
	phone_number: string | null;
	identifier: string | null;
	blocked: boolean;
	thumbnail: string;
	additional_attributes: IDataObject;
	custom_attributes: IDataObject;
	created_at: number;
	/** Missing until there is activity. */
	last_activity_at?: number;
	contact_inboxes?: Session[];
}

export interface Agent extends IDataObject {
	id: number;
	name: string;
	available_name?: string;
	email: string;
}

export interface Team extends IDataObject {
	id: number;
	name: string;
}

/** chatwoot.md §5; `id` is the number that people see, counted per account. */
export interface Conversation extends IDataObject {
	id: number;
	account_id: number;
	inbox_id: number;
	status: string;
	priority: string | null;
	labels: string[];
	unread_count: number;
	/**
	 * False when the channel no longer accepts free text: on WhatsApp, 24 hours after the last
	 * message.
	 */
	can_reply: boolean;
	/** Since when the customer has been waiting for an answer; 0 when not waiting. */
	waiting_since: number;
	/** 0 until there is one. */
	first_reply_created_at: number;
	/** ISO 8601 */
	snoozed_until: string | null;
	created_at: number;
	last_activity_at: number;
	additional_attributes: IDataObject;
	custom_attributes: IDataObject;
	/** The last message, or none. */
	messages: Message[];
	/** Assignee and team are missing when there is none. */
	meta: {
		sender: Contact;
		channel: string;
		assignee?: Agent;
		/** `User` or `AgentBot`, since 4.8. */
		assignee_type?: string;
		team?: Team;
	};
}

/** chatwoot.md §6 */
export interface Message extends IDataObject {
	id: number;
	content: string | null;
	inbox_id: number;
	conversation_id: number;
	/** 0 incoming, 1 outgoing, 2 activity, 3 template. */
	message_type: number;
	content_type: string;
	content_attributes: IDataObject;
	status: string;
	private: boolean;
	source_id: string | null;
	created_at: number;
	/** Missing for messages of the server itself. */
	sender?: IDataObject;
	attachments?: Attachment[];
}

export interface Attachment extends IDataObject {
	id: number;
	file_type: string;
	data_url: string;
	file_size: number;
}

/** An attachment in a list of attachments. */
export interface ListedAttachment extends Attachment {
	message_id: number;
	created_at: number;
	sender?: IDataObject;
}

/** chatwoot.md §3 */
export interface Profile extends IDataObject {
	id: number;
	name: string;
	email: string;
	accounts: ProfileAccount[];
}

export interface ProfileAccount extends IDataObject {
	id: number;
	name: string;
	/** `active` or `suspended` */
	status: string;
	role: string;
}

export interface Inbox extends InboxOfSession {
	/** Where an API inbox sends its events; null or empty for nowhere. */
	webhook_url?: string | null;
	/** Signs these events; shown to administrators, from 4.13 on. */
	secret?: string;
	lock_to_single_conversation?: boolean;
	/** For WhatsApp inboxes; see `api/templates`. */
	message_templates?: IDataObject[] | null;
}

/** chatwoot.md §9 */
export interface CannedResponse extends IDataObject {
	id: number;
	short_code: string;
	content: string;
}
