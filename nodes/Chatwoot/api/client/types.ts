import type { IDataObject } from 'n8n-workflow';
import type { Attachment } from '../types';

/** Objects as the Client API answers them (chatwoot.md §7); times are unix seconds unless stated otherwise. */

export interface ClientInbox extends IDataObject {
	identifier: string;
	/** Every call about a contact needs a signed identifier. */
	identity_validation_enabled: boolean;
	name: string;
	timezone: string;
	working_hours_enabled: boolean;
	csat_survey_enabled: boolean;
	greeting_enabled: boolean;
}

/** A contact in the inbox: a session. */
export interface ClientContact extends IDataObject {
	source_id: string;
	/** Of the contact; another one once two contacts are merged. */
	id: number;
	name: string | null;
	email: string | null;
	phone_number: string | null;
}

/** A contact as it is stored; its times are ISO 8601. */
export interface ContactRow extends IDataObject {
	id: number;
	name: string | null;
	email: string | null;
	phone_number: string | null;
	identifier: string | null;
	blocked: boolean;
	custom_attributes: IDataObject;
	additional_attributes: IDataObject;
}

/** What a customer sees of a message: neither notes nor the delivery status. */
export interface ClientMessage extends IDataObject {
	id: number;
	content: string | null;
	conversation_id: number;
	/** 0 incoming, 1 outgoing, 3 template. */
	message_type: number;
	content_type: string;
	content_attributes: IDataObject;
	created_at: number;
	/** Missing for messages of the server itself. */
	sender?: IDataObject;
	attachments?: Attachment[];
}

export interface ClientConversation extends IDataObject {
	id: number;
	uuid: string;
	inbox_id: number;
	status: string;
	/** 0 for never. */
	contact_last_seen_at: number;
	agent_last_seen_at: number;
	messages: ClientMessage[];
	contact: ContactRow;
}

/** The survey of a conversation, by the conversation's uuid. */
export interface Survey extends IDataObject {
	/** Of the message that asks. */
	id: number;
	/** Null until it is answered. */
	csat_survey_response: { rating: number; feedback_message: string | null } | null;
	/** ISO 8601 */
	created_at: string;
}
