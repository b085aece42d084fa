import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { ProbeFailure, testing } from '../../../shared/credential-probe';
import { isObject } from '../../../shared/json';
import type { ClientInbox } from '../../api/client/types';
import { clientService, hmacTokenIn, inboxPathIn, noIdentifier } from '../../api/client/service';
import { isChatwoot, notChatwoot } from '../../methods/credential-test';

/**
 * Tests a credential of the Client API and tells which inbox it leads to (chatwoot.md §7). An
 * unknown inbox is answered as any program without such a page would, so the version tells them
 * apart.
 */
export async function chatwootClientApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await testing(this, clientService, data, async (ask, baseUrl) => {
		const headers = { Accept: 'application/json' };
		const get = async (path: string) =>
			await ask({ method: 'GET', url: `${baseUrl}${path}`, headers });
		const path = inboxPathIn(data);
		if (path === undefined) throw new ProbeFailure(noIdentifier);
		const answer = await get(path);
		const problem = clientService.problemIn(answer, { method: 'GET', path });
		if (problem?.status === 404 && !(await isChatwoot(get))) throw new ProbeFailure(notChatwoot);
		if (problem) throw new ProbeFailure(problem);
		const { body } = answer;
		if (!isObject(body) || !('identity_validation_enabled' in body)) {
			throw new ProbeFailure(notChatwoot);
		}
		return judge(body as ClientInbox, hmacTokenIn(data) !== '');
	});
}

function judge(inbox: ClientInbox, hasToken: boolean): INodeCredentialTestResult {
	const { name, identity_validation_enabled: isDemanded } = inbox;
	if (isDemanded && !hasToken) {
		throw new ProbeFailure({
			message: `The inbox ${name} wants proofs of who its customers are, but the HMAC Token is empty`,
			description: 'Chatwoot shows it beside the Inbox Identifier, under Configuration.',
		});
	}
	const token = hasToken
		? '. Whether the HMAC Token is right shows only when a customer is looked up.'
		: ', which believes its customers who they are';
	return { status: 'OK', message: `Leads to the inbox ${name}${token}` };
}
