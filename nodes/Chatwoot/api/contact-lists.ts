import { pageOf } from './answers';
import { record } from '../../shared/answers';
import { AccountPart } from './account-part';
import type { PayloadRow } from './filter-order';
import { walkPages } from './paging';
import type { ListPage } from './paging';
import type { Contact } from './types';

/** How many contacts a page of a list has (chatwoot.md §12). */
const PAGE_SIZE = 15;

/** Why a filter with correct rows may get a 500 (chatwoot.md §4.1). */
const POISONED =
	'Some contact may have a value of a wrong type in a custom attribute of the filter, such as a word where a number belongs: Chatwoot then fails on every filter by that attribute. Correct that value, or filter by something else.';

/** What to list: all contacts, those that a search finds, or those that match a filter. */
export interface ContactQuery {
	search?: string;
	filter?: PayloadRow[];
	/** Contacts with any of these; only without search and filter. */
	labels?: string[];
	/**
	 * The server's name for the order; without one, a list has no order at all (chatwoot.md §4
	 * Others).
	 */
	sort: string;
}

/** Finds contacts: by list, search or filter (chatwoot.md §4 Others, chatwoot.md §4.1). */
const contactsPage = pageOf<Contact, { count: number | null; has_more?: boolean | null }>(record);

export class ContactListsApi extends AccountPart {
	/**
	 * One page of contacts: those that contain `query` in name, e-mail, phone number or identifier;
	 * without a query, all that have one of the last three. Searches are limited to 100 a minute per
	 * account.
	 */
	async page(page: number, query?: string): Promise<{ contacts: Contact[]; next?: number }> {
		const { meta, payload } = await this.requester.send({
			answer: contactsPage,
			method: 'GET',
			path: `${this.account}/contacts${query ? '/search' : ''}`,
			// Without a sort rows move between pages (chatwoot.md §4 Others).
			query: { q: query || undefined, page, sort: 'name', include_contact_inboxes: 'false' },
		});
		const more = meta.has_more ?? page * PAGE_SIZE < (meta.count ?? 0);
		return { contacts: payload, next: more && payload.length > 0 ? page + 1 : undefined };
	}

	/**
	 * All contacts that `query` asks for, each once although the list may change meanwhile: see
	 * `walkPages`.
	 */
	walk(query: ContactQuery): AsyncIterable<Contact> {
		return walkPages(async (page) => await this.queryPage(query, page));
	}

	private async queryPage(query: ContactQuery, page: number): Promise<ListPage<Contact>> {
		const { search, filter, labels } = query;
		const place = `${this.account}/contacts`;
		const asked = { page, sort: query.sort, include_contact_inboxes: 'false' };
		const { meta, payload } = await this.requester.send(
			filter
				? {
						answer: contactsPage,
						method: 'POST',
						path: `${place}/filter`,
						query: asked,
						body: { payload: filter },
						reads: true,
						hint: POISONED,
					}
				: {
						answer: contactsPage,
						method: 'GET',
						path: search === undefined ? place : `${place}/search`,
						query: { q: search, labels: labels?.length ? labels : undefined, ...asked },
					},
		);
		const { count, has_more } = meta;
		// A search that tells whether there is more counts only the rows of the page (chatwoot.md §4
		// Others).
		const more = has_more ?? page * PAGE_SIZE < (count ?? 0);
		const mark = [count, ...payload.map(({ id }) => id)].join();
		const counts = has_more === undefined || has_more === null ? String(count) : '';
		return { rows: payload, mark, counts, isLast: !more || payload.length === 0 };
	}
}
