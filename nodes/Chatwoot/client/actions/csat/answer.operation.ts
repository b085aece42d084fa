import { operation } from '../operation/operation';
import { conversation } from '../places/conversation';
import { surveyOutput } from './output';

/** From bad to good. */
const RATINGS = ['1', '2', '3', '4', '5'] as const;

export const answerSurvey = operation({
	name: 'Answer',
	value: 'answer',
	action: 'Answer CSAT survey',
	description:
		'Rate a conversation as the customer, in place of an earlier rating. Possible once Chatwoot has asked, for 14 days.',
	on: conversation,
	fields: [
		{
			displayName: 'Rating',
			name: 'rating',
			type: 'options',
			options: RATINGS.map((value) => ({ name: value, value })),
			default: '5',
			description: 'From 1 (bad) to 5 (good)',
		},
		{
			displayName: 'Feedback',
			name: 'feedback',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			description: 'What the customer says about it',
		},
	],
	read: (param) => ({
		rating: Number(param.choice('rating', RATINGS)),
		feedback: param.optionalText('feedback'),
	}),
	async act({ api, place, input: { rating, feedback } }) {
		const { uuid } = await api.conversations.get(place);
		return surveyOutput(place.conversation, await api.surveys.answer(uuid, rating, feedback));
	},
});
