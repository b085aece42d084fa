import { emit } from '../events';
import { runJobs } from '../jobs';
import { updateConversation } from '../rules/conversation';
import { now } from '../state/clock';
import type { State } from '../state/state';
import type { Message } from '../state/types';
import type { Target } from './targets';

/** What the server makes of a delivery that failed for good; account webhooks are dropped. */
export function afterFailure(state: State, target: Target, error: string): void {
	const { kind, message, conversation } = target;
	if (kind === 'callback' && message) markFailed(state, message, error);
	const waits = conversation?.status === 'pending' && state.release.signs;
	if (kind === 'bot' && conversation && waits) {
		updateConversation(state, conversation, { status: 'open' }, null, 'status.bot_failed');
	}
	runJobs(state);
}

/**
 * Also an incoming message, a note and one that arrived already; told once only
 * (chatwoot.md [704-713]).
 */
function markFailed(state: State, message: Message, external_error: string): void {
	if (message.status === 'failed') return;
	message.status = 'failed';
	message.content_attributes = { ...message.content_attributes, external_error };
	message.updated_at = now();
	emit(state, 'message_updated', { message });
}
