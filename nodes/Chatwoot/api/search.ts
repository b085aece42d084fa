import type { IDataObject } from 'n8n-workflow';
import { inside, listOf, record } from '../../shared/answers';
import { AccountPart } from './account-part';
import { payload } from './answers';
import { literally } from './filter-values';
import { walkRows } from './paging';

/** The kinds of records that the search of the dashboard covers. */
export const SEARCHED = ['articles', 'contacts', 'conversations', 'messages'] as const;
export type SearchKind = (typeof SEARCHED)[number];

export interface Hit extends IDataObject {
	id: number;
}

const PAGE_SIZE = 15;

/** Why a search for conversations may get a 500. */
const NO_MESSAGE =
	'Chatwoot fails when one of the conversations that it finds has no message at all; writing one into it helps. Contact > Get Conversations and the search for messages do without.';

/** The search of the dashboard (chatwoot.md §5 List and find). */
export class SearchApi extends AccountPart {
	/**
	 * All hits of one kind. Articles are matched by the beginning of words, everything else by any
	 * part.
	 */
	walk(kind: SearchKind, text: string): AsyncIterable<Hit> {
		const q = kind === 'articles' ? text : literally(text);
		return walkRows(
			async (page) =>
				await this.requester.send({
					method: 'GET',
					path: `${this.account}/search/${kind}`,
					query: { q, page },
					answer: payload(inside(kind, listOf<Hit>(record))),
					hint: kind === 'conversations' ? NO_MESSAGE : undefined,
				}),
			PAGE_SIZE,
		);
	}
}
