import { take } from '../../shared/pages';
import type { Requester } from '../../shared/request';
import { eventId } from './answers';
import type { AccountApi } from './account';
import { eventRequest } from './messages';
import type { MessagesApi } from './messages';
import { Once } from './once';
import { PAGE } from './paging';
import { hashOf, Transactions } from './transactions';
import type { Content, MatrixEvent, MessagePlace } from './types';

/** The mark by which an item recognises its own message in a thread; clients do not show it. */
const MARK = 'n8n.sent_by';
/** The user's key, in the first message of the thread. */
const KEY = 'n8n.thread_key';

/** A room, and the user's key for a thread in it. */
export interface ThreadKey {
	room: string;
	key: string;
}

/**
 * Finds threads by the user's key. Each is stored in account data of its own, which all processes
 * see. Until that is written, the first message is sent in a transaction named after the key, so
 * whoever sends it at the same moment gets the same message instead of a second one (matrix.md §5
 * Exactly once).
 */
export class KeyedThreads {
	/** What the account sent in a thread, by its marks; read once per execution. */
	private readonly sent = new Once<Map<unknown, MatrixEvent>>();

	constructor(
		private readonly requester: Requester,
		private readonly account: AccountApi,
		private readonly messages: MessagesApi,
	) {}

	/** The first message of the thread; undefined when there is none, or when it was withdrawn. */
	async find({ room, key }: ThreadKey): Promise<{ root?: MatrixEvent; gone?: string }> {
		const message = await this.account.data(typeOf(room, key), eventId);
		if (message === undefined) return {};
		const root = await this.messages.get({ room, message });
		return root && !root.unsigned?.redacted_because ? { root } : { gone: message };
	}

	/**
	 * Begins the thread and says whether it was this item (`mine`) that did: another one may have
	 * been first. `gone`: the withdrawn first message, which the same transaction would return.
	 */
	async begin(
		{ room, key }: ThreadKey,
		content: Content,
		mine: string,
		gone: string | undefined,
	): Promise<{ root: MatrixEvent; isMine: boolean }> {
		const transactions = new Transactions('', `thread ${key}`);
		const first = { ...marked(content, mine), [KEY]: key };
		const id = await this.messages.send({ room }, first, transactions, ['begin', gone ?? '']);
		return await this.requester.afterWriting(async () => {
			const root = await this.requester.send(eventRequest({ room, message: id }));
			await this.account.setData(typeOf(room, key), { event_id: id });
			return { root, isMine: isSentBy(root, mine) };
		});
	}

	/**
	 * The message that an item sent in the thread, among the newest: transactions are forgotten after a
	 * day (matrix.md [164]). What is sent from now on, they know.
	 */
	async sentBy(place: MessagePlace, mine: string): Promise<MatrixEvent | undefined> {
		const { room, message } = place;
		const sent = await this.sent.of(`${room} ${message}`, async () => await this.ownIn(place));
		return sent.get(mine);
	}

	/** The IDs of all that was sent with a message's key in the thread: its text, then its files. */
	async sentWith(thread: ThreadKey, messageKey: string): Promise<string[]> {
		// What is left of a thread stays in it when its first message is withdrawn.
		const { root, gone } = await this.find(thread);
		const first = root?.event_id ?? gone;
		if (first === undefined) return [];
		const mine = new Transactions('', messageKey).keyOf(['in thread'], undefined);
		const inThread = await this.ownIn({ room: thread.room, message: first });
		const own = [...inThread.values(), ...(root ? [root] : [])].reverse();
		const isOf = (mark: unknown) => String(mark).startsWith(markOfPart(mine, ''));
		return own.filter(({ content }) => isOf(content[MARK])).map(({ event_id: id }) => id);
	}

	/** The event with a key only if the account itself wrote it: anybody can send any content. */
	async trusted(root: MatrixEvent): Promise<MatrixEvent> {
		if (root.content[KEY] === undefined || root.sender === (await this.account.me())) return root;
		return { ...root, content: { ...root.content, [KEY]: undefined } };
	}

	private async ownIn(place: MessagePlace): Promise<Map<unknown, MatrixEvent>> {
		const me = await this.account.me();
		const events = await take(this.messages.related(place, 'm.thread'), PAGE);
		return new Map(
			events.filter(({ sender }) => sender === me).map((event) => [event.content[MARK], event]),
		);
	}
}

/** A message that tells which item sends it. */
export const marked = (content: Content, mine: string): Content => ({ ...content, [MARK]: mine });

/** The mark of one of several messages of an item, such as its second file. */
export const markOfPart = (mine: string, part: string): string => `${mine}/${part}`;

/** Whether this very item sent a message, in whatever execution. */
export const isSentBy = ({ content }: MatrixEvent, mine: string): boolean => content[MARK] === mine;

/** The user's key of a trusted thread. */
export function keyOfThread({ content }: MatrixEvent): string | undefined {
	const key = content[KEY];
	return typeof key === 'string' ? key : undefined;
}

const typeOf = (room: string, key: string): string => `n8n.thread.${hashOf([room, key])}`;
