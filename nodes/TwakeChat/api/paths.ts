/** Parts of a path, each encoded: IDs contain `#`, `/` and `?` (matrix.md [361]). */
const joined = (root: string, parts: string[]): string =>
	[root, ...parts.map((part) => encodeURIComponent(part))].join('/');

export const client = (...parts: string[]): string => joined('/_matrix/client/v3', parts);
export const newer = (...parts: string[]): string => joined('/_matrix/client/v1', parts);
export const media = (...parts: string[]): string => joined('/_matrix/media', parts);
