import type { IDataObject } from 'n8n-workflow';
import { inside, listOf, record } from '../../shared/answers';
import { filtered } from '../../shared/pages';
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

/** The time of a hit by which a search can be narrowed; conversations come without theirs. */
const TIMES: Partial<Record<SearchKind, string>> = {
	articles: 'updated_at',
	contacts: 'last_activity_at',
	messages: 'created_at',
};

/** Unix seconds, both included. */
export interface Span {
	since?: number;
	until?: number;
}

const PAGE_SIZE = 15;

/** Why a search for conversations may get a 500. */
const NO_MESSAGE =
	'Chatwoot fails when one of the conversations that it finds has no message at all; writing one into it helps. Contact > Get Conversations and the search for messages do without.';

function isWithin(time: unknown, { since = -Infinity, until = Infinity }: Span): boolean {
	return typeof time === 'number' && since <= time && time <= until;
}

/** The search of the dashboard (chatwoot.md §5 List and find). */
export class SearchApi extends AccountPart {
	/**
	 * All hits of one kind. Articles are matched by the beginning of words, everything else by any
	 * part. Most servers take no notice of the time (chatwoot.md [273]), so it is looked at here, too.
	 */
	walk(kind: SearchKind, text: string, span: Span = {}): AsyncIterable<Hit> {
		const q = kind === 'articles' ? text : literally(text);
		const hits = walkRows(
			async (page) =>
				await this.requester.send({
					method: 'GET',
					path: `${this.account}/search/${kind}`,
					query: { q, page, ...span },
					answer: payload(inside(kind, listOf<Hit>(record))),
					hint: kind === 'conversations' ? NO_MESSAGE : undefined,
				}),
			PAGE_SIZE,
		);
		const { since, until } = span;
		const time = TIMES[kind];
		if (time === undefined || (since === undefined && until === undefined)) return hits;
		return filtered(hits, ({ [time]: at }) => isWithin(at, span));
	}
}
