import type { IDataObject } from 'n8n-workflow';

/** What to call a file: as its answer does, else by the last part of its path or address. */
export function fileNameFrom(headers: IDataObject, path: string): string {
	return fileNameIn(headers) ?? fileNameOf(path) ?? 'file';
}

/**
 * The file name in the Content-Disposition header of an answer, without any path; undefined when it
 * gives none. `filename*` is the real name, `filename` a fallback for old clients (RFC 6266).
 */
function fileNameIn(headers: IDataObject): string | undefined {
	const disposition = String(headers['content-disposition'] ?? '');
	const encoded = /filename\*\s*=\s*UTF-8'[^']*'([^;\s]+)/i.exec(disposition)?.[1];
	const quoted = /filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1];
	const plain = /filename\s*=\s*([^";\s]+)/i.exec(disposition)?.[1];
	const name =
		encoded === undefined ? (quoted?.replace(/\\(.)/g, '$1') ?? plain) : decoded(encoded);
	return name?.split(/[/\\]/).at(-1) || undefined;
}

/** The last part of a path or an address, decoded; undefined when it ends with a slash. */
function fileNameOf(path: string): string | undefined {
	return decoded(path.split(/[/\\]/).at(-1) ?? '') || undefined;
}

/** The mime type of an answer without its parameters. */
export function mimeTypeIn(headers: IDataObject): string {
	const type = String(headers['content-type'] ?? '')
		.replace(/;.*/s, '')
		.trim();
	return type || 'application/octet-stream';
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
