import type { IDataObject } from 'n8n-workflow';
import { MultipartForm } from '../../shared/multipart';
import type { FilePart } from '../../shared/multipart';
import type { Requester } from '../../shared/request';
import type { Message } from './types';

/** A new message; at least content, a file or items (chatwoot-api.md §6, §17.6). */
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
	/** Addresses separated by commas, in e-mail inboxes only. */
	to_emails?: string;
	cc_emails?: string;
	bcc_emails?: string;
	/** A WhatsApp template: name, category, language, processed_params. */
	template_params?: IDataObject;
}

/** Messages of an account's conversations (chatwoot-api.md §6). */
export class MessagesApi {
	constructor(
		private readonly requester: Requester,
		private readonly account: string,
	) {}

	/** Writes a message into a conversation; files are streamed. */
	async create(conversation: number, fields: NewMessage, files: FilePart[]): Promise<Message> {
		const message = await this.requester.send<Message>({
			method: 'POST',
			path: this.path(conversation),
			...(files.length > 0
				? { form: () => formOf(fields, 'attachments[]', files) }
				: { body: fields }),
			hint:
				fields.message_type === 'incoming'
					? 'Incoming messages are only possible in API inboxes.'
					: 'A conversation takes at most 200 messages a minute.',
		});
		return sortedAttachments(message);
	}

	/**
	 * Whether a message is in a conversation; undefined when that cannot be known (a bot may not
	 * read messages). There is no call for one message (§6 Others).
	 */
	async isIn(conversation: number, message: number): Promise<boolean | undefined> {
		const result = await this.requester.attempt<{ payload: Message[] }>({
			method: 'GET',
			path: this.path(conversation),
			query: { after: message - 1, before: message + 1 },
		});
		if ('error' in result) return undefined;
		return result.body.payload.some(({ id }) => id === message);
	}

	/** The newest 20 messages, oldest first. */
	async newest(conversation: number): Promise<Message[]> {
		const path = this.path(conversation);
		const answer = await this.requester.send<{ payload: Message[] }>({ method: 'GET', path });
		return answer.payload;
	}

	private path(conversation: number): string {
		return `${this.account}/conversations/${conversation}/messages`;
	}
}

/**
 * A form of fields and files. Only fields named exactly `attachments[]` are taken for files, and
 * only nested names for objects, except content attributes, which are JSON text (§6 Attachment
 * rules, §13 Multipart).
 */
export function formOf(fields: IDataObject, name: string, files: FilePart[]): MultipartForm {
	const form = new MultipartForm();
	appendAll(form, '', fields);
	for (const file of files) form.append(name, file);
	return form;
}

function appendAll(form: MultipartForm, prefix: string, fields: IDataObject): void {
	for (const [key, value] of Object.entries(fields)) {
		const name = prefix ? `${prefix}[${key}]` : key;
		if (value === undefined) continue;
		if (key === 'content_attributes') form.append(name, JSON.stringify(value));
		else if (Array.isArray(value)) value.forEach((each) => form.append(`${name}[]`, String(each)));
		else if (typeof value === 'object' && value !== null) appendAll(form, name, value as IDataObject);
		else form.append(name, String(value));
	}
}

/** The server answers attachments in any order; ids ascend in the order sent (§6). */
export function sortedAttachments(message: Message): Message {
	if (!message.attachments) return message;
	const attachments = [...message.attachments].sort((one, other) => one.id - other.id);
	return { ...message, attachments };
}
