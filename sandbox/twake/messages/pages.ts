import { orderOfId } from '../state/clock';
import type { Json } from '../state/types';

/** Query of a list; every value is text. */
export type Query = Record<string, string | undefined>;

const DEFAULT_LIMIT = 100;

export interface Page<T> {
	entries: T[];
	/** False, not absent, where a route shows it unchanged. */
	token: string | false;
}

/** 0, a negative or unreadable limit means no limit: twake.md §7. */
function cut<T>(list: T[], skip: number, limit: string | undefined): Page<T> {
	const asked = limit ? parseInt(limit, 10) : DEFAULT_LIMIT;
	const entries = asked > 0 ? list.slice(skip, skip + asked) : list.slice(skip);
	const full = asked > 0 && entries.length === asked;
	return { entries, token: full && String(skip + entries.length) };
}

/** A page whose token is an offset: here next_page_token can be followed. */
export const pageByOffset = <T>(list: T[], query: Query): Page<T> =>
	cut(list, Math.max(0, parseInt(query.page_token || '0', 10)) || 0, query.limit);

/**
 * A page of a list that is sorted by id, oldest first. Its own token is an offset, but the server
 * reads a token as an id that the page starts with; so following it leads nowhere
 * (twake.md [223, 224]).
 */
export function pageById<T>(list: T[], query: Query, id: (entry: T) => string): Page<T> {
	const history = query.direction === 'history';
	const start = query.page_token ? orderOfId(query.page_token) : undefined;
	const rest = list.filter((entry) => {
		if (start === undefined) return true;
		return history ? orderOfId(id(entry)) <= start : orderOfId(id(entry)) >= start;
	});
	return cut(history ? rest.reverse() : rest, 0, query.limit);
}

/** The usual envelope of a list. */
export const listAnswer = (resources: unknown[], token: string | false, more: Json = {}) => ({
	resources,
	...more,
	...(token && { next_page_token: token }),
});
