import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IHttpRequestOptions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { ProbeFailure, testing } from '../../shared/credential-probe';
import type { Ask } from '../../shared/credential-probe';
import { authenticate, enteredIn, loginRequest, tokenIn } from '../api/login';
import { legacyProblemIn, NO_LEGACY_API } from '../api/legacy-service';
import { ME_PATH } from '../api/problems';
import { problemIn, twakeService } from '../api/service';

/**
 * Tests a Twake credential: logs in and requests the application. It cannot check whether the
 * application is installed in a company, or this n8n's address allowed (twake.md §2).
 */
export async function twakeApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await testing(this, twakeService, data, async (ask, baseUrl) => {
		if (enteredIn(data).isLegacy) return await testLegacy(ask, baseUrl, data);
		const bodyOf = async (request: IHttpRequestOptions) => {
			const answer = await ask(request);
			const path = request.url.slice(baseUrl.length);
			const problem = problemIn(answer, { method: 'GET', path });
			if (problem) throw new ProbeFailure(problem);
			return answer.body;
		};
		const accessToken = tokenIn(await bodyOf(loginRequest(data)));
		const request: IHttpRequestOptions = { method: 'GET', url: `${baseUrl}${ME_PATH}` };
		const me = await bodyOf(await authenticate({ ...data, accessToken }, request));
		const { resource } = me as { resource?: { identity?: { name?: string } } };
		return {
			status: 'OK',
			message: `Logged in as the application "${resource?.identity?.name ?? ''}"`,
		};
	});
}

/**
 * The legacy API checks the key before the company, so without a company nothing is written
 * (twake.md §11).
 */
async function testLegacy(
	ask: Ask,
	baseUrl: string,
	data: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const path = '/api/v1/messages/save';
	const request = { method: 'POST', url: `${baseUrl}${path}`, body: {} } as const;
	const answer = await ask(await authenticate(data, { ...request }));
	const { error } = (answer.body ?? {}) as { error?: string };
	if (error?.startsWith('you_need_to_provide_a_valid_group_id')) {
		return { status: 'OK', message: 'The legacy API knows the application' };
	}
	throw new ProbeFailure(legacyProblemIn(answer, { method: 'POST', path }) ?? NO_LEGACY_API);
}
