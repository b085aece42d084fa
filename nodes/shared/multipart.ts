/** A file to send: each call of `stream` reads it anew from its source. */
export interface FilePart {
	name: string;
	/** Mime type, for example `image/png`. */
	type: string;
	/** Bytes. */
	size: number;
	stream(): AsyncIterable<Uint8Array>;
}

type Entry = [name: string, value: string | FilePart];

/**
 * A multipart body whose files are streamed, not held in memory. n8n's HTTP client (axios) takes
 * anything that looks like the web's FormData, asks `entries()` and reads each file's `stream()`;
 * a real FormData takes only Blobs, which would have to hold the whole file.
 */
export class MultipartForm {
	readonly [Symbol.toStringTag] = 'FormData';
	private readonly list: Entry[] = [];
	private onProgress = () => {};

	append(name: string, value: string | FilePart): void {
		this.list.push([name, value]);
	}

	/** Calls `onProgress` whenever a piece of a file has been taken for sending. */
	watch(onProgress: () => void): void {
		this.onProgress = onProgress;
	}

	entries(): IterableIterator<Entry> {
		const watched = this.list.map(([name, value]): Entry => {
			if (typeof value === 'string') return [name, value];
			return [name, { ...value, stream: () => this.watched(value) }];
		});
		return watched[Symbol.iterator]();
	}

	private async *watched(file: FilePart): AsyncIterable<Uint8Array> {
		for await (const chunk of file.stream()) {
			yield chunk;
			this.onProgress();
		}
	}

	[Symbol.iterator](): IterableIterator<Entry> {
		return this.entries();
	}
}
