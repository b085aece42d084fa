import type { IDataObject } from 'n8n-workflow';
import type { Addresses } from '../../../shared/web-address';
import { dashboardUrl } from '../../api/address';
import type { Conversation } from '../../api/types';
import { isoTime } from '../kinds/iso-time';
import { kind, locatorOf } from '../kinds/kind';
import type { Kind } from '../kinds/kind';
import { messageOutput } from '../message/output';

const declared = kind<Conversation>({
	noun: 'conversation',
	example: '42',
	page: 'conversations/42',
	simplified: conversationOutput,
});

export const conversations: Kind<Conversation> = {
	...declared,
	locator: locatorOf(
		declared,
		'The conversation by its number, as in the output "id" of other operations and after /conversations/ in the address of the dashboard',
	),
};

/** The session of a conversation; only its messages contain it (chatwoot.md §5). */
function sourceIdOf({ messages }: Conversation): string | undefined {
	const inside = messages.at(0)?.conversation as
		{ contact_inbox?: { source_id?: string } } | undefined;
	return inside?.contact_inbox?.source_id;
}

/** Marks the assignee as a bot, whose id must not be taken for an agent's. */
const typeOfBot = ({ assignee_type }: Conversation['meta']): IDataObject =>
	assignee_type === 'AgentBot' ? { type: 'agent_bot' } : {};

/** The fields of a conversation that workflows use, with the session it was opened in. */
export function conversationOutput(
	conversation: Conversation,
	place: Addresses,
	source_id = sourceIdOf(conversation),
): IDataObject {
	const { id, account_id, inbox_id, status, priority, labels, unread_count, meta } = conversation;
	const { can_reply } = conversation;
	const { snoozed_until, custom_attributes, additional_attributes, messages } = conversation;
	const { sender, assignee, team } = meta;
	return {
		id,
		account_id,
		inbox_id,
		channel: meta.channel,
		...(source_id !== undefined && { source_id }),
		status,
		snoozed_until,
		priority,
		can_reply,
		contact: {
			id: sender.id,
			name: sender.name,
			email: sender.email,
			phone_number: sender.phone_number,
		},
		assignee: assignee ? { id: assignee.id, name: assignee.name, ...typeOfBot(meta) } : null,
		team: team ? { id: team.id, name: team.name } : null,
		labels,
		unread_count,
		custom_attributes,
		additional_attributes,
		waiting_since: isoTime(conversation.waiting_since),
		first_reply_created_at: isoTime(conversation.first_reply_created_at),
		created_at: isoTime(conversation.created_at),
		last_activity_at: isoTime(conversation.last_activity_at),
		last_message: messages.length > 0 ? messageOutput(messages[messages.length - 1], place) : null,
		url: dashboardUrl(place.publicUrl, account_id, `conversations/${id}`),
	};
}
