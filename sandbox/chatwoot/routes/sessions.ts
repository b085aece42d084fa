import { randomUUID } from 'node:crypto';
import type { Call } from '../call';
import * as cast from '../http/cast';
import { Halt, NotUnique, serverError } from '../http/errors';
import { Later } from '../http/later';
import { empty } from '../http/reply';
import { isApi, isEmail, isSms, isWebsite, isWhatsapp } from '../rules/inbox';
import { buildSession, phoneIn, sessionBySource } from '../rules/session';
import { contactOf, inboxesFor, sessionsOf } from '../state/access';
import type { Contact, Inbox } from '../state/types';
import { contactWithSessions, sessionView } from '../views/contact';
import { inboxSlim } from '../views/inbox';
import { oneContact, sourceParam } from './contacts';
import type { Routes } from './routes';

/**
 * With which session id a contact can be written to, undefined when not at all
 * (chatwoot.md [185, 205]).
 */
function contactable(call: Call, contact: Contact, inbox: Inbox): string | undefined {
	const sessions = sessionsOf(call.state, contact.id).filter((row) => row.inbox_id === inbox.id);
	const last = sessions.at(-1);
	if (isApi(inbox)) return last?.source_id ?? randomUUID();
	if (isEmail(inbox)) return contact.email ?? undefined;
	if (isSms(inbox) || isWhatsapp(inbox)) return phoneIn(inbox, contact);
	if (!isWebsite(inbox) || !last) return undefined;
	const busy = call.state.conversations.find((row) => row.session_id === last.id);
	return busy ? undefined : last.source_id;
}

function contactableInboxes(call: Call) {
	const contact = oneContact(call);
	const payload = inboxesFor(call.state, call.user, call.account.id).flatMap((inbox) => {
		const source_id = contactable(call, contact, inbox);
		return source_id === undefined ? [] : [{ inbox: inboxSlim(call.state, inbox), source_id }];
	});
	return { payload };
}

function inboxOfCall(call: Call): Inbox {
	const inbox = call.find(call.state.inboxes, cast.id(call.params.inbox_id));
	call.requireInbox(inbox);
	return inbox;
}

function create(call: Call) {
	const contact = oneContact(call, 'contact_id');
	const inbox = inboxOfCall(call);
	const verified = cast.bool(call.params.hmac_verified) ?? false;
	const source = sourceParam(call);
	const known = source === undefined ? undefined : sessionBySource(call.state, inbox, source);
	return new Later(() => {
		// created in the meantime: the index refuses another one, whoever has it (chatwoot.md [212])
		const isNew = source !== undefined && !known;
		if (isNew && sessionBySource(call.state, inbox, source)) throw new NotUnique('session');
		const session = buildSession(call.state, contact, inbox, source, verified);
		if (!session) throw serverError('no session');
		return sessionView(call.state, session);
	});
}

/**
 * The exact look-up of a contact by its session; no such session: 404 with an empty body
 * (chatwoot.md [184]).
 */
function filter(call: Call) {
	const inbox = inboxOfCall(call);
	const session = sessionBySource(call.state, inbox, call.text('source_id') ?? '');
	if (!session) throw new Halt(empty(404));
	return contactWithSessions(call.state, contactOf(call.state, session));
}

export function sessionRoutes(on: Routes): void {
	on.account('GET', 'contacts/:id/contactable_inboxes', contactableInboxes);
	on.account('POST', 'contacts/:contact_id/contact_inboxes', create);
	on.account('POST', 'contact_inboxes/filter', filter);
}
