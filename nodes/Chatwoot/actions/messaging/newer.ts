import type { IDataObject } from 'n8n-workflow';
import type { AccountApi } from '../../api';
import { newerThan } from '../../api/newer';
import type { ChatwootParameters } from '../parameters/parameters';

const PATH = 'additionalFields.nothingNewSince';

/** The message being answered; undefined when it does not matter what has happened since. */
export function nothingNewSince(param: ChatwootParameters): number | undefined {
	return param.optionalId(PATH, 'message');
}

/**
 * What prevents writing an answer, for the output: why, and because of whom. Undefined when nothing
 * has happened since the message being answered, except for messages in `own`. Callers must hold
 * the turn of the conversation: then nothing else from this process comes in between, and what
 * others wrote before the reading is seen.
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
