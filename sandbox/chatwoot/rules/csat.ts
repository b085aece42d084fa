import { inboxOf } from '../state/access';
import type { State } from '../state/state';
import type { Conversation, Message } from '../state/types';
import { createMessage } from './message';
import { TEMPLATE } from './message-types';

export function surveyOf(state: State, conversation: Conversation): Message | undefined {
	return state.messages
		.by('conversation_id', conversation.id)
		.find((row) => row.content_type === 'input_csat');
}

/** A resolved conversation gets one survey, as a template without sender (chatwoot.md [522]). */
export function sendSurvey(state: State, conversation: Conversation): void {
	const { csat_survey_enabled: enabled, csat_config: config } = inboxOf(
		state,
		conversation,
	).settings;
	if (!enabled || surveyOf(state, conversation)) return;
	state.jobs.push(() => {
		createMessage(state, conversation, {
			content: typeof config.message === 'string' ? config.message : 'Please rate the conversation',
			message_type: TEMPLATE,
			content_type: 'input_csat',
			content_attributes: { display_type: config.display_type ?? 'emoji' },
			sender: null,
		});
	});
}
