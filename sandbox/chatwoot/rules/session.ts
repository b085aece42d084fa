import { randomUUID } from 'node:crypto';
import { missing, NotUnique, serverError } from '../http/errors';
import { now } from '../state/clock';
import type { State } from '../state/state';
import { secureToken } from '../state/state';
import type { Contact, Inbox, Session } from '../state/types';
import { isApi, isEmail, isSms, isWebsite, isWhatsapp } from './inbox';

/** The session id that a channel assigns if none is chosen (chatwoot.md [205, 206]). */
function generate(contact: Contact, inbox: Inbox): string {
	if (isApi(inbox) || isWebsite(inbox)) return randomUUID();
	if (isEmail(inbox)) {
		if (!contact.email) throw missing('contact email');
		return contact.email;
	}
	if (isSms(inbox) || isWhatsapp(inbox)) {
		const phone = phoneIn(inbox, contact);
		if (!phone) throw missing('contact phone number');
		return phone;
	}
	throw serverError(`Unsupported operation for this channel: ${inbox.channel_type}`);
}

/** The phone number as a source ID: without the plus for WhatsApp. */
export function phoneIn(inbox: Inbox, { phone_number }: Contact): string | undefined {
	return (isWhatsapp(inbox) ? phone_number?.replace('+', '') : phone_number) || undefined;
}

/**
 * Finds or makes a session (contact_inbox_builder.rb). `sourceId` undefined: the channel's own.
 * "" makes none. The id of another contact is refused, but email and SMS inboxes hand it over
 * (chatwoot.md [205]).
 */
export function buildSession(
	state: State,
	contact: Contact,
	inbox: Inbox,
	sourceId: string | undefined,
	hmacVerified = false,
): Session | undefined {
	const source = sourceId ?? generate(contact, inbox);
	if (source.trim() === '') return undefined;
	const holder = sessionBySource(state, inbox, source);
	if (holder?.contact_id === contact.id) return holder;
	if (holder) {
		if (!isEmail(inbox) && !isSms(inbox)) throw new NotUnique('duplicate session');
		holder.source_id = handedOver(inbox, source);
	}
	const time = now();
	return state.sessions.insert({
		contact_id: contact.id,
		inbox_id: inbox.id,
		source_id: source,
		hmac_verified: hmacVerified,
		pubsub_token: secureToken(),
		created_at: time,
		updated_at: time,
	});
}

function handedOver(inbox: Inbox, source: string) {
	const digit = Math.floor(Math.random() * 10);
	return isEmail(inbox) ? `${digit}${source}` : `${source}${digit}`;
}

export function sessionBySource(state: State, inbox: Inbox, source: string): Session | undefined {
	return state.sessions.find((row) => row.source_id === source && row.inbox_id === inbox.id);
}
