import type { Changes, Events } from '../../events';
import { conversationOf } from '../../state/access';
import type { State } from '../../state/state';
import type { Conversation, Message } from '../../state/types';
import { carryOut } from './actions';
import { applies } from './conditions';
import { ACTIVITY } from '../message-types';

/** The name under which rules stand in the activity log (chatwoot.md [792]). */
const SYSTEM = 'Automation System';

interface Occasion {
	conversation: Conversation;
	message?: Message;
	changes?: Changes;
}

/**
 * Runs an account's rules on what happens. They run in the background, before the
 * deliveries of the same event are made; what a rule does starts no rule (chatwoot.md [687, 792]).
 */
export function startAutomation(state: State): void {
	let isRuling = false;
	const on = <K extends keyof Events>(
		name: K,
		occasionOf: (payload: Events[K]) => Occasion | undefined,
		eventOf: (payload: Events[K]) => string | undefined = () => name,
	) =>
		state.events.on(name, (payload: Events[K]) => {
			const [occasion, event] = [occasionOf(payload), eventOf(payload)];
			if (isRuling || !occasion || event === undefined) return;
			state.jobs.push(() => {
				isRuling = true;
				try {
					run(state, event, occasion);
				} finally {
					isRuling = false;
				}
			});
		});
	on('message_created', ({ message }) =>
		message.message_type === ACTIVITY
			? undefined
			: { message, conversation: conversationOf(state, message) },
	);
	on('conversation_created', (payload) => payload);
	on('conversation_updated', (payload) => payload);
	on(
		'conversation_status_changed',
		(payload) => payload,
		({ conversation: { status } }) =>
			({ open: 'conversation_opened', resolved: 'conversation_resolved' })[String(status)],
	);
}

function run(state: State, event: string, { conversation, ...about }: Occasion): void {
	const rules = state.automationRules.where(
		(row) => row.account_id === conversation.account_id && row.active && row.event_name === event,
	);
	for (const rule of rules) {
		if (!applies(state, rule, conversation, about)) continue;
		const actor = { name: SYSTEM, ruleId: rule.id, event: `automation_event.${event}` };
		carryOut(state, conversation, rule.actions, actor);
	}
}
