import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { fileName, mimeType } from './file-name';
import type { FilePart } from './multipart';
import type { Parameters } from './parameters';
import type { FileStream } from './request-types';
import { quote } from './text';

/** Stores a file from outside. Its name and type are made safe first. */
export async function storeFile(
	helpers: Pick<IExecuteFunctions['helpers'], 'prepareBinaryData'>,
	content: FileStream,
	name: string,
	type: string,
): Promise<IBinaryData> {
	return await helpers.prepareBinaryData(content, fileName(name) ?? 'file', mimeType(type));
}

/** Reads the file in a binary field of the item, which the parameter `path` names. */
export type ReadFile = (property: string, path: string) => Promise<FilePart>;

export function filesOfItem(
	execution: Pick<IExecuteFunctions, 'helpers' | 'getInputData'>,
	index: number,
	param: Parameters,
): ReadFile {
	return async (property, path) =>
		await fileIn(execution, binaryIn(execution, index, param, property, path), property);
}

/** The files in the binary fields that the parameter `path` names. */
export async function filesNamed(
	{ param, file }: { param: Parameters; file: ReadFile },
	path: string,
): Promise<FilePart[]> {
	return await Promise.all(param.names(path).map(async (field) => await file(field, path)));
}

/** n8n's own refusal names neither the parameter nor the fields that there are. */
function binaryIn(
	execution: Pick<IExecuteFunctions, 'helpers' | 'getInputData'>,
	index: number,
	param: Parameters,
	property: string,
	path: string,
): IBinaryData {
	try {
		const binary = execution.helpers.assertBinaryData(index, property);
		// n8n also finds what every object has, such as "constructor".
		if (Object.hasOwn(binary, 'data')) return binary;
	} catch {
		// Told below.
	}
	const there = Object.keys(execution.getInputData()[index]?.binary ?? {});
	return param.refuse(
		path,
		`names the binary field ${quote(property)}, in which the item has no file`,
		there.length > 0
			? `The item has files in: ${there.map((name) => quote(name)).join(', ')}.`
			: 'Make sure that the node before puts out a file in this field.',
	);
}

async function fileIn(
	{ helpers }: Pick<IExecuteFunctions, 'helpers'>,
	binary: IBinaryData,
	property: string,
): Promise<FilePart> {
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
