import { quote } from '../../../shared/text';
import type { ChatwootParameters } from '../parameters/parameters';

/** The server stores any text, but then finds no page by it (chatwoot.md [831]). */
export function slugFrom(param: ChatwootParameters, path: string): string | undefined {
	const slug = param.trimmed(path);
	if (slug === undefined || /^[a-z0-9_-]+$/.test(slug)) return slug;
	const wayOut = 'It has small letters without accents, digits, - and _ only.';
	return param.refuse(path, `cannot be used in an address: ${quote(slug)}`, wayOut);
}
