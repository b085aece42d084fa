import type { Resource } from '../operation/operation';
import { answerSurvey } from './answer.operation';
import { getSurvey } from './get.operation';

export const csat: Resource = {
	name: 'CSAT',
	value: 'csat',
	description: 'The survey that asks the customer how it was',
	operations: [answerSurvey, getSurvey],
};
