import type { IDataObject } from 'n8n-workflow';
import type { Addresses } from '../../../../shared/web-address';
import { isoTime } from '../../../actions/kinds/iso-time';
import type { ClientConversation } from '../../../api/client/types';
import { messageOutput } from '../message/output';

/** The fields of a conversation that workflows use. */
export function conversationOutput(
	conversation: ClientConversation,
	addresses: Addresses,
): IDataObject {
	const { id, uuid, inbox_id, status, contact, messages } = conversation;
	const { contact_last_seen_at, agent_last_seen_at } = conversation;
	const { name, email, phone_number } = contact;
	const last = messages.at(-1);
	return {
		...{ id, uuid, inbox_id, status },
		contact: { id: contact.id, name, email, phone_number },
		contact_last_seen_at: isoTime(contact_last_seen_at),
		agent_last_seen_at: isoTime(agent_last_seen_at),
		last_message: last ? messageOutput(last, addresses) : null,
	};
}
