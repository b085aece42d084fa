import type { ApiRequest } from '../../shared/request';

/** How a segment of a path, or a key of a body, names the record whose id follows. */
const NAMES: Record<string, string> = {
	accounts: 'account',
	agent_bot: 'agent bot',
	agent_bots: 'agent bot',
	agents: 'agent',
	canned_responses: 'canned response',
	contacts: 'contact',
	contact_id: 'contact',
	conversations: 'conversation',
	custom_attribute_definitions: 'custom attribute',
	inboxes: 'inbox',
	inbox_members: 'inbox',
	inbox_id: 'inbox',
	labels: 'label',
	messages: 'message',
	notes: 'note',
	source_id: 'source ID',
	teams: 'team',
	webhooks: 'webhook',
};

/** What a list looks for before it narrows by it; of other things it finds nothing (chatwoot.md §5). */
const IN_QUERY = { team_id: 'team' };

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
		const id = parts[index + 1];
		return part in NAMES && id !== undefined && /^\d+$/.test(id) ? [`${NAMES[part]} ${id}`] : [];
	});
	// Not lists, such as the titles of labels, nor null, which takes something away.
	const isId = (value: unknown) => typeof value === 'number' || typeof value === 'string';
	const named = (values: object, names: Record<string, string>) =>
		Object.entries(values).flatMap(([key, value]) =>
			key in names && isId(value) ? [`${names[key]} ${String(value)}`] : [],
		);
	const beside = [...named(query, IN_QUERY), ...named(body, NAMES)];
	return [...beside, ...inPath.reverse()].join(', ');
}
