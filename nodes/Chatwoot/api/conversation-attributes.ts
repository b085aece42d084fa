import type { IDataObject } from 'n8n-workflow';
import { lengthOf, quote } from '../../shared/text';

/** The longest text and the largest integer in a conversation's attributes (chatwoot.md §5). */
const MAX_TEXT = 1500;
const MAX_INTEGER = 9_999_999_999;

/**
 * What is wrong with the attributes of a conversation, as the rest of a sentence; undefined if
 * nothing.
 */
export function problemOfAttributes(attributes: IDataObject): string | undefined {
	for (const [key, value] of Object.entries(attributes)) {
		const length = typeof value === 'string' ? lengthOf(value) : 0;
		if (length > MAX_TEXT) {
			return `has a text of ${length} characters in ${quote(key)}: Chatwoot takes at most ${MAX_TEXT}`;
		}
		if (Number.isInteger(value) && Number(value) > MAX_INTEGER) {
			return `has a number in ${quote(key)} that is too large: Chatwoot takes at most ${MAX_INTEGER}`;
		}
	}
	return undefined;
}
