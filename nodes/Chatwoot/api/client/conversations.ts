import type { IDataObject } from 'n8n-workflow';
import { listOf, nothing, objectWith, record } from '../../../shared/answers';
import type { Answer } from '../../../shared/answers';
import { conversationPath, conversationsPath } from './place';
import type { ClientPlace, ConversationPlace } from './place';
import type { ClientConversation } from './types';

const conversation: Answer<ClientConversation> = (body) =>
	record(objectWith('uuid', 'messages', 'contact')(body));

/** Conversations of a customer (chatwoot.md §7); none of these calls needs a proof of identity. */
export class ClientConversations {
	constructor(private readonly place: ClientPlace) {}

	/**
	 * Without pages. Once a session has proven who it is, it sees all conversations of the contact,
	 * those of other inboxes too (chatwoot.md [512]).
	 */
	async list(sourceId: string): Promise<ClientConversation[]> {
		return await this.place.requester.send({
			method: 'GET',
			path: conversationsPath(this.place, sourceId),
			answer: listOf(conversation),
		});
	}

	async get(at: ConversationPlace): Promise<ClientConversation> {
		const path = conversationPath(this.place, at);
		return await this.place.requester.send({ method: 'GET', path, answer: conversation });
	}

	/** In an inbox that is locked to one conversation, the last one comes back (chatwoot.md [513]). */
	async create(sourceId: string, custom_attributes?: IDataObject): Promise<ClientConversation> {
		return await this.place.requester.send({
			method: 'POST',
			path: conversationsPath(this.place, sourceId),
			body: custom_attributes ? { custom_attributes } : {},
			answer: conversation,
		});
	}

	/** The only change of status that a customer can make; since v3.7 (chatwoot.md [514]). */
	async resolve(at: ConversationPlace): Promise<ClientConversation> {
		const path = `${conversationPath(this.place, at)}/toggle_status`;
		return await this.place.requester.send({ method: 'POST', path, answer: conversation });
	}

	/** Seen by the team, with no trace; since v3.0. */
	async setTyping(at: ConversationPlace, isTyping: boolean): Promise<void> {
		await this.tell(at, 'toggle_typing', { typing_status: isTyping ? 'on' : 'off' });
	}

	/** The messages of the team become read, a moment later; since v3.0 (chatwoot.md [515]). */
	async markRead(at: ConversationPlace): Promise<void> {
		await this.tell(at, 'update_last_seen');
	}

	/** Calls without an answer, which have no further effect when they are sent again. */
	private async tell(at: ConversationPlace, call: string, body: IDataObject = {}): Promise<void> {
		const path = `${conversationPath(this.place, at)}/${call}`;
		const isRepeatable = true;
		await this.place.requester.send({ method: 'POST', path, body, isRepeatable, answer: nothing });
	}
}
