import { createHmac, randomUUID } from 'node:crypto';
import type { Call } from '../call';
import { emit } from '../events';
import * as cast from '../http/cast';
import { Halt, notFound, serverError } from '../http/errors';
import type { Params } from '../http/params';
import { isParams } from '../http/params';
import { empty, json } from '../http/reply';
import { runJobs } from '../jobs';
import { filesOf } from '../rules/attachment';
import { createContact, updateContact } from '../rules/contact';
import { createConversation } from '../rules/conversation';
import { funnyName } from '../rules/funny-name';
import { isWebsite } from '../rules/inbox';
import { mergeContacts } from '../rules/merge';
import { createMessage } from '../rules/message';
import { INCOMING } from '../rules/message-types';
import { buildSession, sessionBySource } from '../rules/session';
import { accountOf, contactOf } from '../state/access';
import { now } from '../state/clock';
import type { State } from '../state/state';
import type { Contact, Conversation, Inbox, Message, Session } from '../state/types';
import { contactRow } from '../views/public';
import { widgetConfig, widgetContact, widgetConversation, widgetMessage } from '../views/widget';
import { tellUpdate } from './contacts';
import type { Routes } from './routes';

/** Seconds for which a visitor is remembered. */
const LIFETIME = 180 * 86_400;

/** What the visitor of a website does in its widget: a source of events (chatwoot.md §10). */

function inboxOfCall(call: Call): Inbox {
	const token = call.text('website_token');
	const inbox = call.state.inboxes.find(
		(row) => isWebsite(row) && row.channel.website_token === token,
	);
	if (!inbox) throw new Halt(json({ error: 'web widget does not exist' }, 404));
	return inbox;
}

function encode(value: object) {
	return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A JSON Web Token that names the session: whoever holds it is the visitor. */
function tokenFor(state: State, { source_id, inbox_id }: Session): string {
	const iat = Math.floor(Date.now() / 1000);
	const claims = { source_id, inbox_id, exp: iat + LIFETIME, iat };
	const body = `${encode({ alg: 'HS256' })}.${encode(claims)}`;
	return `${body}.${createHmac('sha256', state.secret).update(body).digest('base64url')}`;
}

function sessionOfToken(call: Call, inbox: Inbox): Session | undefined {
	const token = call.request.headers['x-auth-token'] ?? '';
	try {
		const claims = JSON.parse(
			Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
		) as Partial<Session>;
		return sessionBySource(call.state, inbox, claims.source_id ?? '');
	} catch {
		return undefined;
	}
}

function visitor(call: Call): { inbox: Inbox; session: Session } {
	const inbox = inboxOfCall(call);
	const session = sessionOfToken(call, inbox);
	if (!session) throw notFound();
	return { inbox, session };
}

/** Starts the widget: an unknown visitor gets a made-up name and a session. */
function config(call: Call) {
	const { state } = call;
	const inbox = inboxOfCall(call);
	const known = sessionOfToken(call, inbox);
	const session = known ?? newVisitor(call, inbox);
	return widgetConfig(state, inbox, session, tokenFor(state, session));
}

function newVisitor(call: Call, inbox: Inbox): Session {
	const { state } = call;
	const contact = createContact(state, accountOf(state, inbox), { name: funnyName() });
	emit(state, 'contact_created', { contact });
	const session = buildSession(state, contact, inbox, randomUUID());
	if (!session) throw serverError('no session');
	return session;
}

/** Browsers are not told apart here, and only the first language counts. */
function browserOf({ request }: Call) {
	const language = request.headers['accept-language']?.split(/[,;-]/)[0].trim() ?? null;
	const browser = {
		browser_name: 'Unknown Browser',
		browser_version: '0.0',
		device_name: 'Unknown',
		platform_name: 'Unknown',
		platform_version: '0',
	};
	return { browser_language: language, browser };
}

function tell(call: Call) {
	const { session } = visitor(call);
	const event_info = {
		...cast.object(call.params.event_info),
		widget_language: null,
		...browserOf(call),
	};
	if (call.text('name') === 'webwidget.triggered') {
		emit(call.state, 'webwidget_triggered', { session, event_info });
	}
	return empty(204);
}

function lastConversation(call: Call, session: Session): Conversation | undefined {
	return call.state.conversations.where((row) => row.session_id === session.id).at(-1);
}

/** Visitors say who they are; somebody with that address or number is the same person. */
function identify(call: Call, session: Session, given: Params): void {
	const { state } = call;
	const contact = contactOf(state, session);
	const email = cast.text(given.email)?.toLowerCase();
	const other = state.contacts.find(
		(row) =>
			row.account_id === contact.account_id &&
			row.id !== contact.id &&
			((!!email && row.email === email) ||
				(!!given.phone_number && row.phone_number === given.phone_number)),
	);
	if (other) return mergeContacts(state, other, contact);
	const before = { ...contact };
	const isKnown = !!contact.email || !!contact.phone_number || !!contact.identifier;
	const name = isKnown ? null : (cast.text(given.name) ?? email?.split('@')[0]);
	const values = { name, email, phone_number: given.phone_number };
	const sent = Object.entries(values).filter(([, value]) => !cast.isBlank(value));
	updateContact(state, contact, {
		...(Object.fromEntries(sent) as Params),
		custom_attributes: given.custom_attributes ?? null,
	});
	tellUpdate(call, contact, before);
}

function begin(call: Call, session: Session, message: Params): Conversation {
	const additional_attributes = {
		...browserOf(call),
		initiated_at: { timestamp: message.timestamp ?? null },
		referer: message.referer_url ?? null,
	};
	const custom_attributes = cast.object(call.params.custom_attributes) ?? {};
	const values = { additional_attributes, custom_attributes };
	return createConversation(call.state, session, values, null);
}

function write(call: Call, conversation: Conversation, { id }: Contact, given: Params): Message {
	return createMessage(call.state, conversation, {
		content: cast.text(cast.scalar(given.content)),
		message_type: INCOMING,
		content_attributes: { in_reply_to: given.reply_to ?? null },
		sender: { type: 'Contact', id },
		files: filesOf(call.state, given.attachments),
	});
}

function messageParam(call: Call): Params {
	const { message } = call.params;
	if (!isParams(message)) throw serverError("undefined method '[]' for nil");
	return message;
}

function start(call: Call) {
	const { session } = visitor(call);
	const message = messageParam(call);
	identify(call, session, cast.object(call.params.contact) ?? {});
	const conversation = begin(call, session, message);
	// the contact before writing (chatwoot.md [645])
	const contact = contactRow(call.state, contactOf(call.state, session));
	write(call, conversation, contactOf(call.state, session), message);
	// the answer includes the inbox's automatic messages (chatwoot.md [668])
	runJobs(call.state);
	return { ...widgetConversation(call.state, conversation), contact };
}

function addMessage(call: Call) {
	const { session } = visitor(call);
	const given = messageParam(call);
	const conversation = lastConversation(call, session) ?? begin(call, session, given);
	const message = write(call, conversation, contactOf(call.state, session), given);
	return widgetMessage(call.state, message);
}

/** Answers to a rich message, or the address that the inbox asked for. */
function answer(call: Call) {
	const { session } = visitor(call);
	const given = messageParam(call);
	const conversation = lastConversation(call, session);
	const message =
		conversation &&
		call.state.messages.by('conversation_id', conversation.id).find((row) => row.id === call.id());
	if (!message) throw notFound();
	const contact = cast.object(call.params.contact) ?? {};
	const submitted: Params =
		message.content_type === 'input_email'
			? { submitted_email: cast.text(contact.email) }
			: { submitted_values: given.submitted_values ?? null };
	message.content_attributes = { ...message.content_attributes, ...submitted };
	message.updated_at = now();
	emit(call.state, 'message_updated', { message });
	if ('email' in contact) identify(call, session, contact);
	return widgetContact(call.state, conversation);
}

export function widgetRoutes(on: Routes): void {
	const base = '/api/v1/widget';
	on.open('POST', `${base}/config`, config);
	on.open('POST', `${base}/events`, tell);
	on.open('POST', `${base}/conversations`, start);
	on.open('POST', `${base}/messages`, addMessage);
	on.open('PATCH', `${base}/messages/:id`, answer);
}
