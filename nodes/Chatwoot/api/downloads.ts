import { fileNameFrom, mimeTypeIn } from '../../shared/file-headers';
import type { ApiRequest, FileStream, Requester } from '../../shared/request';

/** A file that Chatwoot generated for this request. */
export interface DownloadedFile {
	stream: FileStream;
	name: string;
	type: string;
}

export async function downloadedFile(
	requester: Requester,
	{ path, query }: Pick<ApiRequest, 'path' | 'query'>,
): Promise<DownloadedFile> {
	const { stream, headers } = await requester.download({ method: 'GET', path, query });
	const type = mimeTypeIn(headers);
	const name = fileNameFrom(headers, `${path}.csv`);
	return { stream, name, type };
}
