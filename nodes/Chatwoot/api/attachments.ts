import { payloadOf } from './answers';
import { record } from '../../shared/answers';
import { AccountPart } from './account-part';
import type { ListedAttachment } from './types';

const PAGE_SIZE = 100;

/** The files in conversations and of contacts (chatwoot.md §5 List and find, chatwoot.md [860]). */
export class AttachmentsApi extends AccountPart {
	private async page(of: string, page: number): Promise<ListedAttachment[]> {
		const path = `${this.account}/${of}/attachments`;
		const answer = payloadOf<ListedAttachment>(record);
		return await this.requester.send({ method: 'GET', path, query: { page }, answer });
	}

	/** All attachments of a conversation. */
	in(conversation: number): AsyncIterable<ListedAttachment> {
		return this.walk(`conversations/${conversation}`);
	}

	/** The files that a contact has exchanged, newest first; only from inboxes that the user sees. */
	ofContact(id: number): AsyncIterable<ListedAttachment> {
		return this.walk(`contacts/${id}`);
	}

	private async *walk(of: string): AsyncGenerator<ListedAttachment> {
		const seen = new Set<number>();
		for (let page = 1; ; page++) {
			const rows = await this.page(of, page);
			const fresh = rows.filter((row) => !seen.has(row.id));
			for (const row of fresh) {
				seen.add(row.id);
				yield row;
			}
			if (rows.length < PAGE_SIZE || fresh.length === 0) return;
		}
	}
}
