import type { IExecuteFunctions } from 'n8n-workflow';
import type { FilePart } from './multipart';

/**
 * The binary field `property` of an item as a file to send. Throws n8n's own NodeOperationError,
 * which names the field, when the item has none.
 */
export async function fileFromItem(
	{ helpers }: Pick<IExecuteFunctions, 'helpers'>,
	index: number,
	property: string,
): Promise<FilePart> {
	const binary = helpers.assertBinaryData(index, property);
	const name =
		binary.fileName ?? `${property}${binary.fileExtension ? `.${binary.fileExtension}` : ''}`;
	const type = binary.mimeType;
	const { id } = binary;
	if (id === undefined) {
		const content = Buffer.from(binary.data, 'base64');
		return { name, type, size: content.length, stream: () => once(content) };
	}
	const { fileSize } = await helpers.getBinaryMetadata(id);
	return { name, type, size: fileSize, stream: () => stored(helpers, id) };
}

async function* once(content: Uint8Array): AsyncIterable<Uint8Array> {
	yield content;
}

async function* stored(
	helpers: IExecuteFunctions['helpers'],
	id: string,
): AsyncIterable<Uint8Array> {
	yield* await helpers.getBinaryStream(id);
}
