import { jsonParse } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import { marked } from './mark';

/** Paths whose body becomes a message, with the key of the message in it. */
const MAKE_MESSAGES: Array<[path: RegExp, key?: string]> = [
	[/^\/api\/v1\/accounts\/[^/]+\/conversations\/[^/]+\/messages$/],
	[/^\/api\/v1\/accounts\/[^/]+\/conversations$/, 'message'],
];

/**
 * A body with the mark, if POSTing it to this path writes a message; else unchanged. Extra slashes
 * and a suffix of the path make no difference to the server (chatwoot.md §2). The Client API takes
 * no content attributes (chatwoot.md §7).
 */
export function markedCall(method: string, path: string, body: IDataObject): IDataObject {
	if (method !== 'POST') return body;
	const plain = path
		.replace(/\?.*$/, '')
		.replace(/\/{2,}/g, '/')
		.replace(/\/$/, '')
		.replace(/\.json$/, '');
	const found = MAKE_MESSAGES.find(([pattern]) => pattern.test(plain));
	if (!found) return body;
	const [, key] = found;
	if (key === undefined) return withMark(body);
	const message = body[key];
	return isObject(message) ? { ...body, [key]: withMark(message) } : body;
}

/** The server also reads content attributes given as JSON text, and takes invalid JSON for `{}`. */
function withMark(message: IDataObject): IDataObject {
	const { content_attributes: given } = message;
	const read = typeof given === 'string' ? jsonParse(given, { fallbackValue: {} }) : given;
	return marked({ ...message, content_attributes: isObject(read) ? read : {} });
}
