import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	IHttpRequestOptions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { unreachable } from './connection-problems';
import { oneText } from './errors';
import type { Problem } from './errors';
import { hopeless } from './hopeless';
import { ignoresSslIssues } from './request-types';
import type { ApiResponse, Service } from './request-types';
import type { ConnectionError } from './retry';
import { TimeLimit } from './time-limit';
import { SecretMask } from './secret-mask';

/** A person is waiting. */
const TIMEOUT_MS = 20_000;

/** Asks a server for the test of a credential. Throws a ProbeFailure when no answer comes. */
export type Ask = (request: IHttpRequestOptions) => Promise<ApiResponse>;

/** Ends the test of a credential with what a problem says. */
export class ProbeFailure extends Error {
	constructor(problem: Problem) {
		super(oneText(problem));
	}
}

/** Runs the test of a credential; what it throws becomes the verdict. */
export async function testing(
	{ helpers }: ICredentialTestFunctions,
	{ name, ...of }: Pick<Service, 'name' | 'baseUrl' | 'publicUrl' | 'secretsIn'>,
	credentials: ICredentialDataDecryptedObject,
	test: (ask: Ask, baseUrl: string) => Promise<INodeCredentialTestResult>,
): Promise<INodeCredentialTestResult> {
	const baseUrl = of.baseUrl(credentials);
	if (!baseUrl || !of.publicUrl(credentials)) {
		const field = baseUrl ? 'public address' : 'base URL';
		return failed(
			`The ${field} is not a web address. It should look like https://chat.example.com`,
		);
	}
	const mask = new SecretMask(() => of.secretsIn(credentials));
	const ask: Ask = async (request) => {
		let code: string;
		try {
			// n8n gives tests of credentials no other helper.
			const answer = helpers.request({
				...request,
				simple: false,
				resolveWithFullResponse: true,
				json: true,
				followRedirect: false,
				timeout: TIMEOUT_MS,
				rejectUnauthorized: !ignoresSslIssues(credentials),
			}) as Promise<{ statusCode: number } & Omit<ApiResponse, 'status'>>;
			const { statusCode, headers, body } = await new TimeLimit(TIMEOUT_MS).hold(answer);
			const response = { status: statusCode, headers, body, url: request.url };
			// The token that a login returns is needed as it came.
			return statusCode < 300 ? response : mask.hide(response);
		} catch (error) {
			code = codeOf(error as ConnectionError);
		}
		throw new ProbeFailure(hopeless(name, baseUrl, code) ?? unreachable(name, baseUrl, code));
	};
	const verdict = await test(ask, baseUrl).catch((error: Error) => failed(error.message));
	return mask.hide(verdict);
}

/**
 * When n8n 1.101 to 2.33 do not trust a certificate, they keep only the kind of error (n8n.md §9).
 */
function codeOf({ code, cause, name }: ConnectionError & { name?: string }): string {
	const known = code ?? (cause as ConnectionError | undefined)?.code;
	return known ?? (name === 'NodeSslError' ? 'CERT_NOT_TRUSTED' : 'no answer');
}

function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}
