import type { FilePart } from '../../../shared/multipart';
import { fileContent } from '../../api/content';
import { dimensionsOf } from '../../api/pictures';
import type { Content } from '../../api/types';
import type { Call } from '../operation/operation';

type Uploading = Pick<Call<unknown, unknown>, 'chat' | 'refuse'>;

/** Stores a file that is not too large for the server, and returns its address. */
export async function uploaded(
	call: Uploading,
	file: FilePart,
	path = 'inputBinaryField',
): Promise<string> {
	await checkSize(call, file, path);
	return await call.chat.media.upload(file);
}

/** Refuses a file that the server would not take. */
export async function checkSize(
	{ chat, refuse }: Uploading,
	file: FilePart,
	path: string,
): Promise<void> {
	const largest = await chat.media.largest();
	if (file.size <= largest) return;
	const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
	refuse(
		path,
		`holds a file of ${mebibytes(file.size)}, and the homeserver takes ${mebibytes(largest)} at most`,
	);
}

/** Stores a file, and returns the message that shows it. */
export async function fileMessage(
	call: Uploading,
	file: FilePart,
	{ path, caption }: { path?: string; caption?: string } = {},
): Promise<Content> {
	const isPicture = file.type.startsWith('image/');
	const dimensions = isPicture ? await dimensionsOf(file.stream()) : undefined;
	const uri = await uploaded(call, file, path);
	return fileContent({ ...file, ...dimensions }, uri, caption);
}
