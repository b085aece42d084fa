import type { INodeProperties } from 'n8n-workflow';
import type { AccountApi } from '../../api';
import type { Conversation } from '../../api/types';
import type { ChatwootParameters } from '../parameters/parameters';

/** Several conversations, for calls in which the server does not refuse unknown ones. */
export const conversationsField: INodeProperties = {
	displayName: 'Conversation IDs',
	name: 'conversations',
	type: 'string',
	default: '',
	placeholder: 'e.g. 12, 15, 18',
	description:
		'The numbers of the conversations, separated by commas, or a list from an expression. All of them have to exist.',
};

export function conversationsFrom(param: ChatwootParameters): number[] {
	const ids = param.ids('conversations');
	return ids.length > 0 ? ids : param.refuse('conversations', 'is empty');
}

/** The current state of all of them; refused if the token's user cannot see one. */
export async function knownConversations(
	{ conversationLists }: AccountApi,
	ids: number[],
	param: ChatwootParameters,
): Promise<Conversation[]> {
	const known = await conversationLists.existing(ids);
	const unknown = ids.filter((wanted) => !known.some(({ id }) => id === wanted));
	if (unknown.length === 0) return known;
	return param.refuse(
		'conversations',
		`holds what is no conversation of the account: ${unknown.join(', ')}`,
		'Chatwoot would leave these out without an error. The user of the access token has to see their inboxes.',
	);
}
