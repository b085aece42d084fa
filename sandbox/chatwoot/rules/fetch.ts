import { json } from '../http/reply';
import { Halt, unprocessable } from '../http/errors';
import type { Param } from '../http/params';
import { Upload } from '../http/params';

const MAX = 40 * 1024 * 1024;

/**
 * Fetches a file for POST upload: images and videos only, judged by the declared type
 * (chatwoot.md [282, 430]).
 */
export async function fetchUpload(value: Param): Promise<Upload> {
	const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
	if (!url || !/^https?:$/.test(url.protocol)) throw unprocessable('Invalid URL provided');
	const response = await fetch(url).catch((error: Error & { cause?: { code?: string } }) => {
		if (error.cause?.code === 'ENOTFOUND' || error.cause?.code === 'EAI_AGAIN') {
			throw unprocessable('Invalid URL provided');
		}
		throw new Halt(json({ error: 'An unexpected error occurred' }, 500));
	});
	if (!response.ok) {
		const reason = `${response.status} ${response.statusText}`;
		throw unprocessable(`Failed to fetch file from URL: ${reason}`);
	}
	const type = (response.headers.get('content-type') ?? '').split(';')[0];
	if (!/^(image|video)\//.test(type)) {
		throw unprocessable('File type not supported (only images and videos are allowed)');
	}
	const bytes = Buffer.from(await response.arrayBuffer());
	if (bytes.length > MAX) throw unprocessable('File size exceeds maximum limit');
	return new Upload(decodeURIComponent(url.pathname.split('/').at(-1) ?? 'file'), type, bytes);
}
