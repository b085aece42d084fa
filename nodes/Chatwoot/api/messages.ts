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
			...(files.length > 0 ? { form: () => formOf(fields, files) } : { body: fields }),
			hint:
				fields.message_type === 'incoming'
					? 'Incoming messages are only possible in API inboxes.'
					: 'A conversation takes at most 200 messages a minute.',
		});
		return sorted(message);
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

	private path(conversation: number): string {
		return `${this.account}/conversations/${conversation}/messages`;
	}
}

/** Only a field named exactly `attachments[]` is taken for a file (§6 Attachment rules). */
function formOf(fields: NewMessage, files: FilePart[]): MultipartForm {
	const form = new MultipartForm();
	for (const [name, value] of Object.entries(fields)) {
		if (value === undefined) continue;
		form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
	}
	for (const file of files) form.append('attachments[]', file);
	return form;
}

/** The server answers attachments in any order; ids ascend in the order sent (§6). */
function sorted(message: Message): Message {
	if (!message.attachments) return message;
	const attachments = [...message.attachments].sort((one, other) => one.id - other.id);
	return { ...message, attachments };
}
