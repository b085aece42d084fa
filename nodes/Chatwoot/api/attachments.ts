import { payloadOf } from './answers';
import { record } from '../../shared/answers';
import { AccountPart } from './account-part';
import type { ListedAttachment } from './types';

const PAGE_SIZE = 100;

/** The files in conversations (chatwoot.md §5 List and find). */
export class AttachmentsApi extends AccountPart {
	/** One page of the attachments in a conversation. */
	private async page(id: number, page: number): Promise<ListedAttachment[]> {
		const path = `${this.account}/conversations/${id}/attachments`;
		const answer = payloadOf<ListedAttachment>(record);
		return await this.requester.send({ method: 'GET', path, query: { page }, answer });
	}

	/** All attachments of a conversation, page by page. */
	async *in(id: number): AsyncGenerator<ListedAttachment> {
		const seen = new Set<number>();
		for (let page = 1; ; page++) {
			const rows = await this.page(id, page);
			const fresh = rows.filter((row) => !seen.has(row.id));
			for (const row of fresh) {
				seen.add(row.id);
				yield row;
			}
			if (rows.length < PAGE_SIZE || fresh.length === 0) return;
		}
	}
}
