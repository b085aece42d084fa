import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/json';
import { filtered, take } from '../../../shared/pages';
import { conversations } from '../conversation/kind';
import { isoTime } from '../kinds/iso-time';
import { operation } from '../operation/operation';
import type { Message } from '../../api/types';

export const getCsatOfConversation = operation({
	name: 'Get of Conversation',
	value: 'getOfConversation',
	action: 'Get CSAT response of conversation',
	description:
		'Get the survey of a conversation and what the customer answered; nothing when none was sent',
	on: conversations,
	isReading: true,
	async act({ api, id }) {
		const messages = api.messages.newestFirst(id, true);
		const surveys = filtered(messages, ({ content_type }) => content_type === 'input_csat');
		return (await take(surveys, 1)).map((survey) => surveyOutput(id, survey));
	},
});

/** The survey is a message to which Chatwoot adds the answer (chatwoot.md §9 CSAT). */
function surveyOutput(conversation_id: number, survey: Message): IDataObject {
	const { id, created_at, content_attributes } = survey;
	const { submitted_values: submitted } = content_attributes;
	const answer = isObject(submitted) ? submitted.csat_survey_response : undefined;
	const { rating = null, feedback_message = null } = isObject(answer) ? answer : {};
	return {
		conversation_id,
		message_id: id,
		is_answered: rating !== null,
		rating,
		feedback_message,
		sent_at: isoTime(created_at),
	};
}
