import type { Call } from '../call';
import * as cast from '../http/cast';
import { notFound, NotUnique, unprocessable } from '../http/errors';
import { exception } from '../http/exceptions';
import type { Params } from '../http/params';
import { isParams } from '../http/params';
import { createConversation } from '../rules/conversation';
import { createMessage, draftFrom } from '../rules/message';
import { buildSession } from '../rules/session';
import { inboxOf } from '../state/access';
import type { Contact, Conversation, Inbox, Session } from '../state/types';
import { conversationView } from '../views/conversation';
import { serverError } from '../http/errors';
import { sourceParam } from './contacts';
import type { Routes } from './routes';

/** The name under which the caller stands in the activity log. */
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
 * The session of a new conversation. With inbox and contact it is found or made; else it is the
 * first one with this source_id in the whole installation, whatever else was sent
 * (chatwoot.md [303-308]).
 */
function sessionOfCall(call: Call): Session {
	const inbox = inboxParam(call);
	const contact = contactParam(call);
	const built = inbox && contact && buildOrRefuse(call, inbox, contact);
	const source = call.text('source_id');
	const session = built ?? call.state.sessions.find((row) => row.source_id === source);
	if (!session) throw notFound();
	const sessionInbox = inboxOf(call.state, session);
	if (sessionInbox.account_id !== call.account.id) call.requireForeign();
	call.requireInbox(sessionInbox);
	return session;
}

function buildOrRefuse(call: Call, inbox: Inbox, contact: Contact) {
	const verified = cast.bool(call.params.hmac_verified) ?? false;
	try {
		return buildSession(call.state, contact, inbox, sourceParam(call), verified);
	} catch (error) {
		throw error instanceof NotUnique ? unprocessable('source_id should be unique') : error;
	}
}

function create(call: Call) {
	const { state } = call;
	const session = sessionOfCall(call);
	const inbox = inboxOf(state, session);
	const last = state.conversations.where((row) => row.session_id === session.id).at(-1);
	const locked = inbox.settings.lock_to_single_conversation ? last : undefined;
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
