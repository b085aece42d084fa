import { accountOf } from '../state/access';
import { now } from '../state/clock';
import type { State } from '../state/state';
import type { Conversation } from '../state/types';
import { ACTIVITY } from './message-types';
import type { TextKey } from './texts';
import { phrase } from './texts';

/** Writes a line into the conversation's log. It sends no message event. */
export function addActivity(
	state: State,
	conversation: Conversation,
	key: TextKey,
	values: Record<string, string> = {},
): void {
	const time = now();
	state.messages.insert({
		account_id: conversation.account_id,
		inbox_id: conversation.inbox_id,
		conversation_id: conversation.id,
		content: phrase(accountOf(state, conversation), key, values),
		message_type: ACTIVITY,
		content_type: 'text',
		content_attributes: {},
		additional_attributes: {},
		status: 'sent',
		private: false,
		source_id: null,
		sender: null,
		arrived_at: time,
		created_at: time,
		updated_at: time,
	});
	conversation.last_activity_at = time;
}
