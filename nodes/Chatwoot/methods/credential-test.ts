import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { ProbeFailure, testing } from '../../shared/credential-probe';
import type { Ask } from '../../shared/credential-probe';
import type { Problem } from '../../shared/errors';
import { isObject } from '../../shared/json';
import type { ApiResponse } from '../../shared/request';
import { problemIn } from '../api/problems';
import { chatwootService } from '../api/service';
import { tokenHeader } from '../api/token';
import type { Profile } from '../api/types';

export const PROFILE = '/api/v1/profile';

/**
 * An account that never exists. The server lets bots get this far, but not platform apps
 * (chatwoot.md [868]).
 */
const NOWHERE = '/api/v1/accounts/0/conversations/0/labels';

/** Tests a Chatwoot credential and tells whose token it is (chatwoot.md §1, chatwoot.md §3). */
export async function chatwootApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await testing(this, chatwootService, data, async (ask, baseUrl) => {
		const get = async (path: string) => await ask(requestOf(`${baseUrl}${path}`, data));
		const answer = await get(PROFILE);
		const problem = problemIn(answer, { method: 'GET', path: PROFILE });
		if (problem?.reason === 'notForBots') return await judgeBot(get);
		if (problem?.status === 404) throw new ProbeFailure(notChatwoot);
		if (problem) throw new ProbeFailure(problem);
		return judgeUser(answer);
	});
}

function requestOf(url: string, { accessToken }: ICredentialDataDecryptedObject) {
	const headers = { Accept: 'application/json', ...tokenHeader(accessToken) };
	return { method: 'GET', url, headers } as const;
}

export const notChatwoot: Problem = {
	message: 'There is no Chatwoot at this base URL',
	description:
		'It should be the address of the dashboard without anything after it, such as https://app.chatwoot.com',
};

function judgeUser({ body }: ApiResponse): INodeCredentialTestResult {
	const { name, email, accounts } = (isObject(body) ? body : {}) as Partial<Profile>;
	if (!Array.isArray(accounts)) throw new ProbeFailure(notChatwoot);
	if (accounts.length === 0) {
		throw new ProbeFailure({ message: `The user ${name} (${email}) belongs to no account` });
	}
	const list = accounts.map(
		({ id, name, role, status }) =>
			`${name} (${id}) as ${role}${status === 'suspended' ? ', suspended' : ''}`,
	);
	return { status: 'OK', message: `Token of ${name} (${email}), member of ${list.join('; ')}` };
}

/** Chatwoot says the same about tokens of bots, platform apps and deleted bots. */
async function judgeBot(get: Get): Promise<INodeCredentialTestResult> {
	const { status } = await get(NOWHERE);
	if (status === 401 && (await letsBotsReadLabels(get))) {
		throw new ProbeFailure({
			message: 'The token belongs to a platform app or to an agent bot that was deleted',
			description:
				'Neither can do anything here. Use the access token of a user: Profile Settings > Access Token',
		});
	}
	return {
		status: 'OK',
		message:
			"Chatwoot knows the token, but it is not a user's: an agent bot's can create conversations and messages only, and the account ID has to be entered. Use the token of a user for everything else.",
	};
}

export type Get = (path: string) => ReturnType<Ask>;

/** Reading the version needs no token (chatwoot.md §1 Version probe); '' when it is no Chatwoot. */
async function versionOf(get: Get): Promise<string> {
	const { body } = await get('/api');
	return isObject(body) && typeof body.version === 'string' ? body.version : '';
}

/** Whether a server that knows neither token nor inbox is a Chatwoot all the same. */
export async function isChatwoot(get: Get): Promise<boolean> {
	return (await versionOf(get)) !== '';
}

/** Possible since 4.14.2 (chatwoot.md §1). */
async function letsBotsReadLabels(get: Get): Promise<boolean> {
	const version = await versionOf(get);
	const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => parseInt(part, 10));
	return major * 1e6 + minor * 1e3 + patch >= 4_014_002;
}
