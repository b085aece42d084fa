import type { IDataObject } from 'n8n-workflow';
import { objectWith } from '../../../shared/answers';
import { apiCallFields, apiCallFrom } from '../../../shared/api-call';
import { operation } from '../operation/operation';

export const callApi = operation({
	name: 'Call',
	value: 'call',
	action: 'Call API',
	description: 'Send any request to the API of Twake, with the login of the credential',
	inLegacyApi: true,
	fields: apiCallFields({
		placeholder: 'e.g. /api/console/v1/me',
		description: 'What follows the base URL of the credential; begins with /api/ or /internal/',
	}),
	read: (param) =>
		apiCallFrom(
			param,
			/^\/(api|internal)\//,
			'It begins with /api/ or /internal/. Query parameters go into Query.',
		),
	async act({ twake, input: request }) {
		const answer = await twake.requester.send({ ...request, answer: objectWith<IDataObject>() });
		const things = answer.resource ?? answer.resources ?? answer;
		return things as IDataObject | IDataObject[];
	},
});
