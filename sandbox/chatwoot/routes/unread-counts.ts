import type { Call } from '../call';
import { Halt } from '../http/errors';
import { json } from '../http/reply';
import { unreadCount } from '../rules/unread';
import { inboxesFor, membersOfTeam } from '../state/access';
import type { Conversation } from '../state/types';
import type { Routes } from './routes';

/** Of a feature that is off at first (chatwoot.md [861]); the counts are not measured (chatwoot.md §5 List and find). */
function index(call: Call) {
	const { state, account, user } = call;
	if (account.features.conversation_unread_counts !== true) {
		const error = 'Conversation unread counts feature not enabled for this account';
		throw new Halt(json({ error }, 403));
	}
	const ofAccount = (row: { account_id: number }) => row.account_id === account.id;
	const inboxes = inboxesFor(state, user, account.id);
	const visible = new Set(inboxes.map(({ id }) => id));
	const unread = state.conversations.where(
		(row) => visible.has(row.inbox_id) && row.status === 'open' && unreadCount(state, row) > 0,
	);
	const labels = state.labels.where((row) => ofAccount(row) && row.show_on_sidebar === true);
	const teams = state.teams
		.where(ofAccount)
		.filter(({ id }) => call.isAdmin || membersOfTeam(state, id).includes(user.id));
	return {
		payload: {
			inboxes: counted(unread, inboxes, (row, { id }) => row.inbox_id === id),
			labels: counted(unread, labels, (row, { title }) => row.labels.includes(title)),
			teams: counted(unread, teams, (row, { id }) => row.team_id === id),
		},
	};
}

/** How many of the conversations stand in each place; those with none are left out. */
function counted<Place extends { id: number }>(
	conversations: Conversation[],
	places: Place[],
	isIn: (conversation: Conversation, place: Place) => boolean,
): Record<string, number> {
	const counts = places.map((place): [number, number] => [
		place.id,
		conversations.filter((row) => isIn(row, place)).length,
	]);
	return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

export function unreadCountRoutes(on: Routes): void {
	on.account('GET', 'conversations/unread_counts', index);
}
