import type { State } from '../state/state';
import type { Conversation } from '../state/types';
import { INCOMING } from './message-types';

/** The server stops counting here (chatwoot.md [690]). */
const MOST = 10;

/** Incoming messages that no agent has seen. */
export function unreadCount(state: State, conversation: Conversation): number {
	const since = conversation.agent_last_seen_at ?? 0;
	const messages = state.messages.by('conversation_id', conversation.id);
	const unread = messages.filter((row) => row.message_type === INCOMING && row.created_at > since);
	return Math.min(unread.length, MOST);
}
