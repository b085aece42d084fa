import type { AccountApi } from '../../api';
import type { Message } from '../../api/types';
import type { ChatwootParameters } from '../parameters/parameters';

/** A message of a conversation; refused when the conversation has none with this id. */
export async function messageAt(
	{ messages }: AccountApi,
	conversation: number,
	id: number,
	param: ChatwootParameters,
): Promise<Message> {
	const found = await messages.find(conversation, id);
	return (
		found ?? param.refuse('message', `is not a message of conversation ${conversation}: ${id}`)
	);
}
