import { operation } from '../operation/operation';
import { conversation } from '../places/conversation';
import { surveyOutput } from './output';

export const getSurvey = operation({
	name: 'Get',
	value: 'get',
	action: 'Get CSAT survey',
	description: 'Get the survey that was sent in a conversation, with the answer if there is one',
	on: conversation,
	isReading: true,
	async act({ api, place }) {
		const { uuid } = await api.conversations.get(place);
		return surveyOutput(place.conversation, await api.surveys.get(uuid));
	},
});
