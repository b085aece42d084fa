import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IHttpRequestOptions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { authenticate, enteredIn, loginRequest, tokenIn } from '../api/login';
import { ME_PATH } from '../api/problems';
import { problemIn } from '../api/service';

/**
 * Tests a Twake credential: logs in and asks who the application is. That it is installed in a
 * company, or that this n8n's address is allowed, cannot be seen from here (twake.md §2).
 */
export async function twakeApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const { baseUrl, isLegacy } = enteredIn(data);
	if (!baseUrl) {
		return failed('The base URL is not a web address. It should look like https://web.twake.app');
	}
	// The helper is the only one that credential tests get.
	const { helpers } = this;
	const ask = async (options: IHttpRequestOptions) => {
		const full = {
			...options,
			simple: false,
			resolveWithFullResponse: true,
			json: true,
			timeout: 20_000,
		};
		const { statusCode, headers, body } = await helpers.request({ ...full, followRedirect: false });
		const path = options.url.slice(baseUrl.length);
		const problem = problemIn({ status: statusCode, headers, body }, { method: 'GET', path });
		return { body, problem };
	};
	try {
		if (isLegacy) return await testLegacy(ask, baseUrl, data);
		const login = await ask(loginRequest(data));
		if (login.problem) return failed(login.problem.message);
		const accessToken = tokenIn(login.body);
		const request: IHttpRequestOptions = { method: 'GET', url: `${baseUrl}${ME_PATH}` };
		const me = await ask(await authenticate({ ...data, accessToken }, request));
		if (me.problem) return failed(me.problem.message);
		const { resource } = me.body as { resource?: { identity?: { name?: string } } };
		return {
			status: 'OK',
			message: `Logged in as the application "${resource?.identity?.name ?? ''}"`,
		};
	} catch (error) {
		return failed(`Twake could not be reached at ${baseUrl}: ${(error as Error).message}`);
	}
}

type Ask = (options: IHttpRequestOptions) => Promise<{ body: unknown }>;

/** The legacy API checks the key before the company: without one, nothing is written (twake.md §11). */
async function testLegacy(
	ask: Ask,
	baseUrl: string,
	data: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const request = { method: 'POST', url: `${baseUrl}/api/v1/messages/save`, body: {} } as const;
	const { body } = await ask(await authenticate(data, { ...request }));
	const { error } = (body ?? {}) as { error?: string };
	if (error?.startsWith('you_need_to_provide_a_valid_group_id')) {
		return { status: 'OK', message: 'The legacy API knows the application' };
	}
	if (error === 'unknown_application_or_bad_private_key') {
		return failed('The legacy API does not know this application ID with this private key');
	}
	return failed('This server has no legacy API. Set API Generation to "Application API".');
}

function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}
