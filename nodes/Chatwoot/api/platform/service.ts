import type { Problem } from '../../../shared/errors';
import { isObject } from '../../../shared/json';
import type { ApiRequest, ApiResponse, Service } from '../../../shared/request';
import { normaliseBaseUrl } from '../address';
import { recordsIn } from '../named-records';
import { problemIn } from '../problems';
import { chatwootService } from '../service';

/** Where the whole Platform API is. */
export const PLATFORM = '/platform/api/v1';

/** Chatwoot's Platform API as a service for `shared/request` (chatwoot.md §8). */
export const platformService: Service = {
	...chatwootService,
	credential: 'chatwootPlatformApi',
	publicUrl: ({ baseUrl }) => normaliseBaseUrl(String(baseUrl ?? '')),
	problemIn: platformProblemIn,
};

/** Never translated (chatwoot.md [855]). */
const NO_TOKEN_OF_AN_APP = /^invalid access_token$/i;
const NOT_ITS_OWN = /^non permissible resource$/i;

/** Some failures have another meaning here than in the other APIs of Chatwoot. */
function platformProblemIn(response: ApiResponse, request: ApiRequest): Problem | undefined {
	const problem = problemIn(response, request);
	if (!problem) return undefined;
	const text = isObject(response.body) ? String(response.body.error) : '';
	const records = recordsIn(request);
	if (problem.status === 401 && NO_TOKEN_OF_AN_APP.test(text)) return { ...problem, ...unknown };
	if (problem.status === 401 && NOT_ITS_OWN.test(text)) {
		return {
			...problem,
			message: `Chatwoot does not let the platform app touch ${records || 'this'}`,
			description:
				'A platform app reaches only what it has made, and what it was given in the super admin console. A user becomes its own by User > Create with the email of that user.',
			reason: 'needsRole',
		};
	}
	// It says about records what the other APIs say about addresses (chatwoot.md §8).
	if (problem.reason === 'unknownRoute' && records !== '') {
		return {
			...problem,
			message: `Chatwoot did not find ${records}`,
			description: 'It does not exist or was deleted.',
			reason: 'missing',
		};
	}
	return problem;
}

const unknown: Problem = {
	message: 'The Platform API of Chatwoot does not know the access token',
	description:
		'Copy it from the super admin console of the server: Platform Apps. Tokens of users and agent bots do not work here.',
	reason: 'unknownToken',
};
