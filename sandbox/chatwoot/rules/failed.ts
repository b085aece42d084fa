import { emit } from '../events';
import { now } from '../state/clock';
import type { State } from '../state/state';
import type { Message } from '../state/types';

/**
 * What could not be sent or delivered, even an incoming message, a note or one that arrived
 * already; reported only once (chatwoot.md [704-713]).
 */
export function markFailed(state: State, message: Message, external_error: string): void {
	if (message.status === 'failed') return;
	message.status = 'failed';
	message.content_attributes = { ...message.content_attributes, external_error };
	message.updated_at = now();
	emit(state, 'message_updated', { message });
}
