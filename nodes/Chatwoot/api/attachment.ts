import type { IDataObject } from 'n8n-workflow';

/** What attachments of every kind have. */
const ALWAYS = ['id', 'file_type', 'content_type', 'data_url', 'file_size'];

/** What some kinds have: images their size, places, contact cards, shared posts, what was said. */
const SOME = [
	...['width', 'height', 'coordinates_lat', 'coordinates_long'],
	...['fallback_title', 'meta', 'transcribed_text'],
];

/** Kinds without a file behind their address (chatwoot.md §6). */
const WITHOUT_FILE = ['contact', 'embed', 'fallback', 'location', 'share'];

/** An attachment in the fields that workflows use; of those that only some kinds have, what is filled. */
export function attachmentOutput(attachment: IDataObject): IDataObject {
	const isFilled = (value: unknown) => value !== undefined && value !== null && value !== '';
	const there = ALWAYS.filter((key) => key in attachment);
	const filled = SOME.filter((key) => isFilled(attachment[key]));
	return Object.fromEntries([...there, ...filled].map((key) => [key, attachment[key]]));
}

/**
 * Where the file of an attachment is; undefined when there is none. A server that does not know its own
 * address (FRONTEND_URL) gives only a path.
 */
export function fileAddress(attachment: IDataObject, baseUrl: string): string | undefined {
	const { file_type, data_url } = attachment;
	if (typeof data_url !== 'string' || data_url === '') return undefined;
	if (typeof file_type !== 'string' || WITHOUT_FILE.includes(file_type)) return undefined;
	return URL.canParse(data_url, baseUrl) ? new URL(data_url, baseUrl).href : data_url;
}
