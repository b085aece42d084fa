import type { Call } from '../call';
import * as cast from '../http/cast';
import { notFound, NotUnique, unprocessable } from '../http/errors';
import { exception } from '../http/exceptions';
import { Later } from '../http/later';
import type { Params } from '../http/params';
import { isParams } from '../http/params';
import { createConversation } from '../rules/conversation';
import { createMessage, draftFrom } from '../rules/message';
import { buildSession, sessionBySource } from '../rules/session';
import { inboxOf } from '../state/access';
import type { Contact, Conversation, Inbox, Session } from '../state/types';
import { conversationView } from '../views/conversation';
import { serverError } from '../http/errors';
import { sourceParam } from './contacts';
import type { Routes } from './routes';

/** The caller's name in the activity log. */
export function nameOf(call: Call): string {
	return (call.person?.kind === 'bot' ? call.person.bot.name : call.user.name) ?? '';
}

function viewer(call: Call) {
	return call.person?.kind === 'user' ? call.user : undefined;
}

export function view(call: Call, conversation: Conversation) {
	return conversationView(call.state, conversation, viewer(call));
}

function inboxParam(call: Call): Inbox | undefined {
	if (cast.isBlank(call.params.inbox_id)) return undefined;
	const inbox = call.find(call.state.inboxes, cast.id(call.params.inbox_id));
	call.requireInbox(inbox);
	return inbox;
}

function contactParam(call: Call): Contact | undefined {
	if (cast.isBlank(call.params.contact_id)) return undefined;
	return call.find(call.state.contacts, cast.id(call.params.contact_id));
}

/**
 * The session of a new conversation. With inbox and contact it is found or created; else it is the
 * first one with this source_id in the whole installation, whatever else was sent
 * (chatwoot.md [303-308]).
 */
function sessionOfCall(call: Call): Session | (() => Session) {
	const inbox = inboxParam(call);
	const contact = contactParam(call);
	const source = sourceParam(call);
	const known = source !== undefined && inbox && sessionBySource(call.state, inbox, source);
	// "" does not create a session
	if (inbox && contact && !known && source?.trim() !== '') {
		return () => buildOrRefuse(call, inbox, contact, source);
	}
	const isOwn = known && known.contact_id === contact?.id;
	if (inbox && contact && known && !isOwn) return buildOrRefuse(call, inbox, contact);
	const session = isOwn ? known : call.state.sessions.find((row) => row.source_id === source);
	if (!session) throw notFound();
	const sessionInbox = inboxOf(call.state, session);
	if (sessionInbox.account_id !== call.account.id) call.requireForeign();
	call.requireInbox(sessionInbox);
	return session;
}

/** `fresh`: an id that nobody had when the request arrived (chatwoot.md §16). */
function buildOrRefuse(call: Call, inbox: Inbox, contact: Contact, fresh?: string): Session {
	const { state } = call;
	const verified = cast.bool(call.params.hmac_verified) ?? false;
	const refusal = unprocessable('source_id should be unique');
	if (fresh !== undefined && sessionBySource(state, inbox, fresh)) throw refusal;
	try {
		const session = buildSession(state, contact, inbox, sourceParam(call), verified);
		if (!session) throw notFound();
		return session;
	} catch (error) {
		throw error instanceof NotUnique ? refusal : error;
	}
}

function create(call: Call) {
	const found = sessionOfCall(call);
	const locked = found instanceof Function ? undefined : lockedTo(call, found);
	return new Later(() => insert(call, found instanceof Function ? found() : found, locked));
}

/** Two concurrent requests do not see each other: the lock stops neither (chatwoot.md [322]). */
function lockedTo({ state }: Call, session: Session): Conversation | undefined {
	if (!inboxOf(state, session).settings.lock_to_single_conversation) return undefined;
	return state.conversations.where((row) => row.session_id === session.id).at(-1);
}

function insert(call: Call, session: Session, locked: Conversation | undefined) {
	const { state } = call;
	if (!state.sessions.get(session.id)) throw notFound();
	const conversation = locked ?? createConversation(state, session, call.params, nameOf(call));
	try {
		firstMessage(call, conversation);
	} catch (error) {
		if (!locked) state.conversations.remove(conversation.id);
		throw error;
	}
	return view(call, conversation);
}

/**
 * A bad first message takes the conversation with it; its number is used up (chatwoot.md [312]).
 */
function firstMessage(call: Call, conversation: Conversation): void {
	const { message } = call.params;
	if (cast.isBlank(message)) return;
	if (!isParams(message) || !call.person) throw serverError('message is no object');
	const params: Params = message;
	createMessage(call.state, conversation, draftFrom(call.state, conversation, call.person, params));
}

export function conversationRoutes(on: Routes): void {
	on.account('POST', 'conversations', create, { bots: true });
	on.account('GET', 'conversations/:id', (call) => view(call, call.conversation('id')), {
		bots: true,
	});
	// a form for browsers: no call with a token passes its check (chatwoot.md [431])
	on.open('POST', '/api/v1/accounts/:account_id/conversations/:id/direct_uploads', () =>
		exception(422, 'json'),
	);
}
