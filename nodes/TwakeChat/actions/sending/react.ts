import type { IDataObject } from 'n8n-workflow';
import type { Result } from '../../../shared/request';
import type { MessagePlace } from '../../api/types';
import type { Call } from '../operation/operation';

/** Attempts to react to a message. */
export async function react(
	{ chat, transactions }: Pick<Call<unknown, unknown>, 'chat' | 'transactions'>,
	{ room, message }: MessagePlace,
	key: string,
	more: IDataObject = {},
): Promise<Result<string>> {
	return await chat.messages.attemptToSend(
		{ room, type: 'm.reaction' },
		{ ...more, 'm.relates_to': { rel_type: 'm.annotation', event_id: message, key } },
		transactions,
		['react', message, key],
	);
}
