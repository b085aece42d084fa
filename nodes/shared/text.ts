/** NUL and halves of surrogate pairs: servers answer them with 400, 422 or 500 (chatwoot-api.md §2). */
const BREAKING =
	/\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Text that any server can store. */
export function cleanText(text: string): string {
	return text.replace(BREAKING, '');
}
