import { quote } from '../../../shared/text';
import { MAX_URL, parseWebsite, parseWebUrl } from '../../api/web-url';
import type { ChatwootParameters } from './parameters';

/**
 * An address that Chatwoot or a browser will call, undefined when empty. It is checked here because
 * the server stores any text, and then calls nothing or lets every message fail (chatwoot.md §9,
 * chatwoot.md §10).
 */
export function webUrl(
	param: ChatwootParameters,
	path: string,
	example = 'https://n8n.example.com/webhook/chatwoot',
): string | undefined {
	const url = param.trimmed(path);
	if (url === undefined) return undefined;
	const wayOut = `It should look like ${example}, with at most ${MAX_URL} characters.`;
	return parseWebUrl(url) ?? param.refuse(path, `is not a web address: ${quote(url)}`, wayOut);
}

export function website(param: ChatwootParameters, path: string): string | undefined {
	const url = param.trimmed(path);
	if (url === undefined) return undefined;
	const wayOut = 'It should look like https://shop.example.com.';
	return parseWebsite(url) ?? param.refuse(path, `is not a web address: ${quote(url)}`, wayOut);
}
