import { randomBytes } from 'node:crypto';
import { Clock, orderOfId } from './clock';
import type {
	Application,
	Bookmark,
	Channel,
	ChannelKey,
	Member,
	Message,
	MessageSaved,
	StoredFile,
	Thread,
	User,
} from './types';

/** The release that the sandbox imitates: twake.md §12. */
export type Release = '2022.Q4' | '2023.Q1';

/** Everything that the sandbox knows. Seeding empties and refills it. */
export class State {
	constructor(readonly release: Release = '2023.Q1') {}

	readonly clock = new Clock();
	/** Signs the tokens: another sandbox's are invalid here. */
	readonly tokenKey = randomBytes(32);
	/** Tokens that were ended early. */
	readonly endedTokens = new Set<string>();
	/** How many of the next relayed calls find their token just expired. */
	endsInside = 0;
	company = '';
	workspace = '';
	readonly applications = new Map<string, Application>();
	readonly installed = new Set<string>();
	readonly users = new Map<string, User>();
	readonly channels = new Map<string, Channel>();
	readonly members: Member[] = [];
	readonly threads = new Map<string, Thread>();
	readonly messages = new Map<string, Map<string, Message>>();
	/** Per channel (company/workspace/channel), by thread: the id of its newest message. */
	readonly feeds = new Map<string, Map<string, string>>();
	/** Per user the threads with news, oldest first. */
	readonly inboxes = new Map<string, Set<string>>();
	readonly files = new Map<string, StoredFile>();
	readonly contents = new Map<string, Buffer>();
	readonly bookmarks: Bookmark[] = [];
	/** Where deliveries to applications are attached. */
	readonly onMessageSaved: Array<(event: MessageSaved) => void> = [];

	clear(): void {
		this.company = this.workspace = '';
		this.endsInside = 0;
		for (const table of [
			this.applications,
			this.installed,
			this.users,
			this.channels,
			this.threads,
			this.messages,
			this.feeds,
			this.inboxes,
			this.files,
			this.contents,
			this.endedTokens,
		])
			table.clear();
		this.members.length = this.bookmarks.length = 0;
	}

	message(threadId: string, id: string): Message | undefined {
		return this.messages.get(threadId)?.get(id);
	}

	/** Messages of a thread, oldest first. */
	messagesOf(threadId: string): Message[] {
		return sortById([...(this.messages.get(threadId)?.values() ?? [])], (m) => m.id);
	}

	store(message: Message): void {
		message.updated_at = this.clock.now();
		let thread = this.messages.get(message.thread_id);
		if (!thread) this.messages.set(message.thread_id, (thread = new Map<string, Message>()));
		thread.set(message.id, structuredClone(message));
	}

	channel(key: ChannelKey): Channel | undefined {
		const channel = this.channels.get(key.id);
		const same =
			channel?.company_id === key.company_id && channel.workspace_id === key.workspace_id;
		return same ? channel : undefined;
	}

	membersOf(channel: ChannelKey): Member[] {
		return this.members.filter((m) => m.channel_id === channel.id);
	}

	member(channel: ChannelKey, userId: string): Member | undefined {
		return this.members.find((m) => m.channel_id === channel.id && m.user_id === userId);
	}
}

export function sortById<T>(list: T[], id: (item: T) => string): T[] {
	const keyed = list.map((item) => ({ item, order: orderOfId(id(item)) }));
	keyed.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
	return keyed.map(({ item }) => item);
}
