import { operation } from '../operation/operation';

export const getUnreadCounts = operation({
	name: 'Get Unread Counts',
	value: 'getUnreadCounts',
	action: 'Get numbers of unread conversations',
	description:
		'Count the open conversations that no agent has read, by inbox, label and team; since 4.15',
	async act({ api }) {
		const { inboxes, labels, teams = {} } = await api.conversationLists.unreadCounts();
		return { by_inbox: rows(inboxes), by_label: rows(labels), by_team: rows(teams) };
	},
});

/** Under names that stay, not under ids as keys: one row for each. */
function rows(counts: Record<string, number>) {
	return Object.entries(counts).map(([id, count]) => ({ id: Number(id), unread_count: count }));
}
