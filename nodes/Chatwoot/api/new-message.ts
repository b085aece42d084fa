import type { IDataObject } from 'n8n-workflow';

/** How a message is meant: to the customer, from the customer, or among the team. */
export const MESSAGE_KINDS = ['incoming', 'note', 'outgoing'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** The longest content that the server stores, in characters (chatwoot.md §6). */
export const MAX_CONTENT = 150_000;

/** A new message; at least content, a file or items (chatwoot.md §6, chatwoot.md §17.6). */
export interface NewMessage extends IDataObject {
	content?: string;
	/** A word: `outgoing` or `incoming`. */
	message_type: string;
	/** A note for the team only. */
	private?: true;
	content_type?: string;
	content_attributes?: IDataObject;
	/** Ids of uploaded files; files themselves are handed over beside the message. */
	attachments?: string[];
	/** Audio files are shown and sent as voice messages; before v4.14.2 the server ignores it. */
	is_voice_message?: true;
	/** The id of the message in another system: it counts as sent by its channel then. */
	source_id?: string;
	/** Addresses separated by commas, in e-mail inboxes only. */
	to_emails?: string;
	cc_emails?: string;
	bcc_emails?: string;
	/** A WhatsApp template: name, category, language, processed_params. */
	template_params?: IDataObject;
}

/** The fields that tell the server what kind of message it is. Words only: numbers slip past its checks. */
export function kindFields(kind: MessageKind): { message_type: string; private?: true } {
	if (kind === 'note') return { message_type: 'outgoing', private: true };
	return { message_type: kind };
}

/** A message as a form takes it: content attributes are JSON text there (chatwoot.md §6 Attachments). */
export function inForm(message: IDataObject): IDataObject {
	return { ...message, content_attributes: JSON.stringify(message.content_attributes ?? {}) };
}
