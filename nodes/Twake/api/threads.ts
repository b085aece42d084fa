import type { IDataObject } from 'n8n-workflow';
import type { NodeApiError } from 'n8n-workflow';
import type { Problem } from '../../shared/errors';
import type { ApiRequest, QueryValue, Requester } from '../../shared/request';
import { messageBody } from './content';
import type { Message, MessageContent } from './content';
import { PAGE_SIZE, walkFeed } from './paging';
import type { ChannelPlace, ThreadPlace } from './places';

export interface Thread extends IDataObject {
	id: string;
	message: Message;
}

/** Asks for the id that the application joins a thread with; absent when it must not join. */
export type Join = (() => Promise<string>) | undefined;

/** Threads and the replies in them (twake.md §5-7). All ids are uuids in lower case. */
export class ThreadsApi {
	constructor(private readonly requester: Requester) {}

	/**
	 * Posts a message as a new thread in one or more channels. A wrong channel is accepted and the
	 * message lost: ask `ChannelsApi.get` before. The message goes under `options.message`; the form
	 * of the server's guide, right under `options`, fails (twake.md §5).
	 */
	async create(places: ChannelPlace[], content: MessageContent): Promise<Thread> {
		const participants = places.map(({ company, workspace, channel }) => ({
			type: 'channel',
			id: channel,
			company_id: company,
			workspace_id: workspace,
		}));
		const { company } = places[0];
		const { resource } = await this.requester.send<{ resource: Thread }>({
			method: 'POST',
			path: `/api/messages/v1/companies/${company}/threads`,
			body: {
				resource: { participants },
				options: { message: messageBody(content, company) },
			},
			hint: 'The blocks or the text may be of a shape that Twake cannot store. Look in the channel: the message can be there all the same.',
		});
		return resource;
	}

	async reply(place: ThreadPlace, content: MessageContent, join: Join): Promise<Message> {
		const request: ApiRequest = {
			method: 'POST',
			path: `${pathOf(place)}/messages`,
			body: { resource: messageBody(content, place.company) },
			hint: 'There is probably no thread with this ID.',
		};
		const { resource } = await this.asParticipant<{ resource: Message }>(place, join, request);
		return resource;
	}

	/**
	 * Sends a request that only participants of a thread may make. Twake refuses it in threads that
	 * the application neither created nor takes part in; with `join` given, the application then
	 * joins that thread and tries once more (twake.md §6: works in any thread, least intrusive).
	 */
	async asParticipant<T>(place: ThreadPlace, join: Join, request: ApiRequest): Promise<T> {
		let result = await this.requester.attempt<T>(request);
		if ('error' in result && isNotParticipant(result.problem) && join) {
			await this.join(place, await join());
			result = await this.requester.attempt<T>(request);
		}
		if ('body' in result) return result.body;
		throw isNotParticipant(result.problem) ? this.mayNotPost(result.problem) : result.error;
	}

	/** Makes a user or application a participant of a thread. Repeating it is harmless. */
	async join(place: ThreadPlace, participant: string): Promise<void> {
		await this.requester.send({
			method: 'POST',
			path: pathOf(place),
			body: {
				resource: {},
				options: { participants: { add: [{ type: 'user', id: participant }] } },
			},
			hint: 'There is probably no thread with this ID.',
		});
	}

	/**
	 * The threads of a channel as first messages with `stats` and last replies, newest activity first;
	 * `size` of them with each request.
	 */
	feed(place: ChannelPlace, size = PAGE_SIZE): AsyncIterable<Message> {
		return walkFeed(
			async ({ limit, token }) => await this.page(place, { limit, page_token: token }),
			size,
		);
	}

	/** The newest threads with pinned messages or files; how to page these is not known. */
	async filtered(place: ChannelPlace, filter: 'files' | 'pinned'): Promise<Message[]> {
		return (await this.page(place, { limit: PAGE_SIZE, filter })).reverse();
	}

	private async page(place: ChannelPlace, query: Record<string, QueryValue>): Promise<Message[]> {
		const { company, workspace, channel } = place;
		const { resources } = await this.requester.send<{ resources: Message[] }>({
			method: 'GET',
			path: `/api/messages/v1/companies/${company}/workspaces/${workspace}/channels/${channel}/feed`,
			query: { direction: 'history', ...query },
		});
		return resources;
	}

	private mayNotPost(problem: Problem): NodeApiError {
		return this.requester.error({
			...problem,
			message: 'The application may not post in this thread',
			description:
				'Somebody else started it. Switch on "Join Thread If Needed", or let the application join the channel.',
		});
	}
}

function pathOf({ company, thread }: ThreadPlace): string {
	return `/api/messages/v1/companies/${company}/threads/${thread}`;
}

/** "You can't post in this thread" is a 404 inside a 200 (twake.md §6); an unknown thread is a 500. */
const isNotParticipant = ({ reason }: Problem): boolean => reason === 'missing';
