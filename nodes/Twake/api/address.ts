import { webAddress } from '../../shared/web-address';

/**
 * The base URL that a person typed or pasted, without `/client/...` of the web client or
 * `/api/...`. A path before these is kept. Undefined when it is not a web address.
 */
export function normaliseBaseUrl(text: string): string | undefined {
	const trimmed = text.trim().replace(/[?#].*$/, '');
	if (!/^https?:\/\/[^\s/@:]+(:\d+)?(\/\S*)?$/i.test(trimmed) || !webAddress(trimmed)) {
		return undefined;
	}
	return trimmed.replace(/\/(client|api|internal)(\/.*)?$/i, '').replace(/\/+$/, '');
}
