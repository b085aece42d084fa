import type { TwakeChatParameters } from '../operation/parameters';

/** The specification's limit is that of a whole event; no client shows so much. */
const LONGEST = 10_000;

/** Refused by the server only once the room is there (matrix.md [142]). */
export function shortText<T extends string | undefined>(
	param: TwakeChatParameters,
	path: string,
	text: T,
): T {
	if (text === undefined || text.length <= LONGEST) return text;
	return param.refuse(path, `is too long: ${text.length} letters`, `At most ${LONGEST} fit.`);
}
