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

/**
 * An attachment in the fields that workflows use; of those that only some kinds have, what is filled.
 * Its address is a whole one, also from a server that does not know its own (FRONTEND_URL).
 */
export function attachmentOutput(attachment: IDataObject, baseUrl: string): IDataObject {
	const isFilled = (value: unknown) => value !== undefined && value !== null && value !== '';
	const there = ALWAYS.filter((key) => key in attachment);
	const filled = SOME.filter((key) => isFilled(attachment[key]));
	const output = Object.fromEntries([...there, ...filled].map((key) => [key, attachment[key]]));
	const { data_url } = output;
	const isPath = typeof data_url === 'string' && data_url.startsWith('/');
	if (!isPath || !URL.canParse(data_url, baseUrl)) return output;
	return { ...output, data_url: new URL(data_url, baseUrl).href };
}

/** Whether there is a file behind the address of an attachment. */
export function hasFile({ file_type, data_url }: IDataObject): boolean {
	const isFile = typeof file_type === 'string' && !WITHOUT_FILE.includes(file_type);
	return isFile && typeof data_url === 'string' && data_url !== '';
}
