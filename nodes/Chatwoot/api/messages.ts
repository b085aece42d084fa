import { objectWith, optional, record } from '../../shared/answers';
import type { FilePart } from '../../shared/multipart';
import { bodyOf } from '../../shared/request';
import type { Result } from '../../shared/request';
import { AccountPart } from './account-part';
import { payloadOf } from './answers';
import { walkDown, walkUp } from './message-paging';
import { marked, noteWriter } from './mark';
import { inForm } from './new-message';
import type { NewMessage } from './new-message';
import { formOf } from './rails';
import type { Message } from './types';

/** The delivery status of a message; only in API inboxes (chatwoot.md §6 Others). */
export const DELIVERY_STATUSES = ['delivered', 'failed', 'read', 'sent'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** Messages of an account's conversations (chatwoot.md §6). */
export class MessagesApi extends AccountPart {
	/** Writes a message into a conversation; files are streamed. */
	async create(conversation: number, fields: NewMessage, files: FilePart[]): Promise<Message> {
		return bodyOf(await this.attemptCreate(conversation, fields, files));
	}

	/** Like `create`, for callers that can do without the files. */
	async attemptCreate(
		conversation: number,
		fields: NewMessage,
		files: FilePart[],
	): Promise<Result<Message>> {
		const body = marked(fields);
		const result = await this.requester.attempt<Message>({
			answer: record,
			method: 'POST',
			path: this.path(conversation),
			...(files.length > 0
				? { form: () => formOf(inForm(body), 'attachments[]', files) }
				: { body }),
			hint: refusalOf(fields, files),
		});
		if ('error' in result) return result;
		noteWriter(this.requester.baseUrl, result.body);
		return { body: sortedAttachments(result.body) };
	}

	/**
	 * Whether a message is in a conversation; undefined when that cannot be determined (a bot may not
	 * read messages).
	 */
	async isIn(conversation: number, message: number): Promise<boolean | undefined> {
		const result = await this.attemptFind(conversation, message);
		return 'error' in result ? undefined : result.body !== undefined;
	}

	/** A message and those written after it, 100 at most; empty when the message does not exist. */
	async attemptSince(conversation: number, message: number): Promise<Result<Message[]>> {
		return await this.requester.attempt({
			answer: payloadOf<Message>(record),
			method: 'GET',
			path: this.path(conversation),
			query: { after: message - 1 },
		});
	}

	/** One message of a conversation; undefined when the conversation has none with this id. */
	async find(conversation: number, message: number): Promise<Message | undefined> {
		const found = bodyOf(await this.attemptFind(conversation, message));
		return found && sortedAttachments(found);
	}

	/** There is no call for a single message (chatwoot.md §6 Others). */
	private async attemptFind(
		conversation: number,
		message: number,
	): Promise<Result<Message | undefined>> {
		const result = await this.requester.attempt({
			answer: payloadOf<Message>(record),
			method: 'GET',
			path: this.path(conversation),
			query: { after: message - 1, before: message + 1 },
		});
		if ('error' in result) return result;
		return { body: result.body.find(({ id }) => id === message) };
	}

	/**
	 * The messages of a conversation, oldest first, starting after the id `after` if given. They come
	 * by time, which is not quite the order of ids (chatwoot.md §16): pages overlap so that none is
	 * lost.
	 */
	oldestFirst(conversation: number, isPublic: boolean, after = 0): AsyncIterable<Message> {
		return walkUp(async (id) => await this.page(conversation, isPublic, { after: id }), after);
	}

	/** The messages of a conversation, newest first. */
	newestFirst(conversation: number, isPublic: boolean): AsyncIterable<Message> {
		return walkDown(async (id) => await this.page(conversation, isPublic, { before: id }));
	}

	private async page(
		conversation: number,
		isPublic: boolean,
		place: { after?: number; before?: number },
	): Promise<Message[]> {
		const answer = await this.requester.send({
			answer: payloadOf<Message>(record),
			method: 'GET',
			path: this.path(conversation),
			// Any value switches it on, even "false" (chatwoot.md §6 Others).
			query: { ...place, filter_internal_messages: isPublic ? true : undefined },
		});
		return answer.map(sortedAttachments);
	}

	/** Removes text and files of a message; its row stays. */
	async delete(conversation: number, message: number): Promise<Message> {
		const path = `${this.path(conversation)}/${message}`;
		return await this.requester.send<Message>({ method: 'DELETE', path, answer: record });
	}

	/** Sends a message again; its content attributes are lost. An unknown id is a 422 (chatwoot.md §6 Others). */
	async retry(conversation: number, message: number): Promise<Message> {
		return await this.requester.send<Message>({
			answer: record,
			method: 'POST',
			path: `${this.path(conversation)}/${message}/retry`,
			hint: 'The conversation may have no message with this ID.',
		});
	}

	/**
	 * Sets the delivery status, in API inboxes only; the server does not report a change it ignores.
	 */
	async setStatus(
		conversation: number,
		message: number,
		status: DeliveryStatus,
		external_error?: string,
	): Promise<Message> {
		const updated = await this.requester.send<Message>({
			answer: record,
			method: 'PATCH',
			path: `${this.path(conversation)}/${message}`,
			body: { status, ...(external_error !== undefined && { external_error }) },
		});
		if (updated.status === status) return updated;
		throw this.requester.error({
			message: `Chatwoot left the status of message ${message} at ${updated.status}`,
			description: 'A message that was read does not go back to delivered.',
		});
	}

	/**
	 * A message in another language. If it was translated before, the answer is empty and the message
	 * holds the translation (chatwoot.md §6 Others). Undefined when the account has no translation
	 * service.
	 */
	async translate(
		conversation: number,
		message: number,
		target_language: string,
	): Promise<string | undefined> {
		const answer = await this.requester.send({
			answer: optional(objectWith<{ content?: string | null }>()),
			method: 'POST',
			path: `${this.path(conversation)}/${message}/translate`,
			body: { target_language },
		});
		if (answer?.content) return answer.content;
		const found = await this.find(conversation, message);
		const translations = found?.content_attributes.translations as
			Record<string, string> | undefined;
		return translations?.[target_language];
	}

	/** The newest 20 messages, oldest first. */
	async newest(conversation: number): Promise<Message[]> {
		return bodyOf(await this.attemptNewest(conversation));
	}

	/** Like `newest`, for callers that can handle a failure. */
	async attemptNewest(conversation: number): Promise<Result<Message[]>> {
		const path = this.path(conversation);
		const answer = payloadOf<Message>(record);
		return await this.requester.attempt({ method: 'GET', path, answer });
	}

	private path(conversation: number): string {
		return `${this.account}/conversations/${conversation}/messages`;
	}
}

/** What a refusal of a message most likely means, given what was already checked. */
function refusalOf(fields: NewMessage, files: FilePart[]): string {
	if (fields.message_type === 'incoming') {
		return 'Incoming messages are only possible in API inboxes.';
	}
	if (fields.template_params)
		return 'The template or its parameters may not be as WhatsApp has them.';
	if (fields.attachments)
		return 'An upload ID may be wrong: it is the output "id" of File > Upload.';
	if (files.length > 0) return 'Website inboxes refuse files that are too large, and some types.';
	return 'A conversation takes at most 200 messages a minute; in an e-mail inbox the contact needs an address.';
}

/**
 * The server returns attachments in any order; their ids ascend in the order sent (chatwoot.md §6).
 */
export function sortedAttachments<M extends Pick<Message, 'attachments'>>(message: M): M {
	if (!message.attachments) return message;
	const attachments = [...message.attachments].sort((one, other) => one.id - other.id);
	return { ...message, attachments };
}
