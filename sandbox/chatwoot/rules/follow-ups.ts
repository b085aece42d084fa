import type { Events } from '../events';
import type { State } from '../state/state';
import { startAutomation } from './automation';
import { sendSurvey } from './csat';

/** What the server itself does when something happens, beside deliveries. */
export function startFollowUps(state: State): void {
	startAutomation(state);
	state.events.on(
		'conversation_status_changed',
		({ conversation }: Events['conversation_status_changed']) => {
			if (conversation.status === 'resolved') sendSurvey(state, conversation);
		},
	);
}
