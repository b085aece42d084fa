import type { IDataObject } from 'n8n-workflow';
import type { Addresses } from '../../../shared/web-address';
import { dashboardUrl } from '../../api/address';
import { attachmentOutput, placeholderOf } from '../../api/attachment';
import { withoutMark } from '../../api/mark';
import { objectIn, objectsIn, pick } from '../json';
import { noteOf } from '../registration';
import type { Registration } from '../registration';
import { actorOf } from './event';
import type { ChatwootEvent } from './event';
import { isOwn } from './filter';

/**
 * A delivery in the form that workflows want: what happened, where and because of whom, with times
 * in ISO 8601. The link to the conversation begins with the server's public address.
 */
export function eventOutput(
	event: ChatwootEvent,
	registration: Registration | undefined,
	{ baseUrl, publicUrl }: Addresses,
): IDataObject {
	const { account, inbox, conversation, contact, actor, changes, lastMessage } = event;
	const message = event.message ?? (event.isUnsignedKind ? lastMessage : undefined);
	const { is_private, event_info, source_id } = event.body;
	return {
		event: event.name,
		account: account ? pick(account, ['id', 'name']) : { id: registration?.account },
		...(inbox && { inbox: inboxOutput(event, inbox) }),
		...(conversation && {
			conversation: {
				...conversationOutput(conversation),
				...linkTo(conversation, account?.id ?? registration?.account, publicUrl),
			},
		}),
		...(contact && { contact: contactOutput(contact) }),
		...(message && { message: messageOutput(message, lastMessage, baseUrl) }),
		...(event.isTyping && {
			user: personOutput(actor?.record, ['id', 'name', 'email']),
		}),
		...(event.name === 'webwidget_triggered' && { source_id }),
		...(event_info !== undefined && { event_info }),
		...(changes && { changes: changes }),
		...(message && chatOf(event, message, registration)),
		is_incoming: message?.message_type === 'incoming',
		is_private: (message?.private ?? is_private) === true,
		is_from_contact: actor?.kind === 'contact',
		is_own: isOwn(event, registration),
		...(registration?.missing?.length && { hint: noteOf(registration.missing) }),
	};
}

/** An inbox event contains the whole row of its channel; only the inbox's settings are output. */
function inboxOutput({ body, name }: ChatwootEvent, inbox: IDataObject): IDataObject {
	if (!name.startsWith('inbox_')) return pick(inbox, ['id', 'name', 'channel_type']);
	const others = ['event', 'account', 'channel', 'changed_attributes'];
	return {
		id: inbox.id,
		...pick(
			body,
			Object.keys(body).filter((key) => !others.includes(key)),
		),
	};
}

/** In the form that n8n's AI nodes read: one session is one conversation. */
function chatOf(
	{ account, conversation }: ChatwootEvent,
	message: IDataObject,
	registration: Registration | undefined,
): IDataObject {
	const sessionId = `${String(account?.id ?? registration?.account)}-${String(conversation?.id)}`;
	return { chatInput: textOf(message), sessionId };
}

/**
 * What was written, or said in a voice message. A photo alone must not be an empty prompt, which
 * some models refuse: a placeholder stands for each file, as in the history.
 */
function textOf(message: IDataObject): string {
	const files = objectsIn(message, 'attachments').map(
		(each) => each.transcribed_text || placeholderOf(each),
	);
	return [message.content, ...files].filter((text) => typeof text === 'string' && text).join('\n');
}

/** The messages of a burst, oldest first, and their text. */
export function burstOutput(messages: IDataObject[], baseUrl: string): IDataObject {
	const burst = messages.map((message) => messageOutput(message, message, baseUrl));
	return { burst, chatInput: messages.map(textOf).filter(Boolean).join('\n') };
}

function messageOutput(
	message: IDataObject,
	last: IDataObject | undefined,
	baseUrl: string,
): IDataObject {
	return {
		...pick(message, ['id', 'content', 'content_type', 'message_type', 'private', 'source_id']),
		// Only the last message of a conversation is delivered with its delivery status (chatwoot.md
		// §10).
		...(last && last.id === message.id && { status: last.status }),
		content_attributes: withoutMark(objectIn(message, 'content_attributes') ?? {}),
		created_at: isoTime(message.created_at),
		sender: personOutput(objectIn(message, 'sender'), ['id', 'name', 'email']),
		attachments: objectsIn(message, 'attachments').map((each) => attachmentOutput(each, baseUrl)),
	};
}

function conversationOutput(conversation: IDataObject): IDataObject {
	const meta = objectIn(conversation, 'meta');
	const team = objectIn(meta, 'team');
	const session = objectIn(conversation, 'contact_inbox');
	return {
		...pick(conversation, [
			'id',
			'inbox_id',
			'channel',
			'status',
			'priority',
			'labels',
			'can_reply',
		]),
		...pick(conversation, ['unread_count', 'custom_attributes', 'additional_attributes']),
		source_id: session?.source_id,
		// Whether the customer has proven who they are, as Chatwoot Client does by signing.
		hmac_verified: session?.hmac_verified,
		assignee: personOutput(objectIn(meta, 'assignee'), ['id', 'name']),
		team: team ? pick(team, ['id', 'name']) : null,
		snoozed_until: isoTime(conversation.snoozed_until),
		waiting_since: isoTime(conversation.waiting_since),
		first_reply_created_at: isoTime(conversation.first_reply_created_at),
		last_activity_at: isoTime(conversation.last_activity_at),
		created_at: isoTime(conversation.created_at),
		updated_at: isoTime(conversation.updated_at),
	};
}

function personOutput(person: IDataObject | undefined, keys: string[]): IDataObject | null {
	return person ? { ...pick(person, keys), type: actorOf(person).kind } : null;
}

/** The address at which people see the conversation. */
function linkTo({ id }: IDataObject, account: unknown, publicUrl: string): IDataObject {
	if (typeof id !== 'number' || typeof account !== 'number') return {};
	return { url: dashboardUrl(publicUrl, account, `conversations/${id}`) };
}

function contactOutput(contact: IDataObject): IDataObject {
	return {
		...pick(contact, ['id', 'name', 'email', 'phone_number', 'identifier', 'blocked']),
		...pick(contact, ['custom_attributes', 'additional_attributes']),
	};
}

/** ISO 8601 from ISO text or unix seconds; 0 and missing values mean never (chatwoot.md §13). */
function isoTime(value: unknown): string | null {
	if (typeof value !== 'number' && typeof value !== 'string') return null;
	if (value === 0 || value === '') return null;
	const time = new Date(typeof value === 'number' ? value * 1000 : value);
	return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
