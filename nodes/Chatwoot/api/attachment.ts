import type { IDataObject } from 'n8n-workflow';

/** Fields that attachments of every kind have. */
const ALWAYS = ['id', 'file_type', 'content_type', 'data_url', 'file_size'];

/**
 * Fields of some kinds: the size of images, places, contact cards, shared posts, transcribed
 * speech.
 */
const SOME = [
	...['width', 'height', 'coordinates_lat', 'coordinates_long'],
	...['fallback_title', 'meta', 'transcribed_text'],
];

/** Kinds without a file behind their address (chatwoot.md §6). */
const WITHOUT_FILE = ['contact', 'embed', 'fallback', 'location', 'share'];

/**
 * An attachment with the fields that workflows use; fields of some kinds only when they are filled.
 * Its address is made absolute, for servers that do not know their own (FRONTEND_URL).
 */
export function attachmentOutput(attachment: IDataObject, baseUrl: string): IDataObject {
	const isFilled = (value: unknown) => value !== undefined && value !== null && value !== '';
	const there = ALWAYS.filter((key) => Object.hasOwn(attachment, key));
	const filled = SOME.filter((key) => isFilled(attachment[key]));
	const output = Object.fromEntries([...there, ...filled].map((key) => [key, attachment[key]]));
	const { data_url } = output;
	const isPath = typeof data_url === 'string' && data_url.startsWith('/');
	if (!isPath || !URL.canParse(data_url, baseUrl)) return output;
	return { ...output, data_url: new URL(data_url, baseUrl).href };
}

/** What stands for an attachment in texts for models. */
export function placeholderOf({ file_type }: IDataObject): string {
	return `[${typeof file_type === 'string' ? file_type : 'file'}]`;
}

/** Whether the address of an attachment leads to a file. */
export function hasFile({ file_type, data_url }: IDataObject): boolean {
	const isFile = typeof file_type === 'string' && !WITHOUT_FILE.includes(file_type);
	return isFile && typeof data_url === 'string' && data_url !== '';
}
