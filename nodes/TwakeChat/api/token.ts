import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

/**
 * The header that carries an access token, unchanged (matrix.md §2). Throws when the token cannot
 * be sent, because the server would crash on it.
 */
export function tokenHeader(token: unknown): { Authorization: string } {
	const text = String(token ?? '').trim();
	if (text === '') throw new Error('The access token in the Twake Chat credential is empty');
	if (/[^\x21-\x7e]/.test(text)) {
		throw new Error(
			'The access token in the Twake Chat credential holds a line break, a blank or another character that no token has. Copy it again.',
		);
	}
	return { Authorization: `Bearer ${text}` };
}

export async function authenticate(
	{ accessToken }: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	return { ...request, headers: { ...request.headers, ...tokenHeader(accessToken) } };
}
