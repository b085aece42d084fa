import type { State } from '../state/state';
import type { Conversation } from '../state/types';
import { INCOMING } from './message-types';

/** Incoming messages that no agent has seen. */
export const unreadCount = (state: State, conversation: Conversation): number => {
	const since = conversation.agent_last_seen_at ?? 0;
	const messages = state.messages.by(conversation.id);
	return messages.filter((row) => row.message_type === INCOMING && row.created_at > since).length;
};
