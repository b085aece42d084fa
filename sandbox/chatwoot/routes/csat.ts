import type { Call } from '../call';
import * as cast from '../http/cast';
import { RecordMissing } from '../http/errors';
import { emit } from '../events';
import { surveyOf } from '../rules/csat';
import { accountOf, inboxOf } from '../state/access';
import { iso, now } from '../state/clock';
import type { Conversation, Message, Rating } from '../state/types';
import { inboxAvatar } from '../views/avatar';
import type { Routes } from './routes';

function ratingOf(call: Call, message: Message): Rating | undefined {
	return call.state.ratings.find((row) => row.message_id === message.id);
}

function survey(call: Call): { conversation: Conversation; message: Message } {
	const conversation = call.state.conversations.find((row) => row.uuid === call.path.uuid);
	const message = conversation && surveyOf(call.state, conversation);
	if (!conversation || !message) throw new RecordMissing();
	return { conversation, message };
}

function ratingRow(rating: Rating) {
	return {
		id: rating.id,
		account_id: rating.account_id,
		conversation_id: rating.conversation_id,
		message_id: rating.message_id,
		rating: rating.rating,
		feedback_message: rating.feedback_message,
		contact_id: rating.contact_id,
		assigned_agent_id: rating.assigned_agent_id,
		created_at: iso(rating.created_at),
		updated_at: iso(rating.created_at),
		csat_review_notes: null,
		review_notes_updated_at: null,
		review_notes_updated_by_id: null,
	};
}

function show(call: Call) {
	const { conversation, message } = survey(call);
	const inbox = inboxOf(call.state, conversation);
	const rating = ratingOf(call, message);
	return {
		id: message.id,
		csat_survey_response: rating ? ratingRow(rating) : null,
		display_type: message.content_attributes.display_type ?? 'emoji',
		content: inbox.settings.csat_config.message ?? null,
		inbox_avatar_url: inboxAvatar(call.state, inbox),
		inbox_name: inbox.name,
		locale: accountOf(call.state, conversation).locale,
		// the database id, not the display id (chatwoot.md [522])
		conversation_id: conversation.id,
		created_at: iso(message.created_at),
	};
}

/**
 * Answers with the state before the write; a rating beyond 1 to 5 is not stored
 * (chatwoot.md [522]).
 */
function answer(call: Call) {
	const shown = show(call);
	const { conversation, message } = survey(call);
	const values = cast.object(cast.object(call.params.message)?.submitted_values) ?? {};
	const given = cast.object(values.csat_survey_response);
	const rating = cast.int(cast.scalar(given?.rating));
	if (!given || rating === null || rating < 1 || rating > 5) return shown;
	const feedback_message = cast.text(cast.scalar(given.feedback_message));
	const known = ratingOf(call, message);
	if (known) Object.assign(known, { rating, feedback_message });
	else {
		call.state.ratings.insert({
			account_id: conversation.account_id,
			conversation_id: conversation.id,
			message_id: message.id,
			contact_id: conversation.contact_id,
			assigned_agent_id: conversation.assignee_id,
			rating,
			feedback_message,
			created_at: now(),
		});
	}
	const submitted_values = { csat_survey_response: { rating, feedback_message } };
	message.content_attributes = { ...message.content_attributes, submitted_values };
	emit(call.state, 'message_updated', { message });
	return shown;
}

export function csatRoutes(on: Routes): void {
	on.open('GET', '/public/api/v1/csat_survey/:uuid', show);
	on.open('PATCH', '/public/api/v1/csat_survey/:uuid', answer);
}
