import { listOf, record } from '../../../shared/answers';
import type { FilePart } from '../../../shared/multipart';
import { walkDown } from '../message-paging';
import { sortedAttachments } from '../messages';
import { formOf } from '../rails';
import { conversationPath } from './place';
import type { ClientPlace, ConversationPlace } from './place';
import type { ClientMessage } from './types';

/** One answer of a customer: to a choice by its title, to a form by the name of the field. */
export interface SubmittedValue {
	title?: string;
	name?: string;
	value: string;
}

/** Messages as a customer writes and sees them (chatwoot.md §7). */
export class ClientMessages {
	constructor(private readonly place: ClientPlace) {}

	/**
	 * Always incoming. Nothing that is sent along is kept, `echo_id` neither (chatwoot.md [516]): a
	 * message whose answer got lost cannot be recognised, so it is never sent again.
	 */
	async create(
		at: ConversationPlace,
		content: string | undefined,
		files: FilePart[],
	): Promise<ClientMessage> {
		const body = { content };
		const message = await this.place.requester.send<ClientMessage>({
			method: 'POST',
			path: this.path(at),
			...(files.length > 0 ? { form: () => formOf(body, 'attachments[]', files) } : { body }),
			hint: 'A conversation takes at most 200 messages a minute.',
			answer: record,
		});
		return sortedAttachments(message);
	}

	/** Newest first, without notes and what Chatwoot reports about the conversation. */
	newestFirst(at: ConversationPlace): AsyncIterable<ClientMessage> {
		return walkDown(async (before) => {
			const page = await this.place.requester.send({
				method: 'GET',
				path: this.path(at),
				query: { before },
				answer: listOf<ClientMessage>(record),
			});
			return page.map((message) => sortedAttachments(message));
		});
	}

	/** Gives the answers to a question, in place of earlier ones; they are not checked (chatwoot.md [520]). */
	async submit(
		at: ConversationPlace,
		message: number,
		submitted_values: SubmittedValue[],
	): Promise<ClientMessage> {
		return await this.place.requester.send<ClientMessage>({
			method: 'PATCH',
			path: `${this.path(at)}/${message}`,
			body: { submitted_values: submitted_values.map((value) => ({ ...value })) },
			answer: record,
		});
	}

	private path(at: ConversationPlace): string {
		return `${conversationPath(this.place, at)}/messages`;
	}
}
