import { jsonParse } from 'n8n-workflow';
import type { FileStream } from './request-types';
import type { TimeLimit } from './time-limit';

/** The largest answers that are read, in bytes, unpacked. No service has larger ones. */
export const MOST = { answer: 64 * 1024 ** 2, file: 1024 ** 3 };

/** An answer is larger than any that the service has: a packed one can be a thousand times as large. */
export class TooLargeError extends Error {
	readonly code: string;

	constructor(most: number) {
		const size = `more than ${Math.round(most / 1024 ** 2)} MiB`;
		super(`The answer of the server is too large: ${size}`);
		this.code = size;
	}
}

/** What is ended on purpose breaks off, which is no news; but an error nobody hears ends n8n. */
function expectToBreak(stream: FileStream): void {
	stream.on('error', () => {});
}

/** Ends an answer that nobody wants to read. */
export function discard(stream: FileStream, limit: TimeLimit): void {
	expectToBreak(stream);
	limit.abort();
}

/**
 * The body of an answer: JSON where it is some, else text. Throws a TimeLimitError or a
 * TooLargeError, and whatever breaks the connection.
 */
export async function readBody(stream: FileStream, limit: TimeLimit): Promise<unknown> {
	expectToBreak(stream);
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
 * A file that ends with an error when nothing of it comes for the time of `limit`, or more than any
 * file has. What comes out is watched, so it does not matter whether the answer came packed.
 */
export function watchedFile(stream: FileStream, limit: TimeLimit): FileStream {
	const fail = (error: Error) => {
		stream.destroy(error);
		// Only this ends the connection when the file is waiting for its next piece.
		limit.abort();
	};
	// Whoever reads the file may be slow: the server is silent only once nothing is left to read.
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
	expectToBreak(stream);
	return stream;
}
