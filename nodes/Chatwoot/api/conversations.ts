import type { IDataObject } from 'n8n-workflow';
import { nothing, objectWith, StrangeAnswer } from '../../shared/answers';
import type { FilePart } from '../../shared/multipart';
import { bodyOf } from '../../shared/request';
import type { AskedFor, Result } from '../../shared/request';
import { AccountPart } from './account-part';
import type { AccountPlace } from './account-part';
import { conversation } from './answers';
import type { ContactsApi } from './contacts';
import type { Status } from './conversation-changes';
import { nameOf } from './people';
import { marked } from './mark';
import { sortedAttachments } from './messages';
import type { MessagesApi } from './messages';
import { inForm } from './new-message';
import type { NewMessage } from './new-message';
import { formOf } from './rails';
import { sendOrDoWithout } from './refused-files';
import type { MessageWithFiles, Sent } from './refused-files';
import { MembersApi } from './members';
import type { SessionsApi } from './sessions';
import type { Contact, Conversation, Message, Session } from './types';

/**
 * A new conversation; the first three fields are always needed (chatwoot.md §17.17). What the
 * server does with fewer: chatwoot.md §5 Session of a new conversation.
 */
export interface NewConversation extends IDataObject {
	inbox_id: number;
	contact_id: number;
	source_id: string;
	status?: Status;
	/** ISO 8601; kept only with status `snoozed`. */
	snoozed_until?: string;
	/** Not checked by the server: an unknown id leaves the conversation unassigned. */
	assignee_id?: number;
	team_id?: number;
	additional_attributes?: IDataObject;
	custom_attributes?: IDataObject;
	/** The first message. */
	message?: IDataObject;
}

interface Place extends AccountPlace {
	contacts: ContactsApi;
	sessions: SessionsApi;
	messages: MessagesApi;
}

/** Calls for single conversations of an account (chatwoot.md §5). */
export class ConversationsApi extends AccountPart<Place> {
	/**
	 * Opens a conversation; creates its session when there is none with this id. In an inbox that is
	 * locked to a single conversation, the server returns the existing one and only adds the message.
	 * The error names the contact that a source id belongs to.
	 */
	async create(fields: NewConversation, first?: MessageWithFiles): Promise<Sent<Conversation>> {
		if (!first) return { body: bodyOf(await this.attemptCreate(fields, [])) };
		return await sendOrDoWithout(
			first,
			async (message, files) => await this.attemptCreate({ ...fields, message }, files),
		);
	}

	private async attemptCreate(
		fields: NewConversation,
		files: FilePart[],
	): Promise<Result<Conversation>> {
		const message = fields.message && marked(fields.message);
		const body = message ? { ...fields, message } : fields;
		const form = () =>
			formOf({ ...body, message: message && inForm(message) }, 'message[attachments][]', files);
		const request: AskedFor<Conversation> = {
			answer: conversation,
			method: 'POST',
			path: `${this.account}/conversations`,
			...(files.length > 0 ? { form } : { body }),
			hint:
				fields.message?.message_type === 'incoming'
					? 'A first message of type incoming is only possible in API inboxes.'
					: undefined,
		};
		let result: Result<Conversation> = await this.requester.attempt(request);
		// Of two requests that create the same session, one is refused; sent again, it finds the
		// session (chatwoot.md §16).
		if (isConflict(result)) result = await this.requester.attempt(request);
		if (!('error' in result)) {
			const { custom_attributes } = fields;
			if (files.length === 0) return result;
			return { body: await this.withTypes(result.body, custom_attributes) };
		}
		const owner = isConflict(result)
			? await this.place.sessions.owner(fields.inbox_id, fields.source_id)
			: undefined;
		if (!owner || owner.id === fields.contact_id) return result;
		const problem = {
			...result.problem,
			message: `The conversation was not created: the source ID ${fields.source_id} belongs to ${nameOf(owner)} in inbox ${fields.inbox_id}`,
			description: 'Leave the source ID out, or choose that contact.',
		};
		return { error: this.requester.error(problem), problem };
	}

	/**
	 * With files, everything goes in a form, where every value is text (chatwoot.md §13 Multipart). A
	 * second request gives the attributes their types, unless the server returned an existing
	 * conversation.
	 */
	private async withTypes(
		conversation: Conversation,
		attributes: IDataObject = {},
	): Promise<Conversation> {
		const { id, custom_attributes: taken } = conversation;
		const given = Object.entries(attributes);
		if (given.every(([, value]) => typeof value === 'string')) return conversation;
		if (given.some(([key, value]) => shown(taken[key]) !== shown(value))) return conversation;
		const result = await this.requester.attempt<Pick<Conversation, 'custom_attributes'>>({
			method: 'POST',
			path: `${this.account}/conversations/${id}/custom_attributes`,
			body: { custom_attributes: attributes },
			answer: objectWith('custom_attributes'),
		});
		if (!('error' in result)) return { ...conversation, ...result.body };
		throw this.requester.error({
			...result.problem,
			message: `Conversation ${id} is there with its first message, but its custom attributes hold text only: ${result.problem.message}`,
			description:
				'Set them with Conversation > Set Custom Attributes. Running this item again would open another conversation.',
		});
	}

	/**
	 * The session for talking to a contact in an inbox: the existing one, else a new one. In API
	 * inboxes the server only proposes a new id, which is stored when the conversation is created.
	 * Website inboxes are proposed only until something was said in them (chatwoot.md §4 Others).
	 */
	async sessionFor(contact: number, inbox: number): Promise<Session> {
		const inInbox = (session: Session) => session.inbox.id === inbox;
		const proposed = (await this.place.contacts.contactableInboxes(contact)).find(inInbox);
		if (proposed) return proposed;
		const { contact_inboxes = [] } = await this.place.contacts.get(contact);
		return contact_inboxes.findLast(inInbox) ?? (await this.place.sessions.create(contact, inbox));
	}

	/** The session that a contact has in an inbox, or one as `sessionFor` finds it. */
	async sessionOf({ id, contact_inboxes = [] }: Contact, inbox: number): Promise<Session> {
		const own = contact_inboxes.findLast((session) => session.inbox.id === inbox);
		return own ?? (await this.sessionFor(id, inbox));
	}

	async get(id: number): Promise<Conversation> {
		const path = `${this.account}/conversations/${id}`;
		return await this.requester.send({ method: 'GET', path, answer: conversation });
	}

	/** A conversation by its number, undefined when there is none that the token's user may see. */
	async find(id: number): Promise<Conversation | undefined> {
		const path = `${this.account}/conversations/${id}`;
		const result = await this.requester.attempt({ method: 'GET', path, answer: conversation });
		return 'error' in result ? undefined : result.body;
	}

	/** Needs an administrator; done in the background (chatwoot.md §5 Change state). */
	async delete(id: number): Promise<void> {
		const path = `${this.account}/conversations/${id}`;
		await this.requester.send({ method: 'DELETE', path, answer: nothing });
	}

	/**
	 * The message that a conversation was created with. The answer holds only the last message of any
	 * kind, which may already be a greeting or an activity line.
	 */
	async firstMessage(
		{ id, messages }: Conversation,
		{ message_type }: NewMessage,
	): Promise<Message> {
		const type = message_type === 'incoming' ? 0 : 1;
		const last = messages.at(0);
		if (last?.message_type === type) return sortedAttachments(last);
		const all = await this.place.messages.newest(id);
		const first = all.findLast((message) => message.message_type === type) ?? last;
		if (!first) throw new StrangeAnswer('It lacks the first message');
		return first;
	}

	/** The agents who follow a conversation. */
	participants(id: number): MembersApi {
		return new MembersApi(this.requester, `${this.account}/conversations/${id}/participants`);
	}
}

/** Whether a conversation is not resolved: Chatwoot itself continues such conversations. */
export function isOngoing({ status }: Conversation): boolean {
	return status !== 'resolved';
}

/**
 * A 422 without field names: "source_id should be unique" or a missing address (chatwoot.md §5).
 */
function isConflict(result: Result): boolean {
	if (!('error' in result) || result.problem.status !== 422) return false;
	return !Array.isArray((result.problem.body as { attributes?: unknown } | undefined)?.attributes);
}

/** A value as a form holds it; empty ones are left out of forms. */
function shown(value: unknown): string {
	if (typeof value !== 'object') return String(value ?? '');
	return Object.entries(value ?? {})
		.map(([key, each]) => `${key}: ${shown(each)}`)
		.join();
}
