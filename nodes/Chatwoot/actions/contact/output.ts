import type { IDataObject } from 'n8n-workflow';
import type { Contact } from '../../api/types';
import { contactOutput, sessionOutput } from '../contact/kind';

/** A contact with the sessions in which it can be talked to, simplified or as it came. */
export function withSessions(
	contact: Contact,
	isSimple: boolean,
	baseUrl: string,
	account: number,
): IDataObject {
	if (!isSimple) return contact;
	const sessions = (contact.contact_inboxes ?? []).map(sessionOutput);
	return { ...contactOutput(contact, { baseUrl, account }), sessions };
}
