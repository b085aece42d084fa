import type { Call } from '../call';
import { countsOf, findConversations } from '../rules/conversation-finder';
import { buildFilter } from '../rules/filter';
import { conversationFilter } from '../rules/filter-models';
import { pageOf, slice } from '../rules/paging';
import { inboxesFor } from '../state/access';
import { conversationView } from '../views/conversation';
import { definitions } from './contact-actions';
import type { Routes } from './routes';

function index(call: Call) {
	const { page, meta } = findConversations(call);
	const payload = page.map((row) => conversationView(call.state, row, call.user));
	return { data: { meta, payload } };
}

/** 25 a page, newest activity first; the meta has no assigned count (chatwoot.md [354]). */
function filter(call: Call) {
	const { test } = buildFilter(
		conversationFilter,
		definitions(call, 'conversation_attribute'),
		call.params.payload,
	);
	const inboxes = new Set(inboxesFor(call.state, call.user, call.account.id).map((row) => row.id));
	const found = call.state.conversations
		.where((row) => row.account_id === call.account.id && inboxes.has(row.inbox_id))
		.filter(test)
		.sort((a, b) => b.last_activity_at - a.last_activity_at);
	const { mine_count, unassigned_count, all_count } = countsOf(call, found);
	return {
		meta: { mine_count, unassigned_count, all_count },
		payload: slice(found, pageOf(call.params.page), 25).map((row) =>
			conversationView(call.state, row, call.user),
		),
	};
}

export function conversationListRoutes(on: Routes): void {
	on.account('GET', 'conversations', index);
	on.account('POST', 'conversations/filter', filter);
	on.account('GET', 'conversations/meta', (call) => ({ meta: findConversations(call).meta }));
}
