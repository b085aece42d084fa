import { runJobs } from '../jobs';
import { updateConversation } from '../rules/conversation';
import { markFailed } from '../rules/failed';
import type { State } from '../state/state';
import type { Target } from './targets';

/** What the server does about a delivery that finally failed; account webhooks are dropped. */
export function afterFailure(state: State, target: Target, error: string): void {
	const { kind, message, conversation } = target;
	if (kind === 'callback' && message) markFailed(state, message, error);
	const waits = conversation?.status === 'pending' && state.release.signs;
	if (kind === 'bot' && conversation && waits) {
		updateConversation(state, conversation, { status: 'open' }, null, 'status.bot_failed');
	}
	runJobs(state);
}
