import type { IDataObject } from 'n8n-workflow';
import { first, take } from '../../shared/pages';
import type { Message } from './content';
import type { MessagesApi } from './messages';
import { PAGE_SIZE } from './paging';
import type { ChannelPlace, ThreadPlace } from './places';
import type { ThreadsApi } from './threads';

/** Keys of our own in the context of messages, which Twake gives back (twake.md §5). */
const THREAD_KEY = 'thread_key';
const MESSAGE_KEY = 'message_key';

/** Threads of a channel that are searched for a key, those with the newest activity first. */
export const SEARCHED_THREADS = 1000;

/** Messages of a thread that are searched for a key, the newest first. */
export const SEARCHED_MESSAGES = 300;

/** A thread that was found by its key, with those of its messages that have one. */
export interface KeyedThread {
	id: string;
	messages: Map<string, Message>;
}

/** A context that also says what the message is about. */
export function withKeys(
	context: IDataObject | undefined,
	keys: { thread?: string; message?: string },
): IDataObject | undefined {
	const { thread, message } = keys;
	const all = {
		...context,
		...(thread !== undefined && { [THREAD_KEY]: thread }),
		...(message !== undefined && { [MESSAGE_KEY]: message }),
	};
	return Object.keys(all).length > 0 ? all : undefined;
}

/** Threads by a key that stands in the context of their first message. */
export class KeyedThreads {
	constructor(
		private readonly threads: ThreadsApi,
		private readonly messages: MessagesApi,
	) {}

	/**
	 * The thread with a key. `likely` is the id of a thread that was it at some time: when it is there
	 * and has no other key, no other one is looked for.
	 */
	async find(place: ChannelPlace, key: string, likely?: string): Promise<KeyedThread | undefined> {
		if (likely !== undefined) {
			const messages = await this.newest({ ...place, thread: likely });
			const head = messages.find(({ id }) => id === likely);
			const isIt = head ? keyIn(head, THREAD_KEY) === key : messages.length > 0;
			if (isIt) return { id: likely, messages: byKey(messages) };
		}
		const [head] = await take(this.headsWith(place, key, SEARCHED_THREADS), 1);
		if (!head) return undefined;
		return { id: head.id, messages: byKey(await this.newest({ ...place, thread: head.id })) };
	}

	/**
	 * The thread that counts, after one with this key was begun: another process may have begun one in
	 * the same moment. Both see both then, and both take the older one.
	 */
	async oldest(place: ChannelPlace, key: string, begun: Message): Promise<Message> {
		const heads = await take(this.headsWith(place, key, NEWEST), NEWEST);
		return heads.reduce((one, other) => (isOlder(other, one) ? other : one), begun);
	}

	/** Of the first `count` threads of the feed those with a key. */
	private async *headsWith(
		place: ChannelPlace,
		key: string,
		count: number,
	): AsyncGenerator<Message> {
		for await (const head of first(this.threads.feed(place, Math.min(count, PAGE_SIZE)), count)) {
			if (keyIn(head, THREAD_KEY) === key && head.subtype !== 'deleted') yield head;
		}
	}

	private async newest(thread: ThreadPlace): Promise<Message[]> {
		return await take(this.messages.list(thread, 'newest'), SEARCHED_MESSAGES);
	}
}

/** Threads among which a twin of one that was just begun stands. */
const NEWEST = 20;

function isOlder(one: Message, other: Message): boolean {
	const difference = one.created_at - other.created_at;
	return difference < 0 || (difference === 0 && one.id < other.id);
}

function keyIn({ context }: Message, name: string): unknown {
	return (context as IDataObject | null | undefined)?.[name];
}

function byKey(messages: Message[]): Map<string, Message> {
	const keyed = new Map<string, Message>();
	for (const message of messages) {
		const key = keyIn(message, MESSAGE_KEY);
		if (typeof key === 'string') keyed.set(key, message);
	}
	return keyed;
}
