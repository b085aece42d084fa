import { jsonParse } from 'n8n-workflow';
import type { FileStream } from './request-types';
import type { TimeLimit } from './time-limit';

/**
 * The largest answers that are read, in bytes after unpacking. No real answer of a service is
 * larger.
 */
export const MOST = { answer: 64 * 1024 ** 2, file: 1024 ** 3 };

/**
 * An answer is larger than any real one; a compressed body can unpack to a thousand times its size.
 */
export class TooLargeError extends Error {
	readonly code: string;

	constructor(most: number) {
		const size = `more than ${Math.round(most / 1024 ** 2)} MiB`;
		super(`The answer of the server is too large: ${size}`);
		this.code = size;
	}
}

/** Destroying a stream on purpose emits an error. It is no news, but unhandled it would end n8n. */
function ignoreErrors(stream: FileStream): void {
	stream.on('error', () => {});
}

/** Ends an answer that nobody wants to read. */
export function discard(stream: FileStream, limit: TimeLimit): void {
	ignoreErrors(stream);
	limit.abort();
}

/**
 * The body of an answer: parsed when it is JSON, else as text. Throws a TimeLimitError, a
 * TooLargeError, or whatever breaks the connection.
 */
export async function readBody(stream: FileStream, limit: TimeLimit): Promise<unknown> {
	ignoreErrors(stream);
	const chunks: Buffer[] = [];
	let size = 0;
	const read = async () => {
		for await (const chunk of stream) {
			size += (chunk as Buffer).length;
			if (size > MOST.answer) throw new TooLargeError(MOST.answer);
			chunks.push(chunk as Buffer);
		}
	};
	let isWhole = false;
	try {
		await limit.hold(read());
		isWhole = true;
	} finally {
		if (!isWhole) limit.abort();
	}
	const text = Buffer.concat(chunks)
		.toString()
		.replace(/^\uFEFF/, '');
	return jsonParse(text, { fallbackValue: text });
}

/**
 * A file that ends with an error when nothing arrives for the time of `limit`, or when it is larger
 * than any file may be. The unpacked bytes are watched, so it makes no difference whether the
 * answer was compressed.
 */
export function watchedFile(stream: FileStream, limit: TimeLimit): FileStream {
	const fail = (error: Error) => {
		stream.destroy(error);
		// Only aborting ends a connection on which the file waits for its next piece.
		limit.abort();
	};
	// The reader may be slow: the server counts as silent only once nothing is left to read.
	const end = limit.watch(fail, () => stream.readableLength > 0);
	let size = 0;
	const push = stream.push.bind(stream);
	stream.push = (chunk: Buffer | null, ...rest) => {
		limit.renew();
		size += chunk?.length ?? 0;
		if (size > MOST.file) fail(new TooLargeError(MOST.file));
		return push(chunk, ...rest);
	};
	stream.once('close', end);
	ignoreErrors(stream);
	return stream;
}
