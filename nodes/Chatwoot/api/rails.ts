import { MultipartForm } from '../../shared/multipart';
import type { FilePart } from '../../shared/multipart';

/**
 * A JSON object as the pairs from which Rails rebuilds it, for queries and forms: `{a: {b: 1}, c:
 * [2, 3]}` is `a[b]=1`, `c[]=2`, `c[]=3` (chatwoot.md §2, chatwoot.md §13 Multipart). Null values
 * are left out.
 */
export function pairsOf(value: unknown, name = ''): Array<[name: string, value: string]> {
	if (value === null || value === undefined) return [];
	if (Array.isArray(value)) return value.flatMap((each) => pairsOf(each, `${name}[]`));
	if (typeof value !== 'object') return [[name, String(value)]];
	return Object.entries(value).flatMap(([key, each]) =>
		pairsOf(each, name === '' ? key : `${name}[${key}]`),
	);
}

/**
 * Fields and files as a form. The server takes files only under exactly the name it expects, such as
 * `attachments[]` (chatwoot.md §6 Attachments).
 */
export function formOf(fields: object, name: string, files: FilePart[]): MultipartForm {
	const form = new MultipartForm();
	for (const [key, value] of pairsOf(fields)) form.append(key, value);
	for (const file of files) form.append(name, file);
	return form;
}
