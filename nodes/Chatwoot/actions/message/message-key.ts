import type { INodeProperties } from 'n8n-workflow';
import { bodyOf } from '../../../shared/request';
import { first } from '../../../shared/pages';
import type { AccountApi, ChatwootApi } from '../../api';
import { keyOf } from '../../api/mark';
import type { ProfileApi } from '../../api/profile';
import type { Message } from '../../api/types';

export const messageKeyField: INodeProperties = {
	displayName: 'Message Key',
	name: 'messageKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. order 4711 shipped',
	description:
		'A key of your own for this message. If one of the newest 100 messages of the conversation has it already, from the user of the access token, nothing is written and that message is put out: the workflow may run again, and several times at once.',
};

/** How many of the newest messages of a conversation are searched for a key. */
const SEARCHED = 100;

/**
 * The message of a conversation that has this key. Messages of others than the token's own user do
 * not count: with a token of their own, they could use the key of a future message, which would
 * then never be written.
 */
export async function messageWith(
	{ profile }: ChatwootApi,
	{ messages }: AccountApi,
	conversation: number,
	key: string,
): Promise<Message | undefined> {
	for await (const message of first(messages.newestFirst(conversation, false), SEARCHED)) {
		if (keyOf(message) === key && (await isOwn(profile, message))) return message;
	}
	return undefined;
}

/**
 * Whether the token's own user wrote it. Customers cannot write content attributes (chatwoot.md
 * §7).
 */
export async function isOwn(profile: ProfileApi, { sender }: Message): Promise<boolean> {
	if (sender?.type === 'contact') return true;
	const { id } = bodyOf(await profile.get());
	return sender?.type === 'user' && sender.id === id;
}
