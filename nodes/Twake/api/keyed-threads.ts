import type { IDataObject } from 'n8n-workflow';
import { first, take } from '../../shared/pages';
import { ownContext } from './content';
import type { Message } from './content';
import type { MessagesApi } from './messages';
import { PAGE_SIZE } from './paging';
import type { ChannelPlace, ThreadPlace } from './places';
import type { ThreadsApi } from './threads';

/** Our own keys in the context of messages, which Twake returns (twake.md §5). */
const THREAD_KEY = 'thread_key';
const MESSAGE_KEY = 'message_key';

/** How many threads of a channel are searched for a key, most recently active first. */
export const SEARCHED_THREADS = 1000;

/** How many messages of a thread are searched for a key, newest first. */
export const SEARCHED_MESSAGES = 300;

/** A thread found by its key, with those of its messages that have a key. */
export interface KeyedThread {
	id: string;
	messages: Map<string, Message>;
}

/** A context with our keys added. */
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

/** Finds threads by a key in the context of their first message. */
export class KeyedThreads {
	constructor(
		private readonly application: string,
		private readonly threads: ThreadsApi,
		private readonly messages: MessagesApi,
	) {}

	/**
	 * The thread with a key. `likely` is the id of the thread found last time: if it still exists and
	 * has that key, no other is looked for. A thread whose first message is gone is no longer in the
	 * feed, although Twake still accepts replies in it.
	 */
	async find(place: ChannelPlace, key: string, likely?: string): Promise<KeyedThread | undefined> {
		if (likely !== undefined) {
			const messages = await this.newest({ ...place, thread: likely });
			const head =
				messages.find(({ id }) => id === likely) ??
				(messages.length > 0 ? await this.head(place, likely) : undefined);
			const isHere = head?.cache?.channel_id === place.channel;
			if (isHere && this.isHead(head, key)) return this.keyed(likely, messages);
		}
		const head = (await take(this.headsWith(place, key, SEARCHED_THREADS), 1)).at(0);
		if (!head) return undefined;
		return this.keyed(head.id, await this.newest({ ...place, thread: head.id }));
	}

	/** The message of a thread that the application posted with a key, unless it was deleted. */
	async message(thread: ThreadPlace, key: string): Promise<Message | undefined> {
		const newest = await this.newest(thread);
		return newest.find(
			(each) => each.subtype !== 'deleted' && this.keyIn(each, MESSAGE_KEY) === key,
		);
	}

	/** A new context for a message, with the keys that the message has. */
	keeping(message: Message, context: IDataObject): IDataObject {
		const own = ownContext(message, this.application) ?? {};
		const keys = [THREAD_KEY, MESSAGE_KEY].filter((name) => Object.hasOwn(own, name));
		return { ...context, ...Object.fromEntries(keys.map((name) => [name, own[name]])) };
	}

	/**
	 * The thread that counts after one with this key was begun: another process may have begun one at
	 * the same moment. Both then see both, and both use the older one.
	 */
	async oldest(place: ChannelPlace, key: string, begun: Message): Promise<Message> {
		const heads = await take(this.headsWith(place, key, NEWEST), NEWEST);
		return heads.reduce((one, other) => (isOlder(other, one) ? other : one), begun);
	}

	/**
	 * What a thread holds after a message with a key was posted in it: another process may have posted
	 * one with the same key at the same moment. Whoever looks last sees both. The oldest is the one
	 * under its key; `twins` are the others.
	 */
	async afterPosting(
		thread: ThreadPlace,
		key: string,
		posted: Message,
	): Promise<{ messages: Map<string, Message>; twins: Message[] }> {
		const newest = await take(this.messages.list(thread, 'newest'), NEWEST);
		const stored = newest.filter(({ subtype }) => subtype !== 'deleted');
		const same = stored.filter((message) => this.keyIn(message, MESSAGE_KEY) === key);
		const oldest = same.reduce((one, other) => (isOlder(other, one) ? other : one), posted);
		const { messages } = this.keyed(thread.thread, stored);
		messages.set(key, oldest);
		return { messages, twins: same.filter(({ id }) => id !== oldest.id) };
	}

	/** Those of the feed's first `count` threads that have a key. */
	private async *headsWith(
		place: ChannelPlace,
		key: string,
		count: number,
	): AsyncGenerator<Message> {
		for await (const head of first(this.threads.feed(place, Math.min(count, PAGE_SIZE)), count)) {
			if (this.isHead(head, key)) yield head;
		}
	}

	private isHead(message: Message, key: string): boolean {
		return message.subtype !== 'deleted' && this.keyIn(message, THREAD_KEY) === key;
	}

	private keyIn(message: Message, name: string): unknown {
		return ownContext(message, this.application)?.[name];
	}

	private keyed(id: string, messages: Message[]): KeyedThread {
		const keyed = new Map<string, Message>();
		for (const message of messages) {
			const key = this.keyIn(message, MESSAGE_KEY);
			if (typeof key === 'string') keyed.set(key, message);
		}
		return { id, messages: keyed };
	}

	/** The first message of a thread with more messages than are searched for keys. */
	private async head({ company }: ChannelPlace, thread: string): Promise<Message | undefined> {
		return await this.messages.get({ company, thread, message: thread });
	}

	private async newest(thread: ThreadPlace): Promise<Message[]> {
		return await take(this.messages.list(thread, 'newest'), SEARCHED_MESSAGES);
	}
}

/** What was begun or posted at the same moment is among this many of the newest. */
const NEWEST = 20;

function isOlder(one: Message, other: Message): boolean {
	const difference = one.created_at - other.created_at;
	return difference < 0 || (difference === 0 && one.id < other.id);
}
