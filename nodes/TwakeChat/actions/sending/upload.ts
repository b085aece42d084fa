import type { FilePart } from '../../../shared/multipart';
import type { Call } from '../operation/operation';

/** Stores a file that is not too large for the server, and returns its address. */
export async function uploaded(
	{ chat, refuse }: Pick<Call<unknown, unknown>, 'chat' | 'refuse'>,
	file: FilePart,
	path = 'inputBinaryField',
): Promise<string> {
	const largest = await chat.media.largest();
	if (file.size <= largest) return await chat.media.upload(file);
	const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
	return refuse(
		path,
		`holds a file of ${mebibytes(file.size)}, and the homeserver takes ${mebibytes(largest)} at most`,
	);
}
