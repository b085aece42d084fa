import type { IDataObject } from 'n8n-workflow';
import type { NodeApiError } from 'n8n-workflow';
import type { Problem } from '../../shared/errors';
import type { AskedFor, QueryValue, Requester } from '../../shared/request';
import { inside, objectWith } from '../../shared/answers';
import { resource, resources } from './answers';
import { messageBody } from './content';
import type { Message, MessageContent } from './content';
import { PAGE_SIZE, walkFeed } from './paging';
import type { ChannelsApi } from './channels';
import type { ChannelPlace, ThreadPlace } from './places';

/** A message that only one person sees has no id (twake.md §6). */
const posted = inside('resource', objectWith<Message>('created_at', 'application_id'));

export interface Thread extends IDataObject {
	id: string;
	message: Message;
	/** Who began it: a user or an application. */
	created_by: string;
	participants: Participant[];
}

/** For the application that began a thread, the type is missing. */
interface Participant {
	type?: string;
	id?: string;
	company_id?: string;
	workspace_id?: string;
}

/** Threads and the replies in them (twake.md §5-7). All ids are uuids in lower case. */
export class ThreadsApi {
	private readonly begun = new Map<string, Message>();

	constructor(
		private readonly requester: Requester,
		private readonly channels: ChannelsApi,
		private readonly application: string,
	) {}

	/**
	 * Posts a message as a new thread in one or more channels. For a wrong channel it is accepted but
	 * lost, so ask `ChannelsApi.get` first. The message goes under `options.message`; directly under
	 * `options`, as in the server's guide, it fails (twake.md §5).
	 */
	async create(places: ChannelPlace[], content: MessageContent): Promise<Thread> {
		const participants = places.map(({ company, workspace, channel }) => ({
			type: 'channel',
			id: channel,
			company_id: company,
			workspace_id: workspace,
		}));
		const { company } = places[0];
		return await this.requester.send<Thread>({
			answer: resource,
			method: 'POST',
			path: `/api/messages/v1/companies/${company}/threads`,
			body: {
				resource: { participants },
				options: { message: messageBody(content, company) },
			},
			hint: 'The blocks or the text may be of a shape that Twake cannot store. Look in the channel: the message can be there all the same.',
		});
	}

	async reply(place: ThreadPlace, content: MessageContent, mayJoin: boolean): Promise<Message> {
		const request: AskedFor<Message> = {
			answer: posted,
			method: 'POST',
			path: `${pathOf(place)}/messages`,
			body: { resource: messageBody(content, place.company) },
			hint: 'There is probably no thread with this ID.',
		};
		return await this.asParticipant(place, mayJoin, request);
	}

	/**
	 * Sends a request that only participants of a thread may make. Twake refuses it in threads that
	 * the application neither created nor takes part in; if it may join, it then joins the thread and
	 * tries once more (twake.md §6: works in any thread, least intrusive).
	 */
	async asParticipant<T>(place: ThreadPlace, mayJoin: boolean, request: AskedFor<T>): Promise<T> {
		let result = await this.requester.attempt<T>(request);
		if ('error' in result && isNotParticipant(result.problem) && mayJoin) {
			await this.join(place);
			result = await this.requester.attempt<T>(request);
		}
		if ('body' in result) return result.body;
		throw isNotParticipant(result.problem) ? this.mayNotPost(result.problem) : result.error;
	}

	/**
	 * The first message of a thread, requested once per execution; undefined when it is gone. Twake
	 * still accepts replies then, but shows them to nobody (twake.md §7).
	 */
	async first(place: ThreadPlace): Promise<Message | undefined> {
		const path = pathOf(place);
		const known = this.begun.get(path);
		if (known) return known;
		const { resource: found } = await this.requester.send({
			answer: objectWith<{ resource: Message | null }>('resource'),
			method: 'GET',
			path: `${path}/messages/${place.thread}`,
		});
		if (!found?.id) return undefined;
		this.begun.set(path, found);
		return found;
	}

	/**
	 * Makes sure that the application may post in a thread, before something is done that cannot be
	 * undone. Throws when it may not post and must not join: Twake admits who began the thread, who
	 * takes part in it, and members of its channels (twake.md §6).
	 */
	async enter(place: ThreadPlace, mayJoin: boolean): Promise<void> {
		const thread = await this.get(place);
		const isIn = thread.participants.some(
			({ type, id }) => type === 'user' && id === this.application,
		);
		if (isIn || thread.created_by === this.application) return;
		if (mayJoin) return await this.join(place);
		for (const { type, id, company_id: company, workspace_id: workspace } of thread.participants) {
			if (type !== 'channel' || !id || !company || !workspace) continue;
			const result = await this.channels.get({ company, workspace, channel: id });
			if ('body' in result && result.body.user_member) return;
		}
		throw this.mayNotPost({ message: '' });
	}

	/** A thread with its participants, which only the route for changing them returns. */
	private async get(place: ThreadPlace): Promise<Thread> {
		return await this.requester.send<Thread>({
			answer: resource,
			method: 'POST',
			path: pathOf(place),
			body: { resource: {}, options: {} },
			reads: true,
			hint: 'There is probably no thread with this ID.',
		});
	}

	/** Makes the application a participant of a thread. Repeating it has no effect. */
	private async join(place: ThreadPlace): Promise<void> {
		await this.requester.send({
			answer: resource,
			method: 'POST',
			path: pathOf(place),
			body: {
				resource: {},
				options: { participants: { add: [{ type: 'user', id: this.application }] } },
			},
			hint: 'There is probably no thread with this ID.',
		});
	}

	/**
	 * The threads of a channel as first messages with `stats` and last replies, most recently active
	 * first; `size` per request. With `since` (ms) only those that were active after it.
	 */
	feed(place: ChannelPlace, size = PAGE_SIZE, since?: number): AsyncIterable<Message> {
		return walkFeed(
			async ({ limit, token }) => await this.page(place, { limit, page_token: token }),
			size,
			since,
		);
	}

	/**
	 * The newest threads with pinned messages or files, and these messages in `highlighted_replies`;
	 * it is not known how to page them. Twake returns one entry per file (twake.md §7).
	 */
	async filtered(place: ChannelPlace, filter: 'files' | 'pinned'): Promise<Message[]> {
		const entries = (await this.page(place, { limit: PAGE_SIZE, filter })).reverse();
		const threads = new Map<string, Message>();
		for (const entry of entries.filter(({ id }) => id)) {
			const { highlighted_replies: found = [] } = threads.get(entry.id) ?? {};
			const all = [...found, ...(entry.highlighted_replies ?? [])];
			const unique = [...new Map(all.map((message) => [message.id, message])).values()];
			threads.set(entry.id, { ...entry, highlighted_replies: unique });
		}
		return [...threads.values()];
	}

	private async page(place: ChannelPlace, query: Record<string, QueryValue>): Promise<Message[]> {
		const { company, workspace, channel } = place;
		return await this.requester.send<Message[]>({
			answer: resources,
			method: 'GET',
			path: `/api/messages/v1/companies/${company}/workspaces/${workspace}/channels/${channel}/feed`,
			query: { direction: 'history', ...query },
		});
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
