import { inboxOf, sessionsOf } from '../state/access';
import { unix } from '../state/clock';
import type { State } from '../state/state';
import type { Contact, Session } from '../state/types';
import { contactThumbnail } from './avatar';
import { inboxSlim } from './inbox';

/** A contact; without its sessions it is also the sender of a conversation (chatwoot.md [139]). */
export function contactView(state: State, contact: Contact) {
	return {
		additional_attributes: contact.additional_attributes,
		availability_status: 'offline',
		email: contact.email,
		id: contact.id,
		name: contact.name,
		phone_number: contact.phone_number,
		blocked: contact.blocked,
		identifier: contact.identifier,
		thumbnail: contactThumbnail(state, contact),
		custom_attributes: contact.custom_attributes,
		...(contact.last_activity_at === null
			? {}
			: { last_activity_at: unix(contact.last_activity_at) }),
		created_at: unix(contact.created_at),
	};
}

export function sessionView(state: State, session: Session) {
	return {
		source_id: session.source_id,
		inbox: inboxSlim(state, inboxOf(state, session)),
	};
}

export function contactWithSessions(state: State, contact: Contact, sessions = true) {
	return {
		...contactView(state, contact),
		...(sessions
			? { contact_inboxes: sessionsOf(state, contact.id).map((row) => sessionView(state, row)) }
			: {}),
	};
}
