import { objectWith } from '../../shared/answers';
import { MultipartForm } from '../../shared/multipart';
import type { FilePart } from '../../shared/multipart';
import { AccountPart } from './account-part';

/** An uploaded file; its `id` can be attached to any number of messages, or become an avatar. */
export interface UploadedFile {
	id: string;
	file_url: string;
}

interface Answer {
	file_url: string;
	blob_id: string | number;
}

const upload = objectWith<Answer>('file_url', 'blob_id');

/** Uploaded files, independent of a message until one uses them (chatwoot.md §6 POST A/upload). */
export class FilesApi extends AccountPart {
	async upload(file: FilePart): Promise<UploadedFile> {
		const form = () => {
			const form = new MultipartForm();
			form.append('attachment', file);
			return form;
		};
		const path = `${this.account}/upload`;
		return uploaded(await this.requester.send({ method: 'POST', path, form, answer: upload }));
	}

	/** Makes the server fetch a picture or video from a public address. */
	async fetch(url: string): Promise<UploadedFile> {
		const request = {
			method: 'POST',
			path: `${this.account}/upload`,
			body: { external_url: url },
			answer: upload,
			hint: 'Chatwoot fetches pictures and videos of at most 40 MB from public addresses. Download other files with the HTTP Request node and upload them from a binary field.',
		} as const;
		return uploaded(await this.requester.send(request));
	}
}

/**
 * Servers up to 4.3.0 answer with a number that no call accepts; the usable id is in the address
 * (chatwoot.md §14).
 */
function uploaded({ file_url, blob_id }: Answer): UploadedFile {
	const signed = /\/blobs\/redirect\/([^/?#]+)\//.exec(file_url)?.[1];
	return { id: typeof blob_id === 'string' ? blob_id : (signed ?? String(blob_id)), file_url };
}

/**
 * Whether this is an id from an upload: data and its signature. Any other text gets a 422
 * (chatwoot.md §6).
 */
export function isUploadId(text: string): boolean {
	return /^[\w=%+-]+--[0-9a-f]+$/i.test(text);
}
