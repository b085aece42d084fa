import type { IDataObject } from 'n8n-workflow';
import { MultipartForm } from '../../shared/multipart';
import type { FilePart } from '../../shared/multipart';
import { bodyOf } from '../../shared/request';
import type { FileStream, Requester, Result } from '../../shared/request';
import { done, resource } from './answers';
import type { AttachedFile } from './content';
import { parseId } from './ids';
import type { FilePlace } from './places';

export interface StoredFile extends IDataObject {
	id: string;
	company_id: string;
	metadata: { name: string; mime: string } | null;
	upload_data: { size: number; chunks: number } | null;
}

/** Bytes per request of an upload, as in the web client. */
export const CHUNK_SIZE = 50 * 1024 * 1024;

const HIDDEN =
	'Files go through an internal route of Twake, which a proxy in front of it may hide. Its administrator can let /internal/services/files through.';

/** Twake crashes on an unknown file. */
const UNKNOWN = 'There is probably no file with this ID in this company.';

/**
 * Files of a company (twake.md §8). The relay under /api loses contents, so the internal route is
 * used.
 */
export class FilesApi {
	constructor(private readonly requester: Requester) {}

	/**
	 * Stores a file, in several requests if it is large, and returns its record. It is never held in
	 * memory.
	 */
	async upload(company: string, file: FilePart, chunkSize = CHUNK_SIZE): Promise<StoredFile> {
		return bodyOf(await this.attemptUpload(company, file, chunkSize));
	}

	/** Like `upload`, for callers that can do without the file. */
	async attemptUpload(
		company: string,
		file: FilePart,
		chunkSize = CHUNK_SIZE,
	): Promise<Result<StoredFile>> {
		const total = Math.max(1, Math.ceil(file.size / chunkSize));
		let stored: StoredFile | undefined;
		for (let number = 1; number <= total; number++) {
			const start = (number - 1) * chunkSize;
			const part =
				total === 1 ? file : section(file, start, Math.min(start + chunkSize, file.size));
			const result: Result<StoredFile> = await this.requester.attempt<StoredFile>({
				answer: resource,
				method: 'POST',
				path: stored ? `${internalFilesPath(company)}/${stored.id}` : internalFilesPath(company),
				query: {
					filename: file.name,
					type: file.type,
					total_chunks: total,
					total_size: file.size,
					chunk_number: number,
				},
				form: () => {
					const form = new MultipartForm();
					form.append('file', part);
					return form;
				},
				hint: HIDDEN,
			});
			if ('error' in result) return result;
			stored = result.body;
		}
		return { body: stored! };
	}

	async get(place: FilePlace): Promise<StoredFile> {
		return await this.requester.send<StoredFile>({
			answer: resource,
			method: 'GET',
			path: filePath(place),
			hint: UNKNOWN,
		});
	}

	async download({ company, file }: FilePlace): Promise<FileStream> {
		const { stream, headers } = await this.requester.download({
			method: 'GET',
			path: `${internalFilesPath(company)}/${file}/download`,
			hint: HIDDEN,
		});
		// A proxy that hides this route may answer with the web client; Twake gives every file a name.
		const isPage = String(headers['content-type']).startsWith('text/html');
		if (!isPage || headers['content-disposition'] !== undefined) return stream;
		stream.destroy();
		const message = 'Twake answered with a web page instead of the file';
		throw this.requester.error({ message, description: HIDDEN });
	}

	async delete(place: FilePlace): Promise<void> {
		await this.requester.send({
			method: 'DELETE',
			path: filePath(place),
			hint: UNKNOWN,
			answer: done,
		});
	}
}

/**
 * Where Twake keeps the file of a message; undefined when it is elsewhere (twake.md §5). Clients send the
 * reference, so its ids are read like those that people type.
 */
export function placeOf({ metadata }: AttachedFile): FilePlace | undefined {
	if (metadata?.source !== 'internal') return undefined;
	const { company_id, id } = metadata.external_id ?? {};
	const [company, file] = [parseId(String(company_id)), parseId(String(id))];
	return company !== undefined && file !== undefined ? { company, file } : undefined;
}

function filePath({ company, file }: FilePlace): string {
	return `/api/files/v1/companies/${company}/files/${file}`;
}

function internalFilesPath(company: string): string {
	return `/internal/services/files/v1/companies/${company}/files`;
}

/** The bytes of a file from `start` until before `end`, read from its source anew. */
function section(file: FilePart, start: number, end: number): FilePart {
	return { ...file, size: end - start, stream: () => bytesBetween(file.stream(), start, end) };
}

async function* bytesBetween(
	source: AsyncIterable<Uint8Array>,
	start: number,
	end: number,
): AsyncIterable<Uint8Array> {
	let position = 0;
	for await (const bytes of source) {
		const from = Math.max(start - position, 0);
		const to = Math.min(end - position, bytes.length);
		if (from < to) yield bytes.subarray(from, to);
		position += bytes.length;
		if (position >= end) return;
	}
}
