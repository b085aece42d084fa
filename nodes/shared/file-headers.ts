import type { IDataObject } from 'n8n-workflow';
import { fileName, mimeType } from './file-name';

/** What to call a file: the name in its answer, else the last part of its path or address. */
export function fileNameFrom(headers: IDataObject, path: string): string {
	return fileName(nameIn(headers)) ?? fileName(decoded(path)) ?? 'file';
}

/**
 * The file name in the Content-Disposition header of an answer; empty when it gives none.
 * `filename*` is the real name, `filename` a fallback for old clients (RFC 6266).
 */
function nameIn(headers: IDataObject): string {
	const disposition = String(headers['content-disposition'] ?? '');
	const encoded = /filename\*\s*=\s*UTF-8'[^']*'([^;\s]+)/i.exec(disposition)?.[1];
	if (encoded !== undefined) return decoded(encoded);
	const quoted = /filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1];
	const plain = /filename\s*=\s*([^";\s]+)/i.exec(disposition)?.[1];
	return quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '';
}

/** The mime type of an answer without its parameters. */
export function mimeTypeIn(headers: IDataObject): string {
	const [type] = String(headers['content-type'] ?? '').split(';');
	return mimeType(type.trim());
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
