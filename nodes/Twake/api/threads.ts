import type { IDataObject } from 'n8n-workflow';
import type { Requester } from '../../shared/request';

/** A channel as the address of a new thread. */
export interface ChannelPlace {
	company: string;
	/** A uuid, or `direct`. */
	workspace: string;
	channel: string;
}

/** What a message holds (twake-api.md §5). */
export interface MessageContent {
	text: string;
	/** Shown by the web client only together with `subtype: "application"` (§9). */
	blocks?: IDataObject[];
	/** Any JSON; kept with the message and given back, also in hooks. */
	context?: IDataObject;
}

/** A message as Twake answers it; a thread's first message has the thread's id. */
export interface Message extends IDataObject {
	id: string;
	thread_id: string;
	text: string;
	user_id: string;
	application_id: string | null;
	/** Milliseconds since 1970. */
	created_at: number;
	cache: { company_id: string; workspace_id: string; channel_id: string };
}

export interface Thread extends IDataObject {
	id: string;
	message: Message;
}

/** Threads and the replies in them (twake-api.md §5, §6). All ids are uuids in lower case. */
export class ThreadsApi {
	constructor(private readonly requester: Requester) {}

	/**
	 * Posts a message as a new thread. A wrong channel is accepted and the message lost: check it
	 * before (`ChannelsApi.check`). The message goes under `options.message`; the form of the
	 * server's guide, right under `options`, fails (§5).
	 */
	async create(place: ChannelPlace, content: MessageContent): Promise<Thread> {
		const { company, workspace, channel } = place;
		const participant = {
			type: 'channel',
			id: channel,
			company_id: company,
			workspace_id: workspace,
		};
		const { resource } = await this.requester.send<{ resource: Thread }>({
			method: 'POST',
			path: `/api/messages/v1/companies/${company}/threads`,
			body: {
				resource: { participants: [participant] },
				options: { message: messageBody(content) },
			},
			hint: 'The blocks or the text may be of a shape that Twake cannot store. Look in the channel: the message can be there all the same.',
		});
		return resource;
	}

	/**
	 * Replies in a thread. Twake refuses it in threads that the application neither created nor
	 * takes part in; with `join` given, the application then joins that thread and tries once
	 * more (§6: works in any thread, least intrusive).
	 */
	async reply(
		company: string,
		thread: string,
		content: MessageContent,
		join?: { application: () => Promise<string> },
	): Promise<Message> {
		const path = `/api/messages/v1/companies/${company}/threads/${thread}/messages`;
		const post = async () =>
			await this.requester.attempt<{ resource: Message }>({
				method: 'POST',
				path,
				body: { resource: messageBody(content) },
				hint: 'There is probably no thread with this ID.',
			});
		let result = await post();
		if ('error' in result && result.problem.status === NOT_A_PARTICIPANT && join) {
			await this.join(company, thread, await join.application());
			result = await post();
		}
		if ('body' in result) return result.body.resource;
		if (result.problem.status === NOT_A_PARTICIPANT) {
			result.error.message = 'The application may not reply in this thread';
			result.error.description =
				'Somebody else started it. Switch on Options > Join Thread If Needed, or let the application join the channel.';
		}
		throw result.error;
	}

	/** Makes a user or application a participant of a thread. Repeating it is harmless. */
	async join(company: string, thread: string, participant: string): Promise<void> {
		await this.requester.send({
			method: 'POST',
			path: `/api/messages/v1/companies/${company}/threads/${thread}`,
			body: {
				resource: {},
				options: { participants: { add: [{ type: 'user', id: participant }] } },
			},
			hint: 'There is probably no thread with this ID.',
		});
	}
}

/** "You can't post in this thread", a 404 inside a 200 (§6); an unknown thread is a 500. */
const NOT_A_PARTICIPANT = 404;

function messageBody({ text, blocks, context }: MessageContent): IDataObject {
	return {
		text,
		...(blocks && { blocks, subtype: 'application' }),
		...(context && { context }),
	};
}
