import { request } from 'undici';
import { parseAddress } from '../../nodes/Twake/api/ids';
import { demoWorld } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { demoIds } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import type { Message } from '../../sandbox/twake/state/types';

const ACCOUNT = `/api/v1/accounts/${demoWorld.account?.id}`;
const MESSAGES = `/internal/services/messages/v1/companies/${demoIds.company}/threads`;
const FILES = `/internal/services/files/v1/companies/${demoIds.company}/files`;
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

	/** The customer sends a file without a text. */
	async sendFile({ path }: Talk, name: string, content: string): Promise<void> {
		const form = new FormData();
		form.append('attachments[]', new Blob([content], { type: 'image/png' }), name);
		const { status } = await fetch(this.chatwoot.url + path, { method: 'POST', body: form });
		if (status !== 200) throw new Error(`${path}: ${status}`);
	}

	/** An agent deletes what the customer wrote. */
	async withdraw(talk: Talk, content: string): Promise<void> {
		const { id } = this.row(talk);
		const isMeant = (row: { conversation_id: number; content: string | null }) =>
			row.conversation_id === id && row.content === content;
		const found = this.chatwoot.state.messages.find(isMeant)!;
		const headers = { 'api-access-token': demoWorld.agent?.token ?? '' };
		const path = `${ACCOUNT}/conversations/${talk.number}/messages/${found.id}`;
		await fetch(this.chatwoot.url + path, { method: 'DELETE', headers });
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

	/** Alice uploads a file and replies with it. */
	async replyWithFile(talk: Talk, text: string, name: string, content: string): Promise<void> {
		const headers = { authorization: `Bearer ${this.alice}` };
		const form = new FormData();
		form.append('file', new Blob([content]), name);
		const size = content.length;
		const query = `filename=${name}&type=application/pdf&total_chunks=1&total_size=${size}&chunk_number=1`;
		const upload = await fetch(`${this.twake.url}${FILES}?${query}`, {
			method: 'POST',
			headers,
			body: form,
		});
		const { resource } = (await upload.json()) as { resource: { id: string } };
		const external_id = { company_id: demoIds.company, id: resource.id };
		const files = [{ metadata: { source: 'internal', external_id } }];
		const url = `${this.twake.url}${MESSAGES}/${this.threadOf(talk)}/messages`;
		await post(url, { resource: { text, files } }, headers);
	}

	/** Alice deletes her reply. */
	async withdrawReply(talk: Talk, text: string): Promise<void> {
		const { id } = this.messagesIn(this.threadOf(talk)).find((each) => each.text === text)!;
		const headers = { authorization: `Bearer ${this.alice}` };
		const url = `${this.twake.url}${MESSAGES}/${this.threadOf(talk)}/messages/${id}/delete`;
		await post(url, {}, headers);
	}

	/** The files in a thread, with their content. */
	filesInThread(talk: Talk): string[] {
		return this.messagesIn(this.threadOf(talk))
			.flatMap(({ files }) => files ?? [])
			.map(({ metadata }) => metadata as { name: string; external_id: { id: string } })
			.map(
				({ name, external_id: { id } }) => `${name}: ${String(this.twake.state.contents.get(id))}`,
			);
	}

	/** The files that agents have sent in a conversation, with their content. */
	filesInConversation(talk: Talk): string[] {
		const { id } = this.row(talk);
		const { messages, attachments, blobs } = this.chatwoot.state;
		return messages
			.where((row) => row.conversation_id === id && row.message_type === OUTGOING)
			.flatMap((row) => attachments.where((each) => each.message_id === row.id))
			.map(({ blob_id: blob }) => blobs.get(blob ?? 0)!)
			.map(({ name, bytes }) => `${name}: ${String(bytes)}`);
	}

	/** The texts of all threads, in the order of posting. */
	threads(): string[][] {
		const threads = [...this.twake.state.messages.keys()].map((id) => this.messagesIn(id));
		return threads.map((messages) => messages.map(lineOf)).filter((texts) => texts.length > 0);
	}

	/** The contents of the thread that Chatwoot has stored for a conversation. */
	thread(talk: Talk): string[] {
		return this.messagesIn(this.threadOf(talk)).map(lineOf);
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
			.map(({ content, private: isNote }) => (isNote ? `(${content})` : (content ?? '')));
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
		const start = `${talk.name} (customer): `;
		return this.thread(talk)
			.filter((text) => text.startsWith(start))
			.map((text) => text.slice(start.length));
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
		const address = this.row(talk).custom_attributes.twake_thread;
		return parseAddress(String(address))?.thread ?? '';
	}

	private row({ number }: Talk) {
		return this.chatwoot.state.conversations.find(({ display_id: id }) => id === number)!;
	}

	private async desk<T>(path: string, body: object): Promise<T> {
		const headers = { 'api-access-token': demoWorld.agent?.token ?? '' };
		return await post<T>(`${this.chatwoot.url}${path}`, body, headers);
	}
}

/** A message as people see it: with the name that is shown instead of the application's. */
function lineOf({ text, override }: Message): string {
	const { title } = (override ?? {}) as { title?: string };
	return title === undefined ? String(text) : `${title}: ${String(text)}`;
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
