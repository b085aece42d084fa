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
	team_id: 'team',
	webhooks: 'webhook',
};

/**
 * The records that a request names, the most likely missing one first: "conversation 42, account 1".
 * A 404 of Chatwoot does not say which of them is unknown (chatwoot-api.md §11).
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
	const inBody = Object.entries({ ...query, ...body }).flatMap(([key, value]) =>
		key in NAMES && value !== undefined ? [`${NAMES[key]} ${String(value)}`] : [],
	);
	return [...inBody, ...inPath.reverse()].join(', ');
}
