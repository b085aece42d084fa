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
 * Writes an answer unless something has happened since the message that it answers. What is told then
 * says why, and by whom. Callers have the turn of the conversation: in one process nothing of ours comes
 * in between, and of others' what was there before the reading is seen.
 */
export async function unlessNewer(
	param: ChatwootParameters,
	api: AccountApi,
	conversation: number,
	message: number | undefined,
	write: () => Promise<IDataObject>,
): Promise<IDataObject> {
	if (message === undefined) return await write();
	const newer = await newerThan(api, conversation, message);
	if (!newer) return { sent: true, ...(await write()) };
	if (newer.reason === 'unknownMessage') {
		return param.refuse(PATH, `is not a message of conversation ${conversation}: ${message}`);
	}
	return { sent: false, ...newer, conversation_id: conversation };
}
