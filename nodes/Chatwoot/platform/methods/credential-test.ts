import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { ProbeFailure, testing } from '../../../shared/credential-probe';
import type { Problem } from '../../../shared/errors';
import { isObject } from '../../../shared/json';
import { problemIn } from '../../api/problems';
import { PLATFORM, platformService } from '../../api/platform/service';
import { tokenHeader } from '../../api/token';
import { isChatwoot, notChatwoot, PROFILE } from '../../methods/credential-test';
import type { Get } from '../../methods/credential-test';

/** A list that all versions have (chatwoot.md §8). */
const BOTS = `${PLATFORM}/agent_bots`;

/** Tests the token of a platform app, and tells whose token it is instead (chatwoot.md [855]). */
export async function chatwootPlatformApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await testing(this, platformService, data, async (ask, baseUrl) => {
		const headers = { Accept: 'application/json', ...tokenHeader(data.accessToken) };
		const get: Get = async (path) =>
			await ask({ method: 'GET', url: `${baseUrl}${path}`, headers });
		const answer = await get(BOTS);
		const problem = platformService.problemIn(answer, { method: 'GET', path: BOTS });
		if (problem?.reason === 'unknownToken') throw new ProbeFailure(await ownerOf(get, problem));
		if (problem?.status === 404 && !(await isChatwoot(get))) throw new ProbeFailure(notChatwoot);
		// 4.3.0 failed so although it knew the token; only a 401 says that it does not (chatwoot.md [858]).
		if (problem?.status === 500 && (await isChatwoot(get))) return known;
		if (problem) throw new ProbeFailure(problem);
		if (!Array.isArray(answer.body) || !(await isChatwoot(get))) {
			throw new ProbeFailure(notChatwoot);
		}
		return known;
	});
}

const known: INodeCredentialTestResult = {
	status: 'OK',
	message: 'Token of a platform app: it reaches what it has made and what it was given',
};

/** Whose token it is, when it is no platform app's. */
async function ownerOf(get: Get, problem: Problem): Promise<Problem> {
	const answer = await get(PROFILE);
	const other = problemIn(answer, { method: 'GET', path: PROFILE });
	if (!other && isObject(answer.body)) {
		const { name, email } = answer.body;
		return {
			...problem,
			message: `This is the token of the user ${String(name)} (${String(email)}), not of a platform app`,
		};
	}
	if (other?.reason !== 'notForBots') return problem;
	return { ...problem, message: 'This is the token of an agent bot, not of a platform app' };
}
