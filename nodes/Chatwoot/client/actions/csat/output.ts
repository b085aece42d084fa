import type { IDataObject } from 'n8n-workflow';
import type { Survey } from '../../../api/client/types';

/** A survey under the number of its conversation: Chatwoot names another ID (chatwoot.md [522]). */
export function surveyOutput(conversation_id: number, survey: Survey): IDataObject {
	const { id, csat_survey_response: answer, created_at } = survey;
	return {
		conversation_id,
		message_id: id,
		is_answered: answer !== null,
		rating: answer?.rating ?? null,
		feedback_message: answer?.feedback_message ?? null,
		sent_at: created_at,
	};
}
