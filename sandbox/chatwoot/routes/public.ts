import { createHmac, randomUUID } from 'node:crypto';
import type { Call } from '../call';
import * as cast from '../http/cast';
import { RecordMissing, serverError } from '../http/errors';
import type { Params } from '../http/params';
import { Upload } from '../http/params';
import { empty } from '../http/reply';
import { emit } from '../events';
import { contactsWith, createContact, updateContact } from '../rules/contact';
import type { Unique } from '../rules/contact';
import { createConversation, updateConversation } from '../rules/conversation';
import { filesOf } from '../rules/attachment';
import { funnyName } from '../rules/funny-name';
import { isApi } from '../rules/inbox';
import { deepMerge, mergeContacts } from '../rules/merge';
import { createMessage } from '../rules/message';
import { INCOMING, OUTGOING } from '../rules/message-types';
import { buildSession, sessionBySource } from '../rules/session';
import { accountOf, contactOf } from '../state/access';
import { now } from '../state/clock';
import type { Contact, Conversation, Inbox, Session } from '../state/types';
import {
	contactRow,
	publicContact,
	publicConversation,
	publicInbox,
	publicMessage,
	publicMessages,
} from '../views/public';
import type { Routes } from './routes';

const PAGE = 20;

function inboxOfCall(call: Call): Inbox {
	const { inbox_identifier: identifier } = call.path;
	const inbox = call.state.inboxes.find(
		(row) => isApi(row) && row.channel.inbox_identifier === identifier,
	);
	if (!inbox) throw new RecordMissing();
	return inbox;
}

function sessionOfCall(call: Call): Session {
	const session = sessionBySource(call.state, inboxOfCall(call), call.path.source_id);
	if (!session) throw new RecordMissing();
	return session;
}

/**
 * Identity validation: the hash is checked against the identifier that was sent, not against the
 * contact; a good one marks the session as verified (chatwoot.md [505, 506]).
 */
function checkIdentity(call: Call, inbox: Inbox, session?: Session): void {
	const hash = call.text('identifier_hash');
	if (!hash && inbox.channel.hmac_mandatory !== true) return;
	const key = cast.text(inbox.channel.hmac_token) ?? '';
	const identifier = call.text('identifier') ?? '';
	const expected = createHmac('sha256', key).update(identifier).digest('hex');
	if (hash !== expected) throw serverError('HMAC failed: Invalid Identifier Hash Provided');
	if (session) session.hmac_verified = true;
}

/**
 * Known by identifier, then by email, then by phone; a known contact is not changed
 * (chatwoot.md [503]).
 */
function findContact(call: Call, inbox: Inbox): Contact | undefined {
	const by = (key: Unique, value: string | null) =>
		value ? contactsWith(call.state, inbox.account_id, key, value).at(0) : undefined;
	return (
		by('identifier', call.text('identifier')) ??
		by('email', call.text('email')?.toLowerCase() ?? null) ??
		by('phone_number', call.text('phone_number'))
	);
}

function presentOnly(params: Params, keys: string[]): Params {
	return Object.fromEntries(
		keys.filter((key) => !cast.isBlank(cast.scalar(params[key]))).map((key) => [key, params[key]]),
	);
}

function newContact(call: Call, inbox: Inbox): Contact {
	const given = presentOnly(call.params, ['email', 'phone_number', 'identifier']);
	const name = (call.text('name') ?? funnyName()).slice(0, 255);
	const custom_attributes = cast.object(call.params.custom_attributes) ?? {};
	const account = accountOf(call.state, inbox);
	const contact = createContact(call.state, account, { ...given, name, custom_attributes });
	emit(call.state, 'contact_created', { contact });
	return contact;
}

function createSession(call: Call) {
	const inbox = inboxOfCall(call);
	checkIdentity(call, inbox);
	const source = call.text('source_id') ?? randomUUID();
	const known = sessionBySource(call.state, inbox, source);
	if (known) return publicContact(call.state, known);
	if (source === '') throw serverError("undefined method 'source_id' for nil");
	const contact = findContact(call, inbox) ?? newContact(call, inbox);
	const session = buildSession(call.state, contact, inbox, source);
	if (!session) throw serverError('no session');
	return publicContact(call.state, session);
}

function showSession(call: Call) {
	const session = sessionOfCall(call);
	checkIdentity(call, inboxOfCall(call), session);
	return publicContact(call.state, session);
}

/** An address or number of another contact merges the two: the other one survives. */
function mergeInto(call: Call, session: Session): Contact {
	const contact = contactOf(call.state, session);
	const email = call.text('email')?.toLowerCase();
	const phone = call.text('phone_number');
	const other = call.state.contacts.find(
		(row) =>
			row.account_id === contact.account_id &&
			row.id !== contact.id &&
			((!!email && row.email === email) || (!!phone && row.phone_number === phone)),
	);
	if (!other) return contact;
	mergeContacts(call.state, other, contact);
	return other;
}

/**
 * Blank values change nothing, attributes are merged deeply, the identifier stays
 * (chatwoot.md [509]).
 */
function updateSession(call: Call) {
	const session = sessionOfCall(call);
	checkIdentity(call, inboxOfCall(call), session);
	const contact = mergeInto(call, session);
	const values = presentOnly(call.params, ['name', 'email', 'phone_number']);
	const custom = cast.object(call.params.custom_attributes);
	if (custom) values.custom_attributes = deepMerge(custom, contact.custom_attributes);
	if (call.params.avatar instanceof Upload) values.avatar = call.params.avatar;
	if (Object.keys(values).length > 0) updateContact(call.state, contact, values);
	return contactRow(call.state, contact);
}

/**
 * A verified session sees all conversations of its contact, of other inboxes too
 * (chatwoot.md [512]).
 */
function conversationsOf(call: Call): Conversation[] {
	const session = sessionOfCall(call);
	return call.state.conversations.where((row) =>
		session.hmac_verified ? row.contact_id === session.contact_id : row.session_id === session.id,
	);
}

function conversationOfCall(call: Call): Conversation {
	const id = call.id('conversation_id');
	const found = conversationsOf(call).find((row) => row.display_id === id);
	if (!found) throw new RecordMissing();
	return found;
}

function create(call: Call) {
	const session = sessionOfCall(call);
	const inbox = inboxOfCall(call);
	const last = call.state.conversations.where((row) => row.session_id === session.id).at(-1);
	if (inbox.settings.lock_to_single_conversation && last) {
		return publicConversation(call.state, last);
	}
	const { custom_attributes = null } = call.params;
	const conversation = createConversation(call.state, session, { custom_attributes }, null);
	return publicConversation(call.state, conversation);
}

function capitalize(name: string) {
	return name.charAt(0).toUpperCase() + name.slice(1).toLowerCase();
}

/** A customer can only resolve; a status in the body is ignored (chatwoot.md [514]). */
function resolve(call: Call) {
	const conversation = conversationOfCall(call);
	const name = capitalize(contactOf(call.state, conversation).name ?? '');
	const values = { status: 'resolved', snoozed_until: null } as const;
	updateConversation(call.state, conversation, values, name, 'status.contact_resolved');
	return publicConversation(call.state, conversation);
}

function typing(call: Call) {
	const conversation = conversationOfCall(call);
	const person = contactOf(call.state, conversation);
	const payload = { conversation, person, is_private: false };
	const status = call.text('typing_status');
	if (status === 'on') emit(call.state, 'conversation_typing_on', payload);
	if (status === 'off') emit(call.state, 'conversation_typing_off', payload);
	return empty();
}

/**
 * What the customer has seen turns read in the background, without any event
 * (chatwoot.md [515, 662]).
 */
function seen(call: Call) {
	const conversation = conversationOfCall(call);
	conversation.contact_last_seen_at = now();
	for (const message of call.state.messages.by('conversation_id', conversation.id)) {
		const unread = message.status === 'sent' || message.status === 'delivered';
		if (message.message_type === OUTGOING && unread) message.status = 'read';
	}
	return empty();
}

function messages(call: Call) {
	const before = call.has('before') ? (cast.int(call.params.before) ?? 0) : Number.MAX_SAFE_INTEGER;
	return publicMessages(call.state, conversationOfCall(call))
		.filter((row) => row.id < before)
		.slice(-PAGE)
		.map((row) => publicMessage(call.state, row));
}

/** Always incoming; files have to be uploads in a list (chatwoot.md [518, 519]). */
function createIncoming(call: Call) {
	const conversation = conversationOfCall(call);
	const files = call.params.attachments ?? [];
	const uploads = Array.isArray(files) && files.every((file) => file instanceof Upload);
	if (!uploads) throw serverError("undefined method 'content_type'");
	const message = createMessage(call.state, conversation, {
		content: cast.text(call.scalar('content')),
		message_type: INCOMING,
		sender: { type: 'Contact', id: contactOf(call.state, conversation).id },
		files: filesOf(call.state, files),
	});
	return publicMessage(call.state, message);
}

/**
 * Answers to rich messages; unknown keys are dropped, other forms change nothing
 * (chatwoot.md [520, 521]).
 */
function submit(call: Call) {
	const conversation = conversationOfCall(call);
	const message = call.state.messages
		.by('conversation_id', conversation.id)
		.find((row) => row.id === call.id());
	if (!message) throw new RecordMissing();
	const rows = (cast.list(call.params.submitted_values) ?? []).map((row) => cast.object(row) ?? {});
	const values = rows.map((row) => presentOnly(row, ['name', 'title', 'value']));
	if (values.length > 0) {
		message.content_attributes = { ...message.content_attributes, submitted_values: values };
		message.updated_at = now();
		emit(call.state, 'message_updated', { message });
	}
	return publicMessage(call.state, message);
}

export function publicRoutes(on: Routes): void {
	const inbox = '/public/api/v1/inboxes/:inbox_identifier';
	const contact = `${inbox}/contacts/:source_id`;
	const conversation = `${contact}/conversations/:conversation_id`;
	on.open('GET', inbox, (call) => publicInbox(inboxOfCall(call)));
	on.open('POST', `${inbox}/contacts`, createSession);
	on.open('GET', contact, showSession);
	on.open('PATCH', contact, updateSession);
	on.open('GET', `${contact}/conversations`, (call) =>
		conversationsOf(call).map((row) => publicConversation(call.state, row)),
	);
	on.open('POST', `${contact}/conversations`, create);
	on.open('GET', conversation, (call) => publicConversation(call.state, conversationOfCall(call)));
	on.open('POST', `${conversation}/toggle_status`, resolve);
	on.open('POST', `${conversation}/toggle_typing`, typing);
	on.open('POST', `${conversation}/update_last_seen`, seen);
	on.open('GET', `${conversation}/messages`, messages);
	on.open('POST', `${conversation}/messages`, createIncoming);
	on.open('PATCH', `${conversation}/messages/:id`, submit);
}
