import { request } from 'undici';
import { demoWorld } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { demoIds } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';

const ACCOUNT = `/api/v1/accounts/${demoWorld.account?.id}`;
const MESSAGES = `/internal/services/messages/v1/companies/${demoIds.company}/threads`;
const OUTGOING = 1;
const ACTIVITY = 2;

/** A customer's conversation: what the customer uses to write in it, and its number. */
export interface Talk {
	name: string;
	number: number;
	path: string;
}

/** The people around the bridge: they use both chats as browsers do. */
export class People {
	constructor(
		private readonly chatwoot: ChatwootSandbox,
		private readonly twake: TwakeSandbox,
		/** Alice's token. */
		private readonly alice: string,
	) {}

	/** A new customer opens a conversation in the API inbox. */
	async arrive(name: string): Promise<Talk> {
		const { inbox_identifier: inbox } = this.chatwoot.state.inboxes.get(1)!.channel;
		const contacts = `/public/api/v1/inboxes/${String(inbox)}/contacts`;
		const { source_id: source } = await this.desk<{ source_id: string }>(contacts, { name });
		const path = `${contacts}/${source}/conversations`;
		const { id: number } = await this.desk<{ id: number }>(path, {});
		return { name, number, path: `${path}/${number}/messages` };
	}

	/** The customer writes. */
	async ask({ path }: Talk, content: string): Promise<void> {
		await this.desk(path, { content });
	}

	/** An agent writes in Chatwoot: to the customer, or a note. */
	async answer({ number }: Talk, content: string, isPrivate = false): Promise<void> {
		await this.desk(`${ACCOUNT}/conversations/${number}/messages`, { content, private: isPrivate });
	}

	async resolve({ number }: Talk): Promise<void> {
		await this.desk(`${ACCOUNT}/conversations/${number}/toggle_status`, { status: 'resolved' });
	}

	/** An agent takes a conversation from the bot. */
	async takeOver({ number }: Talk): Promise<void> {
		const path = `${ACCOUNT}/conversations/${number}`;
		await this.desk(`${path}/toggle_status`, { status: 'open' });
		await this.desk(`${path}/assignments`, { assignee_id: demoWorld.agent?.id });
	}

	/** An agent leaves a conversation to the bot. */
	async pend({ number }: Talk): Promise<void> {
		const path = `${ACCOUNT}/conversations/${number}`;
		await this.desk(`${path}/assignments`, { assignee_id: 0 });
		await this.desk(`${path}/toggle_status`, { status: 'pending' });
	}

	/** Alice replies in the thread of a conversation. */
	async reply(talk: Talk, text: string): Promise<void> {
		await this.replyIn(this.threadOf(talk), text);
	}

	async replyIn(thread: string, text: string): Promise<void> {
		const headers = { authorization: `Bearer ${this.alice}` };
		await post(`${this.twake.url}${MESSAGES}/${thread}/messages`, { resource: { text } }, headers);
	}

	/** The texts of all threads, in the order of posting. */
	threads(): string[][] {
		const threads = [...this.twake.state.messages.keys()].map((id) => this.messagesIn(id));
		return threads
			.map((messages) => messages.map(({ text }) => String(text)))
			.filter((texts) => texts.length > 0);
	}

	/** The contents of the thread that Chatwoot has stored for a conversation. */
	thread(talk: Talk): string[] {
		return this.messagesIn(this.threadOf(talk)).map(({ text }) => String(text));
	}

	/** The reactions of the application to the replies in a thread. */
	ticks(talk: Talk): string[] {
		return this.ticksIn(this.threadOf(talk));
	}

	ticksIn(thread: string): string[] {
		return this.messagesIn(thread).flatMap(({ reactions }) =>
			(reactions ?? [])
				.filter(({ users }) => users.includes(demoIds.application))
				.map(({ name }) => name),
		);
	}

	/** What agents see in a conversation, without activity lines; notes in brackets. */
	conversation(talk: Talk): string[] {
		const { id } = this.row(talk);
		return this.chatwoot.state.messages
			.where((row) => row.conversation_id === id && row.message_type !== ACTIVITY)
			.filter(({ content_attributes: { deleted } }) => !deleted)
			.map(({ content, private: isNote }) => (isNote ? `(${content})` : String(content)));
	}

	status(talk: Talk): string {
		return this.row(talk).status;
	}

	/** All messages of both sides. */
	count(): number {
		const { messages } = this.chatwoot.state;
		const outgoing = messages.where(({ message_type: type }) => type <= OUTGOING).length;
		return outgoing + this.threads().flat().length;
	}

	/** What a customer wrote, as it stands in the thread. */
	fromCustomer(talk: Talk): string[] {
		const start = `**${talk.name}**: `;
		return this.thread(talk)
			.filter((text) => text.startsWith(start))
			.map((text) => text.slice(start.length).split('\n')[0]);
	}

	/** What colleagues wrote in the thread, as it stands in the conversation. */
	fromColleagues(talk: Talk): string[] {
		const { id } = this.row(talk);
		const rows = this.chatwoot.state.messages.where(
			(row) => row.conversation_id === id && row.message_type === OUTGOING,
		);
		return rows
			.filter(({ content_attributes: { deleted } }) => !deleted)
			.map(({ content }) => String(content));
	}

	/** How many messages were deleted. */
	deleted(): number {
		const { messages } = this.chatwoot.state;
		const here = messages.where(({ content_attributes: { deleted } }) => deleted === true).length;
		const all = [...this.twake.state.messages.values()].flatMap((thread) => [...thread.values()]);
		return here + all.filter(isDeleted).length;
	}

	private messagesIn(thread: string) {
		return [...(this.twake.state.messages.get(thread)?.values() ?? [])].filter(
			(message) => !isDeleted(message),
		);
	}

	private threadOf(talk: Talk): string {
		return String(this.row(talk).custom_attributes.twake_thread);
	}

	private row({ number }: Talk) {
		return this.chatwoot.state.conversations.find(({ display_id: id }) => id === number)!;
	}

	private async desk<T>(path: string, body: object): Promise<T> {
		const headers = { 'api-access-token': demoWorld.agent?.token ?? '' };
		return await post<T>(`${this.chatwoot.url}${path}`, body, headers);
	}
}

function isDeleted({ subtype }: { subtype?: unknown }): boolean {
	return subtype === 'deleted';
}

async function post<T>(url: string, body: object, headers: Record<string, string>): Promise<T> {
	const response = await request(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
		body: JSON.stringify(body),
	});
	const text = await response.body.text();
	if (response.statusCode >= 300) throw new Error(`${url}: ${response.statusCode} ${text}`);
	return JSON.parse(text) as T;
}
