import type { IDataObject } from 'n8n-workflow';

/** Who writes to whom: to the customer, from the customer, or within the team. */
export const MESSAGE_KINDS = ['incoming', 'note', 'outgoing'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** The longest content that the server stores, in characters (chatwoot.md §6). */
export const MAX_CONTENT = 150_000;

/** A new message; needs at least content, a file or items (chatwoot.md §6, chatwoot.md §17.6). */
export interface NewMessage extends IDataObject {
	content?: string;
	/** `outgoing` or `incoming`. */
	message_type: string;
	/** A note for the team only. */
	private?: true;
	content_type?: string;
	content_attributes?: IDataObject;
	/** Ids of uploaded files; files themselves are passed separately. */
	attachments?: string[];
	/** Shows and sends audio files as voice messages; servers before v4.14.2 ignore it. */
	is_voice_message?: true;
	/**
	 * The id of the message in another system; the server then takes it as already sent by its
	 * channel.
	 */
	source_id?: string;
	/** Addresses separated by commas; in e-mail inboxes only. */
	to_emails?: string;
	cc_emails?: string;
	bcc_emails?: string;
	/** A WhatsApp template: name, category, language, processed_params. */
	template_params?: IDataObject;
}

/**
 * The fields that tell the server the kind of a message. As words only: numbers slip past its
 * checks.
 */
export function kindFields(kind: MessageKind): { message_type: string; private?: true } {
	if (kind === 'note') return { message_type: 'outgoing', private: true };
	return { message_type: kind };
}

/** A message for a form, where content attributes are JSON text (chatwoot.md §6 Attachments). */
export function inForm(message: IDataObject): IDataObject {
	return { ...message, content_attributes: JSON.stringify(message.content_attributes ?? {}) };
}
