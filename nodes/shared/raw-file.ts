import type { FilePart } from './multipart';

/**
 * A file as the whole body of a request, streamed, not held in memory. n8n's HTTP client (axios)
 * takes anything that claims to be a Blob: it sends `size` as the length and reads `stream()`; a
 * real Blob would have to hold the whole file.
 */
export class RawFile {
	readonly [Symbol.toStringTag] = 'Blob';
	readonly size: number;
	readonly type: string;

	constructor(
		private readonly file: FilePart,
		private readonly onProgress: () => void,
	) {
		this.size = file.size;
		this.type = file.type;
	}

	async *stream(): AsyncIterable<Uint8Array> {
		for await (const chunk of this.file.stream()) {
			yield chunk;
			this.onProgress();
		}
	}
}
