import type { INodeProperties } from 'n8n-workflow';
import { first } from '../../../shared/pages';
import type { AccountApi } from '../../api';
import { keyOf } from '../../api/mark';
import type { Message } from '../../api/types';

export const messageKeyField: INodeProperties = {
	displayName: 'Message Key',
	name: 'messageKey',
	type: 'string',
	default: '',
	placeholder: 'order 4711 shipped',
	description:
		'A key of your own for this message. If one of the newest 100 messages of the conversation has it already, nothing is written and that message is put out: the workflow may run again, and several times at once.',
};

/** Messages of a conversation that are searched for a key, the newest first. */
const SEARCHED = 100;

/** The message of a conversation that has this key. */
export async function messageWith(
	{ messages }: AccountApi,
	conversation: number,
	key: string,
): Promise<Message | undefined> {
	for await (const message of first(messages.newestFirst(conversation, false), SEARCHED)) {
		if (keyOf(message) === key) return message;
	}
	return undefined;
}
