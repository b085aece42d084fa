import * as cast from '../http/cast';
import { isParams } from '../http/params';
import { inboxOf } from '../state/access';
import type { State } from '../state/state';
import type { Conversation } from '../state/types';
import { isApi } from './inbox';
import { INCOMING } from './message-types';

const HOUR = 3_600_000;

/**
 * An API inbox may close a conversation some hours after the customer's last message
 * (chatwoot.md [717]).
 */
export function canReply(state: State, conversation: Conversation): boolean {
	const inbox = inboxOf(state, conversation);
	const { additional_attributes: additional } = inbox.channel;
	const hours = isParams(additional) ? cast.int(additional.agent_reply_time_window) : null;
	if (!isApi(inbox) || hours === null) return true;
	const last = state.messages.by(conversation.id).findLast((row) => row.message_type === INCOMING);
	return last !== undefined && Date.now() < last.created_at + hours * HOUR;
}
