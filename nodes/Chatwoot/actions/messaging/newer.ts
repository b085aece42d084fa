import type { IDataObject } from 'n8n-workflow';
import type { AccountApi } from '../../api';
import { newerThan } from '../../api/newer';
import type { ChatwootParameters } from '../parameters/parameters';

const PATH = 'additionalFields.nothingNewSince';

/** The message that is answered; undefined when it does not matter what has happened since. */
export function nothingNewSince(param: ChatwootParameters): number | undefined {
	return param.optionalId(PATH, 'message');
}

/**
 * What keeps an answer from being written, as the output tells it: why, and by whom. Undefined when
 * nothing has happened since the message that it answers, but for messages in `own`. Callers have the
 * turn of the conversation: in one process nothing of ours comes in between, and of others' what was
 * there before the reading is seen.
 */
export async function newsSince(
	param: ChatwootParameters,
	api: AccountApi,
	conversation: number,
	message: number | undefined,
	own?: ReadonlySet<number>,
): Promise<IDataObject | undefined> {
	if (message === undefined) return undefined;
	const newer = await newerThan(api, conversation, message, own);
	if (!newer) return undefined;
	if (newer.reason === 'unknownMessage') {
		return param.refuse(PATH, `is not a message of conversation ${conversation}: ${message}`);
	}
	return { sent: false, ...newer, conversation_id: conversation };
}
