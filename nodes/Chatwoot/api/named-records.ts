import { entryIn } from '../../shared/json';
import type { ApiRequest } from '../../shared/request';

/** Path segments that differ from the noun of the record whose id follows. */
const OTHER_NOUNS: Record<string, string> = {
	custom_attribute_definitions: 'custom attribute',
	inbox_members: 'inbox',
};

/** Keys of a body that name a record which must exist. */
const IN_BODY: Record<string, string> = {
	agent_bot: 'agent bot',
	contact_id: 'contact',
	inbox_id: 'inbox',
	source_id: 'source ID',
};

/**
 * Query keys whose record a list looks up first; for the others, an unknown record just finds
 * nothing (chatwoot.md §5).
 */
const IN_QUERY: Record<string, string> = { team_id: 'team' };

/** Turns `canned_responses` into "canned response". */
function nounOf(segment: string): string {
	const singular = segment
		.replace(/(x|ch)es$/, '$1')
		.replace(/ies$/, 'y')
		.replace(/s$/, '');
	return entryIn(OTHER_NOUNS, segment) ?? singular.replace(/_/g, ' ');
}

/**
 * The records that a request names, the most likely missing one first: "conversation 42, account 1".
 * A 404 of Chatwoot does not say which of them is unknown (chatwoot.md §11).
 */
export function recordsIn({
	path,
	query = {},
	body = {},
}: Pick<ApiRequest, 'path' | 'query' | 'body'>): string {
	const parts = path.split('/');
	const inPath = parts.flatMap((part, index) => {
		const id = parts.at(index + 1);
		return id !== undefined && /^\d+$/.test(id) ? [`${nounOf(part)} ${id}`] : [];
	});
	// Not lists, such as label titles, nor null, which removes something.
	const isId = (value: unknown) => typeof value === 'number' || typeof value === 'string';
	const named = (values: object, names: Record<string, string>) =>
		Object.entries(values).flatMap(([key, value]) => {
			const noun = entryIn(names, key);
			return noun !== undefined && isId(value) ? [`${noun} ${String(value)}`] : [];
		});
	// A report names its subject by kind and id.
	const subject = isId(query.id) && isId(query.type) ? [`${query.type} ${query.id}`] : [];
	const beside = [...subject, ...named(query, IN_QUERY), ...named(body, IN_BODY)];
	return [...beside, ...inPath.reverse()].join(', ');
}
