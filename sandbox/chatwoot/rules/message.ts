import * as cast from '../http/cast';
import { NotUnique, RubyError } from '../http/errors';
import type { Param, Params } from '../http/params';
import { isParams } from '../http/params';
import { assign, emit } from '../events';
import { renderLiquid, renderTemplateParameters } from '../liquid';
import type { Drops } from '../liquid';
import type { Person } from '../call';
import { contactOf, inboxOf } from '../state/access';
import { now } from '../state/clock';
import type { State } from '../state/state';
import type { Conversation, Message, Sender } from '../state/types';
import type { NewAttachment } from './attachment';
import { addAttachments, filesOf } from './attachment';
import { updateConversation } from './conversation';
import { drops } from './drops';
import { Validation } from './errors';
import { isApi, isEmail } from './inbox';
import { checkItems, checkTemplate } from './items';
import { mailAttributes, sendMail } from './mail';
import { INCOMING, MESSAGE_TYPES, OUTGOING, TEMPLATE } from './message-types';
import { mentionsIn } from './notifications';
import { answered } from './reporting';
import type { Template } from './templates';
import { templatesAfter } from './templates';

const CONTENT_TYPES = [
	'text',
	'input_text',
	'input_textarea',
	'input_email',
	'input_select',
	'cards',
	'form',
	'article',
	'incoming_email',
	'input_csat',
	'integrations',
	'sticker',
	'voice_call',
];
export const MAX_CONTENT = 150_000;
const FLOOD = { messages: 200, milliseconds: 60_000 };

/** A message before it is checked and stored. */
export interface Draft {
	content: string | null;
	message_type: number | null;
	content_type?: string;
	content_attributes?: Params;
	template_params?: Param;
	private?: boolean;
	source_id?: string | null;
	sender: Sender | null;
	/** The API's caller; the log names them if the message changes the status. */
	by?: string;
	items?: Param;
	files?: NewAttachment[];
}

function enumIndex(words: string[], name: string, value: Param): number | null {
	if (cast.isBlank(value)) return null;
	if (typeof value === 'number' && value in words) return value;
	const index = typeof value === 'string' ? words.indexOf(value) : -1;
	if (index < 0) throw new RubyError(`'${cast.text(value)}' is not a valid ${name}`);
	return index;
}

/**
 * Content attributes: an object, or JSON text of one; broken text and lists count as none
 * (chatwoot.md [413]).
 */
function contentAttributes(value: Param | undefined): Params {
	if (isParams(value)) return value;
	if (typeof value !== 'string') return {};
	try {
		const parsed = JSON.parse(value) as Param;
		return isParams(parsed) ? parsed : {};
	} catch {
		return {};
	}
}

function senderOf(state: State, person: Person, params: Params, accountId: number): Sender {
	const bot =
		params.sender_type === 'AgentBot' ? state.bots.get(cast.id(params.sender_id)) : undefined;
	const known = bot && !bot.deleted && (bot.account_id === null || bot.account_id === accountId);
	if (known) return { type: 'AgentBot', id: bot.id };
	if (person.kind === 'bot') return { type: 'AgentBot', id: person.bot.id };
	return { type: 'User', id: person.user.id };
}

/** What the application API builds from its parameters (message_builder.rb). */
export function draftFrom(
	state: State,
	conversation: Conversation,
	person: Person,
	params: Params,
): Draft {
	const wanted = params.message_type ?? 'outgoing';
	if (wanted === 'incoming' && !isApi(inboxOf(state, conversation))) {
		throw new RubyError('Incoming messages are only allowed in Api inboxes');
	}
	const attributes = { ...contentAttributes(params.content_attributes) };
	if (!cast.isBlank(params.external_created_at)) {
		attributes.external_created_at = params.external_created_at;
	}
	const content = cast.text(params.content);
	const isPrivate = cast.bool(params.private) ?? false;
	if (isEmail(inboxOf(state, conversation))) {
		Object.assign(attributes, mailAttributes(params, content, isPrivate));
	}
	const files = filesOf(state, params.attachments);
	const contentType = enumIndex(CONTENT_TYPES, 'content_type', params.content_type ?? null);
	const outgoing = wanted === 'outgoing';
	return {
		content,
		message_type: enumIndex(MESSAGE_TYPES, 'message_type', wanted),
		content_type: CONTENT_TYPES[contentType ?? 0],
		content_attributes: attributes,
		template_params: params.template_params,
		private: isPrivate,
		source_id: cast.text(params.source_id),
		sender: outgoing
			? senderOf(state, person, params, conversation.account_id)
			: { type: 'Contact', id: conversation.contact_id },
		by: (person.kind === 'bot' ? person.bot.name : person.user.name) ?? undefined,
		items: attributes.items,
		files,
	};
}

/** Checks a draft and stores it with everything that follows from a new message. */
export function createMessage(state: State, conversation: Conversation, draft: Draft): Message {
	const attributes = withReply(state, conversation, draft.content_attributes ?? {});
	validate(state, conversation, draft);
	if (draft.message_type === null) throw nullType(draft);
	if (cast.hasNul(draft.content) || cast.hasNul(attributes) || cast.hasNul(draft.source_id)) {
		throw new RubyError('string contains null byte');
	}
	const time = now();
	const type = draft.message_type;
	const rendered = type === OUTGOING || type === TEMPLATE;
	const values = drops(state, conversation, draft.sender);
	const message = state.messages.insert({
		account_id: conversation.account_id,
		inbox_id: conversation.inbox_id,
		conversation_id: conversation.id,
		content: rendered && draft.content ? renderLiquid(draft.content, values) : draft.content,
		message_type: type,
		content_type: draft.content_type ?? 'text',
		content_attributes: attributes,
		additional_attributes: isParams(draft.template_params)
			? { template_params: withRenderedParameters(draft.template_params, rendered, values) }
			: {},
		status: 'sent',
		private: draft.private ?? false,
		source_id: draft.source_id ?? null,
		sender: draft.sender,
		arrived_at: time,
		created_at: time,
		updated_at: time,
	});
	addAttachments(state, message, draft.files ?? []);
	afterCreate(state, conversation, message, draft.by ?? null);
	return message;
}

function validate(state: State, conversation: Conversation, draft: Draft): void {
	const check = new Validation();
	if (isFlooded(state, conversation)) check.add('base', 'Too many messages');
	checkTemplate(check, draft.template_params);
	check.length('content', draft.content, MAX_CONTENT);
	checkItems(check, draft.content_type ?? 'text', draft.items);
	for (const file of draft.files ?? []) file.check(check, inboxOf(state, conversation));
	check.finish();
}

/**
 * 200 messages of any kind in the last 60 seconds are the limit of a conversation
 * (chatwoot.md [290, 451]).
 */
function isFlooded(state: State, conversation: Conversation): boolean {
	const since = Date.now() - FLOOD.milliseconds;
	const messages = state.messages.by('conversation_id', conversation.id);
	const limit = messages.at(-FLOOD.messages);
	return limit !== undefined && limit.arrived_at > since;
}

/** message_type "" reaches the database, whose text is the error (chatwoot.md [416]). */
function nullType(draft: Draft) {
	const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
	const row = `0, ${draft.content ?? 'null'}, 0, 0, 0, null, ${time}, ${time}, f, 0, null, 0, null`;
	const rest = `${draft.sender?.type}, ${draft.sender?.id}, null, {}, ${draft.content ?? 'null'}, {}`;
	return new NotUnique(
		'PG::NotNullViolation: ERROR:  null value in column "message_type" of relation "messages" ' +
			`violates not-null constraint\nDETAIL:  Failing row contains (${row}, ${rest}).\n`,
	);
}

/**
 * The two names of the message that is answered fill each other; unknown ones become null
 * (chatwoot.md [414]).
 */
function withReply(state: State, conversation: Conversation, attributes: Params): Params {
	const { in_reply_to: replyTo, in_reply_to_external_id: external } = attributes;
	if (cast.isBlank(replyTo) && cast.isBlank(external)) return attributes;
	const found = state.messages.by('conversation_id', conversation.id).find((row) => {
		return cast.isBlank(replyTo) ? row.source_id === external : row.id === cast.id(replyTo);
	});
	return {
		...attributes,
		in_reply_to: found?.id ?? null,
		in_reply_to_external_id: found?.source_id ?? null,
	};
}

function afterCreate(
	state: State,
	conversation: Conversation,
	message: Message,
	by: string | null,
): void {
	conversation.last_activity_at = message.created_at;
	let isReopened = false;
	if (message.message_type === INCOMING) {
		isReopened = reopen(state, conversation, by);
	}
	emit(state, 'message_created', { message });
	waiting(state, conversation, message, isReopened);
	for (const id of mentionsIn(message)) {
		if (!conversation.participants.includes(id)) conversation.participants.push(id);
		if (!conversation.mentions.includes(id)) conversation.mentions.push(id);
	}
	if (message.message_type === INCOMING) touchContact(state, conversation, message);
	answerByTemplates(state, conversation, templatesAfter(state, conversation, message));
	sendMail(state, conversation, message);
}

/** Every incoming message is a change of the contact (chatwoot.md [631]). */
function touchContact(state: State, conversation: Conversation, message: Message): void {
	const contact = contactOf(state, conversation);
	const values = { last_activity_at: message.created_at, updated_at: now() };
	emit(state, 'contact_updated', { contact, changes: assign(contact, values) });
}

/**
 * An incoming message reopens it, unless the contact is blocked; bots get it as pending
 * (chatwoot.md [394]).
 */
function reopen(state: State, conversation: Conversation, by: string | null): boolean {
	if (contactOf(state, conversation).blocked) return false;
	const { status } = conversation;
	if (status === 'resolved' && inboxOf(state, conversation).bot_id !== null) {
		updateConversation(state, conversation, { status: 'pending' }, by);
	} else if (status === 'resolved' || status === 'snoozed') {
		const values = { status: 'open', snoozed_until: null } as const;
		updateConversation(state, conversation, values, null, 'status.system_open');
	}
	return status !== conversation.status;
}

/** Waiting since: set by the customer, cleared by the first public answer (chatwoot.md [457]). */
function waiting(
	state: State,
	conversation: Conversation,
	message: Message,
	isReopened: boolean,
): void {
	const hasBot =
		inboxOf(state, conversation).bot_id !== null || conversation.assignee_bot_id !== null;
	// both read the labels, which turns null into an empty text (chatwoot.md [659, 683, 725])
	const isRead = (hasBot || isReopened) && conversation.cached_labels === null;
	const read = isRead ? { cached_labels: '' } : {};
	if (message.message_type === INCOMING && conversation.waiting_since === null) {
		const values = { waiting_since: message.created_at, ...read };
		updateConversation(state, conversation, values, null);
	}
	if (message.message_type !== OUTGOING || message.private) return;
	answered(state, conversation, message, conversation.waiting_since);
	const values: Partial<Conversation> = { waiting_since: null };
	if (conversation.waiting_since !== null) Object.assign(values, read);
	if (message.sender?.type === 'User' && conversation.first_reply_created_at === null) {
		values.first_reply_created_at = message.created_at;
	}
	// a rule's message has no sender, so it is not a human answer
	if (message.sender && message.sender.type !== 'Contact') {
		updateConversation(state, conversation, values, null);
	}
}

/** Save by save, each in its own job: deliveries show that (chatwoot.md [744]). */
function answerByTemplates(state: State, conversation: Conversation, saves: Template[][]): void {
	if (saves.length === 0) return;
	const [first, ...others] = saves;
	state.jobs.push(() => {
		for (const template of first) {
			createMessage(state, conversation, { ...template, message_type: TEMPLATE, sender: null });
		}
		answerByTemplates(state, conversation, others);
	});
}

/** The server renders the parameters as well as the content (chatwoot.md §6 Liquid). */
function withRenderedParameters(template: Params, isRendered: boolean, values: Drops): Params {
	const { processed_params } = template;
	if (!isRendered || !('processed_params' in template)) return template;
	return { ...template, processed_params: renderTemplateParameters(processed_params, values) };
}
