import type { ApiRequest, Requester } from '../../shared/request';
import { objectWith } from '../../shared/answers';
import { done, resource, resources } from './answers';
import { messageBody } from './content';
import type { Message, MessageContent } from './content';
import { walkMessages } from './paging';
import type { MessagePlace, ThreadPlace } from './places';
import type { ThreadsApi } from './threads';

/** Single messages (twake.md §7). */
export class MessagesApi {
	constructor(
		private readonly requester: Requester,
		private readonly threads: ThreadsApi,
	) {}

	/**
	 * The message, or undefined when this thread has none with this id. If a thread has replies but
	 * its first message is gone, Twake answers with nothing but counters (twake.md §7).
	 */
	async get(place: MessagePlace): Promise<Message | undefined> {
		const path = pathOf(place);
		const { resource: found } = await this.requester.send({
			answer: objectWith<{ resource: Message | null }>('resource'),
			method: 'GET',
			path,
		});
		return found?.id ? found : undefined;
	}

	/** The messages of a thread; empty for an unknown thread. */
	list({ company, thread }: ThreadPlace, order: 'oldest' | 'newest'): AsyncIterable<Message> {
		return walkMessages(async ({ limit, token }) => {
			return await this.requester.send<Message[]>({
				answer: resources,
				method: 'GET',
				path: `/api/messages/v1/companies/${company}/threads/${thread}/messages`,
				query: {
					limit,
					page_token: token,
					direction: order === 'newest' ? 'history' : undefined,
				},
			});
		});
	}

	/**
	 * Changes a message of the application. For somebody else's message Twake answers with success
	 * and the old content, so compare the answer.
	 */
	async update(place: MessagePlace, content: MessageContent, mayJoin: boolean): Promise<Message> {
		return await this.change(place, mayJoin, {
			path: pathOf(place),
			body: { resource: messageBody(content, place.company) },
		});
	}

	/** Withdraws a message. Twake also says success for unknown ones. */
	async delete(place: MessagePlace): Promise<void> {
		await this.requester.send({
			answer: done,
			method: 'DELETE',
			path: pathOf(place),
			hint: 'Only messages of the application itself can be deleted; this one is probably somebody else’s.',
		});
	}

	/** Pins or unpins any message. Without the flag at the top level of the body, Twake unpins. */
	async pin(place: MessagePlace, pin: boolean, mayJoin: boolean): Promise<Message> {
		return await this.change(place, mayJoin, { path: `${pathOf(place)}/pin`, body: { pin } });
	}

	/** Replaces all reactions of the application; an empty list removes them. */
	async react(place: MessagePlace, reactions: string[], mayJoin: boolean): Promise<Message> {
		return await this.change(place, mayJoin, {
			path: `${pathOf(place)}/reaction`,
			body: { reactions },
		});
	}

	/** Messages with these words, in channels of which the application is a member (twake.md §7). */
	async search(company: string, text: string): Promise<Message[]> {
		return await this.requester.send<Message[]>({
			answer: resources,
			method: 'GET',
			path: `/api/messages/v1/companies/${company}/search`,
			query: { q: text },
		});
	}

	/**
	 * Moves a message to another thread, in which the application must be allowed to post: otherwise
	 * Twake refuses only after it has moved the message (twake.md §7).
	 */
	async move(place: MessagePlace, target: string, mayJoin: boolean) {
		const moved = { ...place, thread: target };
		await this.threads.enter(moved, mayJoin);
		return await this.change(moved, mayJoin, {
			path: pathOf(moved),
			body: { resource: {}, options: { previous_thread: place.thread } },
		});
	}

	private async change(
		place: MessagePlace,
		mayJoin: boolean,
		request: Pick<ApiRequest, 'path' | 'body'>,
	): Promise<Message> {
		const hint = 'There is probably no message with this ID in this thread.';
		const full = { ...request, method: 'POST', hint, answer: resource<Message> } as const;
		return await this.threads.asParticipant(place, mayJoin, full);
	}
}

function pathOf({ company, thread, message }: MessagePlace): string {
	return `/api/messages/v1/companies/${company}/threads/${thread}/messages/${message}`;
}
