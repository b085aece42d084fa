import type { IDataObject } from 'n8n-workflow';
import { inside, objectWith, text } from '../../shared/answers';
import type { FilePart } from '../../shared/multipart';
import { bodyOf } from '../../shared/request';
import type { FileStream, Requester } from '../../shared/request';
import { done } from './answers';
import { parseMedia } from './ids';
import { media, newer } from './paths';

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
		const reserved = await this.requester.attempt({
			method: 'POST',
			path: media('v1', 'create'),
			body: { unused: true },
			answer: contentUri,
			isRepeatable: true,
		});
		if ('problem' in reserved) {
			if (reserved.problem.reason !== 'unknownRoute') throw reserved.error;
			return await this.uploadAtOnce(file);
		}
		const { server, id } = parseMedia(reserved.body)!;
		const path = media('v3', 'upload', server, id);
		const query = { filename: file.name };
		const stored = await this.requester.attempt({ method: 'PUT', path, query, file, answer: done });
		// Nobody else may write there, so existing content is this file's.
		if ('problem' in stored && stored.problem.status !== 409) throw stored.error;
		return reserved.body;
	}

	/** For servers that cannot reserve an address: not repeated. */
	private async uploadAtOnce(file: FilePart): Promise<string> {
		const query = { filename: file.name };
		const path = media('v3', 'upload');
		return await this.requester.send({ method: 'POST', path, query, file, answer: contentUri });
	}

	/** The old route answers 404 for all newer files (matrix.md [300]). */
	async download(uri: string): Promise<{ stream: FileStream; headers: IDataObject }> {
		const { server, id } = parseMedia(uri)!;
		return await this.requester.download({
			method: 'GET',
			path: newer('media', 'download', server, id),
			hint: 'The homeserver has no such file, or cannot reach the server that has it.',
		});
	}
}

const contentUri = (body: unknown): string => {
	const uri = inside('content_uri', text)(body);
	// Its parts become parts of a path, so it has to be valid.
	return parseMedia(uri) ? uri : inside('an mxc address', text)(body);
};
