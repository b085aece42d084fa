import type { IBinaryData, IBinaryKeyData, IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { fileName, mimeType } from '../file-name';
import { isObject } from '../json';
import type { FormField } from './question';

/** More and larger files are refused. n8n has a limit of its own: N8N_FORMDATA_FILE_SIZE_MAX. */
const MOST_FILES = 10;
const LARGEST_MB = 20;

/** A file that came with a form; n8n has put it into its temporary folder. */
export interface Upload {
	path: string;
	name: string;
	type: string;
	size: number;
}

/** The content of a posted form. */
export interface Posted {
	fields: IDataObject;
	files: Record<string, Upload[]>;
}

/** The files of one field. */
export interface AnsweredFile {
	field: FormField;
	uploads: Upload[];
}

/**
 * Reads a form as n8n has parsed it. Where the request was no multipart form, its body may say
 * anything, also that a file of the server was uploaded: there are no files then.
 */
export function postedIn(context: IWebhookFunctions): Posted {
	const body: unknown = context.getBodyData();
	if (!isObject(body)) return { fields: {}, files: {} };
	const { headers } = context.getRequestObject();
	if (!/^multipart\/form-data *;/i.test(headers['content-type'] ?? '')) {
		return { fields: body, files: {} };
	}
	const { data, files } = body;
	const entries = Object.entries(isObject(files) ? files : {});
	return {
		fields: isObject(data) ? data : {},
		files: Object.fromEntries(entries.map(([key, value]) => [key, uploadsOf(value)])),
	};
}

function uploadsOf(value: unknown): Upload[] {
	return [value].flat().flatMap((file) => {
		const { filepath, originalFilename, mimetype, size } = (file ?? {}) as IDataObject;
		// Browsers send an empty file where none was chosen.
		if (typeof filepath !== 'string' || !originalFilename) return [];
		const name = fileName(String(originalFilename)) ?? 'file';
		return [{ path: filepath, name, type: mimeType(String(mimetype ?? '')), size: Number(size) }];
	});
}

/** What is wrong with the files of a field, as the page says it. */
export function problemWith(
	files: Upload[],
	{ accept, isMultiple }: FormField,
): string | undefined {
	const most = isMultiple ? MOST_FILES : 1;
	if (files.length > most) return `takes ${most} ${most > 1 ? 'files' : 'file'} at most`;
	const large = files.find(({ size }) => !(size <= LARGEST_MB * 1024 * 1024));
	if (large) return `takes files up to ${LARGEST_MB} MB: ${large.name} is larger`;
	const other = files.find((file) => !isAccepted(file, accept ?? ''));
	return other && `takes ${accept} only: ${other.name} is something else`;
}

function isAccepted({ name, type }: Upload, accept: string): boolean {
	const patterns = accept
		.toLowerCase()
		.split(',')
		.map((pattern) => pattern.trim())
		.filter((pattern) => pattern !== '');
	if (patterns.length === 0) return true;
	return patterns.some((pattern) => {
		if (pattern.startsWith('.')) return name.toLowerCase().endsWith(pattern);
		const wanted = pattern.replace(/\*$/, '');
		return pattern.endsWith('/*') ? type.startsWith(wanted) : type.split(';')[0] === wanted;
	});
}

/** Stores the files of an answer as binary data, by the names of their fields. */
export async function stored(
	{ nodeHelpers }: IWebhookFunctions,
	files: AnsweredFile[],
): Promise<IBinaryKeyData> {
	const binary = new Map<string, IBinaryData>();
	for (const { field, uploads } of files) {
		const base = field.name.replace(/[^\p{L}\p{N}_]+/gu, '_');
		for (const [index, { path, name, type }] of uploads.entries()) {
			let property = field.isMultiple ? `${base}_${index}` : base;
			while (binary.has(property)) property += '_';
			binary.set(property, await nodeHelpers.copyBinaryFile(path, name, type));
		}
	}
	return Object.fromEntries(binary);
}
