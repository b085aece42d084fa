import type { Requester } from '../../shared/request';
import { eventId } from './answers';
import type { AccountApi } from './account';
import { eventRequest } from './messages';
import type { MessagesApi } from './messages';
import { hashOf, Transactions } from './transactions';
import type { Content, MatrixEvent } from './types';

/**
 * The mark by which the item that began a thread recognises its own first message; nobody sees it.
 */
const MARK = 'n8n.begun_by';

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
		const marked = { ...content, [MARK]: mine };
		const id = await this.messages.send({ room }, marked, transactions, ['begin', gone ?? '']);
		return await this.requester.afterWriting(async () => {
			const root = await this.requester.send(eventRequest({ room, message: id }));
			await this.account.setData(typeOf(room, key), { event_id: id });
			return { root, isMine: isBegunBy(root, mine) };
		});
	}
}

/** Whether this very item began a thread, in whatever execution. */
export function isBegunBy({ content }: MatrixEvent, mine: string): boolean {
	return content[MARK] === mine;
}

const typeOf = (room: string, key: string): string => `n8n.thread.${hashOf([room, key])}`;
