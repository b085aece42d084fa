import type { Events } from '../events';
import type { State } from '../state/state';
import { startAutomation } from './automation';
import { sendSurvey } from './csat';
import { startNotifications } from './notifications';
import { startReporting } from './reporting';

/** What the server itself does when something happens, besides deliveries. */
export function startFollowUps(state: State): void {
	startAutomation(state);
	startNotifications(state);
	startReporting(state);
	state.events.on(
		'conversation_status_changed',
		({ conversation }: Events['conversation_status_changed']) => {
			if (conversation.status === 'resolved') sendSurvey(state, conversation);
		},
	);
}
