import type { TwakeChatParameters } from '../operation/parameters';

/** The specification only limits the whole event, but no client shows this much. */
const LONGEST = 10_000;

/** The server would refuse longer ones only after it has created the room (matrix.md [142]). */
export function shortText<T extends string | undefined>(
	param: TwakeChatParameters,
	path: string,
	text: T,
): T {
	if (text === undefined || text.length <= LONGEST) return text;
	return param.refuse(path, `is too long: ${text.length} letters`, `At most ${LONGEST} fit.`);
}
