import type { INodeProperties } from 'n8n-workflow';
import { bodyOf } from '../../../shared/request';
import { first } from '../../../shared/pages';
import { quote } from '../../../shared/text';
import type { AccountApi, ChatwootApi } from '../../api';
import { keyOf } from '../../api/mark';
import type { ProfileApi } from '../../api/profile';
import type { Message } from '../../api/types';
import { MOST_PARTS } from '../messaging/several';
import type { Several } from '../messaging/several';
import type { Call } from '../operation/operation';

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
 * The messages of a conversation that have these keys, in their order. Messages of others than the token's own user do
 * not count: with a token of their own, they could use the key of a future message, which would
 * then never be written.
 */
export async function messagesWith(
	{ profile }: ChatwootApi,
	{ messages }: AccountApi,
	conversation: number,
	keys: string[],
): Promise<Array<Message | undefined>> {
	const newest = first(messages.newestFirst(conversation, false), SEARCHED);
	return await withKeys(profile, newest, keys);
}

/** The one that has this key and was written after another one. */
export async function messageAfter(
	{ profile }: ChatwootApi,
	{ messages }: AccountApi,
	conversation: number,
	earlier: number,
	key: string,
): Promise<Message | undefined> {
	const later = messages.oldestFirst(conversation, false, earlier);
	return (await withKeys(profile, later, [key]))[0];
}

async function withKeys(
	profile: ProfileApi,
	messages: AsyncIterable<Message>,
	keys: string[],
): Promise<Array<Message | undefined>> {
	const found = new Map<unknown, Message>();
	for await (const message of ownWith(profile, messages, keys)) {
		const key = keyOf(message);
		if (!found.has(key)) found.set(key, message);
		if (found.size === keys.length) break;
	}
	return keys.map((key) => found.get(key));
}

/** Those of the token's own user that have one of these keys. */
async function* ownWith(
	profile: ProfileApi,
	messages: AsyncIterable<Message>,
	keys: unknown[],
): AsyncGenerator<Message> {
	for await (const message of messages) {
		if (keys.includes(keyOf(message)) && (await isOwn(profile, message))) yield message;
	}
}

/** All that were written with a key, newest first: a single message, or its parts. */
export async function allWith(
	{ profile }: ChatwootApi,
	{ messages }: AccountApi,
	conversation: number,
	key: string,
): Promise<Message[]> {
	const keys = Array.from({ length: MOST_PARTS }, (_, index) => partKey(key, index));
	const newest = first(messages.newestFirst(conversation, false), SEARCHED);
	const all: Message[] = [];
	for await (const message of ownWith(profile, newest, keys)) {
		all.push(message);
		if (keyOf(message) === key) break;
	}
	return all;
}

/** The keys of all messages that a text becomes. */
export const partKeys = (key: string, several: Several | undefined): string[] =>
	(several?.texts ?? ['']).map((_, index) => partKey(key, index));

/**
 * The first part has the same key as an unsplit message, so it is recognised in both cases; the
 * others have what nobody types into the field.
 */
export function partKey(key: string, index: number): string {
	return index === 0 ? key : `${key}\n${index + 1}`;
}

/** The message that counts under a key, and those that were deleted again. */
export interface Kept {
	message: Message;
	takenBack: number[];
}

/**
 * The message that counts after one with this key was written: another process of n8n, with which this
 * one shares no turns, may have written one at the same moment. IDs are given before a message can be
 * read (chatwoot.md §16), but whoever looks last sees both, and both keep the one with the lower ID.
 */
export async function keptOf(
	{ api, hint }: Pick<Call<unknown>, 'api' | 'hint'>,
	conversation: number,
	key: string,
	written: Message,
): Promise<Kept> {
	const newest = await api.messages.attemptNewest(conversation);
	// The message is written all the same, and with its key it is not written again.
	if ('error' in newest) {
		const { message } = newest.error;
		hint(
			`Whether another process wrote message ${written.id} too is unknown: ${message}`,
			'warning',
		);
		return { message: written, takenBack: [] };
	}
	const own = newest.body.filter((each) => keyOf(each) === key && isByWriterOf(written, each));
	const message = own.reduce((one, other) => (other.id < one.id ? other : one), written);
	const takenBack = own.map(({ id }) => id).filter((id) => id !== message.id);
	for (const id of takenBack) {
		await api.requester.afterWriting(async () => await api.messages.delete(conversation, id));
	}
	if (takenBack.length > 0) {
		hint(
			`Another process of n8n wrote a message with the key ${quote(key)} at the same moment. The earlier one stays; deleted again: ${takenBack.join(', ')}`,
			'warning',
		);
	}
	return { message, takenBack };
}

/** Whether who wrote a message wrote another too: the server is not asked, as that could fail. */
function isByWriterOf({ sender: writer }: Message, { sender }: Message): boolean {
	if (sender?.type === 'contact') return true;
	return Boolean(sender && writer) && sender?.type === writer?.type && sender?.id === writer?.id;
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
