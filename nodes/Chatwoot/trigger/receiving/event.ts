import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/json';
import { objectIn, objectsIn } from '../json';

/** The kind of whoever wrote or typed; `system` when nobody did. */
export type ActorKind = 'contact' | 'user' | 'bot' | 'system';

/** Chatwoot's own assistant, one of the bots. */
export const CAPTAIN = 'captain_assistant';

export interface Actor {
	kind: ActorKind;
	id?: unknown;
	record?: IDataObject;
}

/** By attribute; `from` only when the server says it. */
export type Changes = Partial<Record<string, { from?: unknown; to: unknown }>>;

/** A delivery of Chatwoot, read once; parts are set only if the event has them. */
export interface ChatwootEvent {
	name: string;
	/** The delivery as it came. */
	body: IDataObject;
	account?: IDataObject;
	inbox?: IDataObject;
	conversation?: IDataObject;
	contact?: IDataObject;
	/** The message that the event is about. */
	message?: IDataObject;
	/** The newest public message of the conversation. */
	lastMessage?: IDataObject;
	/** Who wrote or typed; only messages and typing say so (chatwoot.md §10). */
	actor?: Actor;
	changes?: Changes;
	isTyping: boolean;
	/** From automation rules and macros: never signed, without an id (chatwoot.md §10). */
	isUnsignedKind: boolean;
}

/** Reads a raw body; undefined when it is not a delivery of Chatwoot. */
export function eventIn(raw: Buffer): ChatwootEvent | undefined {
	try {
		const body: unknown = JSON.parse(raw.toString());
		return isObject(body) ? eventOf(body) : undefined;
	} catch {
		return undefined;
	}
}

/** Reads a body; undefined when it is not a delivery of Chatwoot. */
export function eventOf(body: IDataObject): ChatwootEvent | undefined {
	return typeof body.event === 'string' ? read(body, body.event) : undefined;
}

type Parts = Partial<ChatwootEvent>;

function read(body: IDataObject, name: string): ChatwootEvent {
	const isUnsignedKind = name.startsWith('automation_event.') || name === 'macro.executed';
	return {
		name,
		body,
		account: objectIn(body, 'account'),
		changes: changesIn(body, name),
		isTyping: false,
		isUnsignedKind,
		...(isUnsignedKind ? ofAutomation(body, name) : partsOf(body, name)),
	};
}

/** What is at the root differs by event (chatwoot.md §10 Payload shapes). */
function partsOf(body: IDataObject, name: string): Parts {
	if (name.startsWith('message_')) return ofMessage(body);
	if (name.startsWith('conversation_typing_')) return ofTyping(body);
	if (name.startsWith('conversation_')) return partsAround(body);
	if (name.startsWith('contact_')) return { contact: body };
	if (name.startsWith('inbox_')) return { inbox: withId(body) };
	return {
		contact: objectIn(body, 'contact'),
		conversation: objectIn(body, 'current_conversation'),
		inbox: objectIn(body, 'inbox'),
	};
}

function ofMessage(message: IDataObject): Parts {
	const around = partsAround(objectIn(message, 'conversation'));
	return {
		...around,
		message,
		inbox: objectIn(message, 'inbox') ?? around.inbox,
		actor: actorOf(objectIn(message, 'sender')),
	};
}

function ofTyping(body: IDataObject): Parts {
	const conversation = objectIn(body, 'conversation');
	return {
		...partsAround(conversation),
		isTyping: true,
		account: objectIn(conversation, 'account'),
		actor: actorOf(objectIn(body, 'user')),
	};
}

/** A conversation; if the rule was about a message, that is its newest one. */
function ofAutomation(body: IDataObject, name: string): Parts {
	const around = partsAround(body);
	const message = around.lastMessage;
	if (!name.startsWith('automation_event.message_') || !message) return around;
	return { ...around, message, actor: actorOf(objectIn(message, 'sender')) };
}

/** Chatwoot leaves the id out of an inbox, but its opening hours contain it (chatwoot.md §10). */
function withId(inbox: IDataObject): IDataObject {
	const id = inbox.id ?? objectsIn(inbox, 'working_hours').at(0)?.inbox_id;
	return id === undefined ? inbox : { ...inbox, id };
}

const MESSAGE_TYPES = ['incoming', 'outgoing', 'activity', 'template'];

/** A message of the API in the form of message events, where its type is a word. */
export function asDelivered(message: IDataObject): IDataObject {
	const { message_type: type } = message;
	return { ...message, message_type: typeof type === 'number' ? MESSAGE_TYPES[type] : type };
}

function lastMessageIn(conversation: IDataObject | undefined): IDataObject | undefined {
	const last = objectsIn(conversation, 'messages').at(0);
	return last && asDelivered(last);
}

function partsAround(conversation: IDataObject | undefined) {
	const id = conversation?.inbox_id;
	return {
		conversation,
		lastMessage: lastMessageIn(conversation),
		contact: objectIn(objectIn(conversation, 'meta'), 'sender'),
		inbox: id === undefined ? undefined : { id },
	};
}

/**
 * Contacts come without a type; no sender means the server itself. Senders with a type of their
 * own, such as an assistant, are not customers.
 */
export function actorOf(record: IDataObject | undefined): Actor {
	if (!record) return { kind: 'system' };
	const { id, type } = record;
	const isContact = type === undefined || type === null || type === 'contact';
	return { kind: isContact ? 'contact' : type === 'user' ? 'user' : 'bot', id, record };
}

/** Columns that say nothing about what people did. */
const BOOKKEEPING = ['updated_at', 'cached_label_list'];

/**
 * A status change comes without the old status; the conversation_updated sent along has it
 * (chatwoot.md §10).
 */
function changesIn(body: IDataObject, name: string): Changes | undefined {
	if (!Array.isArray(body.changed_attributes)) {
		return name === 'conversation_status_changed' ? { status: { to: body.status } } : undefined;
	}
	const columns = objectsIn(body, 'changed_attributes').flatMap((each) => Object.entries(each));
	return Object.fromEntries(
		columns
			.filter(([column]) => !BOOKKEEPING.includes(column))
			.map(([column, change]) => {
				const { previous_value: from, current_value: to } = isObject(change) ? change : {};
				return [column === 'label_list' ? 'labels' : column, { from, to }];
			}),
	);
}
