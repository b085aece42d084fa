import type { IDataObject } from 'n8n-workflow';
import { inside, objectWith, text } from '../../shared/answers';
import type { Problem } from '../../shared/errors';
import type { FilePart } from '../../shared/multipart';
import { TOO_LARGE } from '../../shared/refused-files';
import { bodyOf } from '../../shared/request';
import type { FileStream, Requester, Result } from '../../shared/request';
import { done } from './answers';
import { parseMedia } from './ids';
import { media, newer } from './paths';
import { isForbidden } from './problems';
import type { Refusal } from './problems';

/** Files (matrix.md §7). */
export class MediaApi {
	private limit?: number;

	constructor(private readonly requester: Requester) {}

	/** How large a file may be, in bytes; requested once per execution, unknown for old servers. */
	async largest(): Promise<number> {
		this.limit ??= await this.askLimit();
		return this.limit;
	}

	private async askLimit(): Promise<number> {
		const result = await this.requester.attempt({
			method: 'GET',
			path: newer('media', 'config'),
			answer: objectWith<{ 'm.upload.size'?: number | null }>(),
		});
		if ('problem' in result && result.problem.reason === 'unknownRoute') return Infinity;
		return bodyOf(result)['m.upload.size'] ?? Infinity;
	}

	/**
	 * Stores a file and returns its `mxc://` address. The address is reserved first, so that the
	 * bytes can be sent again if the answer is lost (matrix.md [303]).
	 */
	async upload(file: FilePart): Promise<string> {
		return bodyOf(await this.attemptUpload(file));
	}

	/** Like `upload`, for callers that can do without the file. */
	async attemptUpload(file: FilePart): Promise<Result<string>> {
		const reserved = await this.requester.attempt({
			method: 'POST',
			path: media('v1', 'create'),
			body: { unused: true },
			answer: contentUri,
			isRepeatable: true,
			hint: NOT_TAKEN,
		});
		if ('problem' in reserved) {
			return reserved.problem.reason === 'unknownRoute' ? await this.uploadAtOnce(file) : reserved;
		}
		const { server, id } = parseMedia(reserved.body)!;
		const path = media('v3', 'upload', server, id);
		const query = { filename: file.name };
		const request = { method: 'PUT', path, query, file, answer: done, hint: NOT_TAKEN } as const;
		const stored = await this.requester.attempt(request);
		// Nobody else may write there, so existing content is this file's.
		return 'problem' in stored && stored.problem.status !== 409 ? stored : reserved;
	}

	/** For servers that cannot reserve an address: not repeated. */
	private async uploadAtOnce(file: FilePart): Promise<Result<string>> {
		return await this.requester.attempt({
			method: 'POST',
			path: media('v3', 'upload'),
			query: { filename: file.name },
			file,
			answer: contentUri,
			hint: NOT_TAKEN,
		});
	}

	/** The old route answers 404 for all newer files (matrix.md [300]). */
	async download(uri: string): Promise<{ stream: FileStream; headers: IDataObject }> {
		const { server, id } = parseMedia(uri)!;
		return await this.requester.download({
			method: 'GET',
			path: newer('media', 'download', server, id),
			hint: 'The homeserver has no such file, or cannot reach the server that has it.',
			otherServer: `It is ${server}, which has the file.`,
		});
	}
}

/** What a refusal most likely means; for other requests it would be the room. */
const NOT_TAKEN =
	'The homeserver may not take the size or the type of this file, or nothing more from this account.';

/**
 * Whether the server will never take the file: because of its size (a proxy says so too), its type or its content
 * (matrix.md §7 Refused).
 */
export function isOfFile(problem: Problem): boolean {
	const { status, body } = problem;
	const code = (body as Refusal | undefined)?.errcode;
	return status === TOO_LARGE || isForbidden(problem) || (status === 400 && code === 'M_UNKNOWN');
}

const contentUri = (body: unknown): string => {
	const uri = inside('content_uri', text)(body);
	// Its parts become parts of a path, so it has to be valid.
	return parseMedia(uri) ? uri : inside('an mxc address', text)(body);
};
