import { objectWith, record } from '../../../shared/answers';
import type { Answer } from '../../../shared/answers';
import type { ClientPlace } from './place';
import { surveyPath } from './service';
import type { Survey } from './types';

const survey: Answer<Survey> = (body) => record(objectWith('csat_survey_response')(body));

/** The surveys that customers answer (chatwoot.md §7). */
export class Surveys {
	constructor(private readonly place: Pick<ClientPlace, 'requester'>) {}

	/** By the uuid of the conversation; a 404 until one was sent. */
	async get(uuid: string): Promise<Survey> {
		const path = surveyPath(uuid);
		return await this.place.requester.send({ method: 'GET', path, answer: survey });
	}

	/** The answer shows the survey as it was before, so it is read again (chatwoot.md [522]). */
	async answer(uuid: string, rating: number, feedback_message?: string): Promise<Survey> {
		const csat_survey_response = { rating, feedback_message };
		const path = surveyPath(uuid);
		const body = { message: { submitted_values: { csat_survey_response } } };
		const { requester } = this.place;
		await requester.send({ method: 'PUT', path, body, answer: survey });
		const kept = await requester.afterWriting(async () => await this.get(uuid));
		if (kept.csat_survey_response?.rating === rating) return kept;
		throw requester.error({
			message: 'Chatwoot did not keep the answer to the survey',
			description: 'A survey can be answered for 14 days.',
		});
	}
}
