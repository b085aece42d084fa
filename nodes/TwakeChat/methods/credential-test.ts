import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IHttpRequestOptions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { ProbeFailure, testing } from '../../shared/credential-probe';
import type { Ask } from '../../shared/credential-probe';
import { isObject } from '../../shared/json';
import { WHOAMI } from '../api/account';
import { discovered, homeserverIn, wellKnown } from '../api/homeserver';
import type { Homeserver } from '../api/homeserver';
import { notMatrix, parsed, problemIn, secretsIn } from '../api/service';
import { tokenHeader } from '../api/token';

/** Tests a Twake Chat credential: asks whose token it is (matrix.md §2). */
export async function twakeChatApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const server = homeserverIn(data);
	const address = entered(server);
	const addresses = { baseUrl: () => address, publicUrl: () => address };
	const service = { name: 'Twake Chat', ...addresses, secretsIn };
	return await testing(this, service, data, async (ask) => {
		const baseUrl = await addressOf(server!, ask);
		const request: IHttpRequestOptions = {
			method: 'GET',
			url: `${baseUrl}${WHOAMI}`,
			headers: { Accept: 'application/json', ...tokenHeader(data.accessToken) },
		};
		const answer = await ask(request);
		const problem = problemIn(answer, { method: 'GET', path: WHOAMI });
		if (problem) throw new ProbeFailure(problem);
		const me = isObject(answer.body) ? answer.body.user_id : undefined;
		// A status of 200 alone proves nothing: any server may answer with it.
		if (typeof me !== 'string') throw new ProbeFailure(notMatrix(answer));
		if (isObject(answer.body) && answer.body.is_guest === true) {
			throw new ProbeFailure({
				message: `The token is that of a guest, ${me}`,
				description: 'Guests may read, but not write. Use the token of a registered account.',
			});
		}
		return { status: 'OK', message: `Token of ${me} at ${baseUrl}` };
	});
}

function entered(server: Homeserver | undefined): string | undefined {
	if (!server) return undefined;
	return 'baseUrl' in server ? server.baseUrl : new URL(wellKnown(server.serverName)).origin;
}

async function addressOf(server: Homeserver, ask: Ask): Promise<string> {
	if ('baseUrl' in server) return server.baseUrl;
	const { serverName } = server;
	const { status, body } = await ask({ method: 'GET', url: wellKnown(serverName) });
	const baseUrl = discovered(serverName, { status, body: parsed(body) });
	if (baseUrl !== undefined) return baseUrl;
	throw new ProbeFailure({
		message: `${serverName} does not say where its homeserver is`,
		description: 'Enter the address of the homeserver as the base URL.',
	});
}
