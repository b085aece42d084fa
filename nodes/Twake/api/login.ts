import { UserError } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { ignoresSslIssues } from '../../shared/request';
import { publicAddressIn } from '../../shared/web-address';
import { normaliseBaseUrl } from './address';

export const LOGIN_PATH = '/api/console/v1/login';

/** The values in the credential, trimmed because pasting adds blanks. */
export function enteredIn(credentials: ICredentialDataDecryptedObject) {
	const text = (name: string) => String(credentials[name] ?? '').trim();
	return {
		isLegacy: credentials.apiGeneration === 'legacy',
		baseUrl: normaliseBaseUrl(text('baseUrl')),
		publicUrl: normaliseBaseUrl(publicAddressIn(credentials)),
		applicationId: text('applicationId').toLowerCase(),
		// The server compares it byte for byte (twake.md §2).
		privateKey: text('privateKey'),
	};
}

/**
 * The request that logs an application in; the token is `resource.access_token.value` of the
 * answer.
 */
export function loginRequest(credentials: ICredentialDataDecryptedObject): IHttpRequestOptions {
	const { baseUrl, applicationId, privateKey } = enteredIn(credentials);
	return {
		method: 'POST',
		url: `${baseUrl ?? ''}${LOGIN_PATH}`,
		headers: { Accept: 'application/json' },
		body: { id: applicationId, secret: privateKey },
		json: true,
		timeout: 20_000,
		skipSslCertificateValidation: ignoresSslIssues(credentials),
		disableFollowRedirect: true,
	};
}

/**
 * Logs in and returns the token as the credential's `accessToken`. n8n stores it; after a 401, a
 * request makes n8n log in again (twake.md §2: tokens live an hour, 401 means not carried out).
 */
export async function logIn(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<IDataObject> {
	if (enteredIn(credentials).isLegacy) return {};
	const answer: unknown = await helpers.httpRequest(loginRequest(credentials));
	return { accessToken: tokenIn(answer) };
}

/** The token in the answer to a login. Throws when the server is not Twake. */
export function tokenIn(answer: unknown): string {
	const { resource } = (answer ?? {}) as { resource?: { access_token?: { value?: unknown } } };
	const token = resource?.access_token?.value;
	// Anything else would be invalid in a header, or could inject another one.
	if (typeof token === 'string' && /^[\x21-\x7e]+$/.test(token)) return token;
	throw new UserError(
		'The server did not answer the login like Twake. Check the base URL in the credential.',
	);
}

/**
 * Signs a request: with the token of the login, or with Basic auth for the legacy API (twake.md §2,
 * twake.md §11).
 */
export async function authenticate(
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const { isLegacy } = enteredIn(credentials);
	const value = isLegacy
		? `Basic ${basicIn(credentials)}`
		: `Bearer ${String(credentials.accessToken)}`;
	return { ...request, headers: { ...request.headers, Authorization: value } };
}

/** The secrets of a credential, in the forms in which they are sent. */
export function secretsIn(credentials: ICredentialDataDecryptedObject): unknown[] {
	const { privateKey } = enteredIn(credentials);
	return [privateKey, credentials.accessToken, basicIn(credentials)];
}

function basicIn(credentials: ICredentialDataDecryptedObject): string {
	const { applicationId, privateKey } = enteredIn(credentials);
	return Buffer.from(`${applicationId}:${privateKey}`).toString('base64');
}
