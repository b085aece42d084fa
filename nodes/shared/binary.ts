import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { fileName, mimeType } from './file-name';
import type { FilePart } from './multipart';
import type { FileStream } from './request-types';

/** Stores a file from outside. Its name and type are made safe first. */
export async function storeFile(
	helpers: Pick<IExecuteFunctions['helpers'], 'prepareBinaryData'>,
	content: FileStream,
	name: string,
	type: string,
): Promise<IBinaryData> {
	return await helpers.prepareBinaryData(content, fileName(name) ?? 'file', mimeType(type));
}

/**
 * The binary field `property` of an item as a file to send. When the item has none, throws n8n's
 * own NodeOperationError, which names the field.
 */
export async function fileFromItem(
	{ helpers }: Pick<IExecuteFunctions, 'helpers'>,
	index: number,
	property: string,
): Promise<FilePart> {
	const binary = helpers.assertBinaryData(index, property);
	const { id, fileExtension } = binary;
	const byField = `${property}${fileExtension ? `.${fileExtension}` : ''}`;
	const name = fileName(binary.fileName ?? '') ?? fileName(byField) ?? 'file';
	const type = mimeType(binary.mimeType);
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
