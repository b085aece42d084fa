import * as cast from '../http/cast';
import { isParams } from '../http/params';
import { inboxOf } from '../state/access';
import type { State } from '../state/state';
import type { Conversation, Inbox } from '../state/types';
import { isApi } from './inbox';
import { INCOMING } from './message-types';

const HOUR = 3_600_000;

/**
 * WhatsApp closes a conversation 24 hours after the customer's last message (chatwoot.md §5), an API
 * inbox some hours after it if it is told to (chatwoot.md [717]).
 */
export function canReply(state: State, conversation: Conversation): boolean {
	const inbox = inboxOf(state, conversation);
	const hours = windowOf(inbox);
	if (hours === null) return true;
	const last = state.messages
		.by('conversation_id', conversation.id)
		.findLast((row) => row.message_type === INCOMING);
	return last !== undefined && Date.now() < last.created_at + hours * HOUR;
}

function windowOf(inbox: Inbox): number | null {
	if (inbox.channel_type === 'Channel::Whatsapp') return 24;
	const { additional_attributes: additional } = inbox.channel;
	return isApi(inbox) && isParams(additional) ? cast.int(additional.agent_reply_time_window) : null;
}
