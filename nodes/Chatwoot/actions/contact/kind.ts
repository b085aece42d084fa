import type { IDataObject } from 'n8n-workflow';
import { dashboardUrl } from '../../api/address';
import type { Contact, Session } from '../../api/types';
import { isoTime } from '../kinds/iso-time';
import { kind } from '../kinds/kind';
import type { Kind, DashboardPlace } from '../kinds/kind';

export const contacts = kind<Contact>({
	noun: 'contact',
	example: '7',
	page: 'contacts/7',
	simplified: contactOutput,
});

/** Contacts with their sessions, which come with single contacts only. */
export const contactsWithSessions: Kind<Contact> = {
	...contacts,
	simplified: (contact, place) => ({
		...contactOutput(contact, place),
		sessions: (contact.contact_inboxes ?? []).map(sessionOutput),
	}),
};

/** The fields of a contact that workflows use. */
export function contactOutput(
	contact: Contact,
	{ publicUrl, account }: DashboardPlace,
): IDataObject {
	const { id, name, email, phone_number, identifier, blocked } = contact;
	const { custom_attributes, additional_attributes } = contact;
	return {
		id,
		name,
		email,
		phone_number,
		identifier,
		blocked,
		custom_attributes,
		additional_attributes,
		created_at: isoTime(contact.created_at),
		last_activity_at: isoTime(contact.last_activity_at),
		url: dashboardUrl(publicUrl, account, `contacts/${id}`),
	};
}

/** A session of a contact: its id and the inbox. */
export function sessionOutput({ source_id, inbox }: Session): IDataObject {
	const { id, name, channel_type } = inbox;
	return { source_id, inbox: { id, name, channel_type } };
}
