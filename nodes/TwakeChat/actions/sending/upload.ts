import type { FilePart } from '../../../shared/multipart';
import { fileContent } from '../../api/content';
import { isOfFile } from '../../api/media';
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
export async function checkSize(call: Uploading, file: FilePart, path: string): Promise<void> {
	const sizes = await excess(call, file);
	if (sizes !== undefined) call.refuse(path, `holds ${sizes}`);
}

/** How far a file is too large for the server. */
async function excess({ chat }: Uploading, file: FilePart): Promise<string | undefined> {
	const largest = await chat.media.largest();
	if (file.size <= largest) return undefined;
	const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
	return `a file of ${mebibytes(file.size)}, and the homeserver takes ${mebibytes(largest)} at most`;
}

/** How to show a file. */
interface Showing {
	/** The parameter that names it. */
	path: string;
	caption?: string;
	/** Whether the item knows what to say if the server will never take it. */
	isDispensable: boolean;
}

/** Stores a file, and returns the message that shows it; or why the server will never take it. */
export async function fileMessage(
	call: Uploading,
	file: FilePart,
	{ path, caption, isDispensable }: Showing,
): Promise<{ content: Content } | { filesRefused: string }> {
	if (!isDispensable) {
		return { content: await contentAt(await uploaded(call, file, path), file, caption) };
	}
	const sizes = await excess(call, file);
	if (sizes !== undefined) return { filesRefused: `It is ${sizes}` };
	const result = await call.chat.media.attemptUpload(file);
	if ('body' in result) return { content: await contentAt(result.body, file, caption) };
	if (!isOfFile(result.problem)) throw result.error;
	return { filesRefused: result.problem.message };
}

async function contentAt(uri: string, file: FilePart, caption?: string): Promise<Content> {
	const isPicture = file.type.startsWith('image/');
	const dimensions = isPicture ? await dimensionsOf(file.stream()) : undefined;
	return fileContent({ ...file, ...dimensions }, uri, caption);
}
