import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import type { ApiResponse } from '../../shared/request';
import { problemIn } from '../api/problems';
import { chatwootService } from '../api/service';
import { tokenHeader } from '../api/token';
import type { Profile } from '../api/types';

const PROFILE = '/api/v1/profile';

/** Tests a Chatwoot credential and tells whose token it is (chatwoot.md §1, chatwoot.md §3). */
export async function chatwootApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const baseUrl = chatwootService.baseUrl(data);
	if (!baseUrl) {
		return failed(
			'The base URL is not a web address. It should look like https://app.chatwoot.com',
		);
	}
	// The helper is the only one that credential tests get.
	const { helpers } = this;
	try {
		const { statusCode, headers, body } = await helpers.request({
			method: 'GET',
			url: `${baseUrl}${PROFILE}`,
			headers: { Accept: 'application/json', ...tokenHeader(data.accessToken) },
			simple: false,
			resolveWithFullResponse: true,
			json: true,
			followRedirect: false,
			timeout: 20_000,
		});
		return judge({ status: statusCode, headers, body });
	} catch (error) {
		return failed((error as Error).message);
	}
}

function judge(response: ApiResponse): INodeCredentialTestResult {
	const problem = problemIn(response, { method: 'GET', path: PROFILE });
	if (problem?.reason === 'notForBots') {
		return {
			status: 'OK',
			message:
				"Chatwoot knows the token, but it is not a user's: an agent bot's can create conversations and messages only, and the account ID has to be entered. Use the token of a user for everything else.",
		};
	}
	if (problem) return failed([problem.message, problem.description].filter(Boolean).join('. '));
	const { name, email, accounts } = (response.body ?? {}) as Partial<Profile>;
	if (!Array.isArray(accounts)) {
		return failed('The server did not answer like Chatwoot. Check the base URL.');
	}
	if (accounts.length === 0) return failed(`The user ${name} (${email}) belongs to no account`);
	const list = accounts.map(
		({ id, name, role, status }) =>
			`${name} (${id}) as ${role}${status === 'suspended' ? ', suspended' : ''}`,
	);
	return { status: 'OK', message: `Token of ${name} (${email}), member of ${list.join('; ')}` };
}

function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}
