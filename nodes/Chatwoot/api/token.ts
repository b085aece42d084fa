/**
 * The header that carries an access token. Only the spelling with dashes: proxies such as nginx
 * drop names with underscores (chatwoot.md §1). Throws when the token cannot be sent.
 */
export function tokenHeader(token: unknown): { 'Api-Access-Token': string } {
	const text = String(token ?? '').trim();
	if (text === '') throw new Error('The access token in the Chatwoot credential is empty');
	if (/[^\x21-\x7e]/.test(text)) {
		throw new Error(
			'The access token in the Chatwoot credential holds a line break, a blank or another character that no token has. Copy it again.',
		);
	}
	return { 'Api-Access-Token': text };
}
