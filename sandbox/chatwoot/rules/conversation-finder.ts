import type { Call } from '../call';
import * as cast from '../http/cast';
import { notFound } from '../http/errors';
import { inboxesFor } from '../state/access';
import type { Conversation } from '../state/types';
import { like } from './like';
import { pageOf, slice } from './paging';
import { unreadCount } from './unread';

const PER_PAGE = 25;

type Test = (row: Conversation) => boolean;

/** The words of a parameter: a list, or one text. */
function words(call: Call, name: string): string[] | undefined {
	const value = call.params[name];
	if (value == null) return undefined;
	return (cast.list(value) ?? [value]).map((item) => cast.text(item) ?? '');
}

/** Default open; "all" and a text search ignore the status (chatwoot.md [330, 333]). */
function byStatus(call: Call): Test {
	if (call.has('q')) return () => true;
	const wanted = words(call, 'status') ?? ['open'];
	return wanted[0] === 'all' ? () => true : (row) => wanted.includes(row.status);
}

function byLabels(call: Call): Test {
	const wanted = words(call, 'labels')?.flatMap((text) => text.split(','));
	if (!wanted) return () => true;
	const lower = wanted.map((text) => text.trim().toLowerCase());
	return (row) => row.labels.some((label) => lower.includes(label.toLowerCase()));
}

function byTeam(call: Call): Test {
	if (cast.isBlank(call.params.team_id)) return () => true;
	const team = call.state.teams.get(cast.id(call.params.team_id));
	if (team?.account_id !== call.account.id) throw notFound();
	return (row) => row.team_id === team.id;
}

function byInbox(call: Call): Test {
	if (cast.isBlank(call.params.inbox_id)) return () => true;
	const wanted = cast.id(call.params.inbox_id);
	return (row) => row.inbox_id === wanted;
}

function bySource(call: Call): Test {
	const source = call.text('source_id');
	if (source === null) return () => true;
	return (row) => call.state.sessions.get(row.session_id)?.source_id === source;
}

function byText(call: Call): Test {
	const q = call.text('q');
	if (!q) return () => true;
	const hit = like(`%${q}%`);
	return (row) =>
		call.state.messages.by('conversation_id', row.id).some((message) => hit(message.content));
}

function byType(call: Call): Test {
	const type = call.text('conversation_type');
	if (type === 'mention') return (row) => row.mentions.includes(call.user.id);
	if (type === 'participating') return (row) => row.participants.includes(call.user.id);
	if (type !== 'unattended') return () => true;
	return (row) => row.first_reply_created_at === null || row.waiting_since !== null;
}

function byAssignee(call: Call): Test {
	const type = call.text('assignee_type');
	const nobody: Test = (row) => row.assignee_id === null && row.assignee_bot_id === null;
	if (type === 'me') return (row) => row.assignee_id === call.user.id;
	if (type === 'unassigned') return nobody;
	return type === 'assigned' ? (row) => !nobody(row) : () => true;
}

const PRIORITY = ['low', 'medium', 'high', 'urgent'];

const comparators: Record<string, (row: Conversation) => number | null> = {
	last_activity_at: (row) => row.last_activity_at,
	created_at: (row) => row.created_at,
	priority: (row) => (row.priority === null ? null : PRIORITY.indexOf(row.priority)),
	waiting_since: (row) => row.waiting_since,
};

function sortKeys(asked: string): string[] {
	if (asked === 'priority_desc_created_at_asc') return ['priority_desc', 'created_at_asc'];
	if (asked === 'unread') return ['unread_desc'];
	return [asked];
}

/**
 * Newest activity first, unless a known order is requested. Nulls always come last
 * (chatwoot.md [335]).
 */
function sorted(call: Call, rows: Conversation[]): Conversation[] {
	const values: Record<string, (row: Conversation) => number | null> = {
		...comparators,
		unread: (row) => unreadCount(call.state, row),
	};
	const orders = sortKeys(call.text('sort_by') ?? '').flatMap((key) => {
		const parts = /^(.*)_(asc|desc)$/.exec(key);
		if (!parts || !(parts[1] in values)) return [];
		return [{ value: values[parts[1]], sign: parts[2] === 'asc' ? 1 : -1 }];
	});
	orders.push({ value: comparators.last_activity_at, sign: -1 });
	return [...rows].sort((a, b) => {
		for (const { value, sign } of orders) {
			const [x, y] = [value(a), value(b)];
			const order =
				x === null || y === null ? Number(x === null) - Number(y === null) : sign * (x - y);
			if (order !== 0) return order;
		}
		return 0;
	});
}

/** What the list calls find: the conversations of a page and the counts of all. */
export function findConversations(call: Call) {
	const inboxes = new Set(inboxesFor(call.state, call.user, call.account.id).map((row) => row.id));
	const tests = [byInbox, byStatus, byTeam, byLabels, bySource, byText, byType].map((test) =>
		test(call),
	);
	const all = call.state.conversations.where(
		(row) => row.account_id === call.account.id && inboxes.has(row.inbox_id),
	);
	const matching = all.filter((row) => tests.every((test) => test(row)));
	const found = sorted(call, matching.filter(byAssignee(call)));
	const page = pageRows(call, found);
	// the counts of a text search are those of the page (chatwoot.md [333])
	return { page, meta: countsOf(call, call.has('q') ? page : matching) };
}

function pageRows(call: Call, rows: Conversation[]): Conversation[] {
	if (!call.has('updated_within')) return slice(rows, pageOf(call.params.page), PER_PAGE);
	const since = Date.now() - (cast.int(call.params.updated_within) ?? 0) * 1000;
	return rows.filter((row) => row.updated_at > since);
}

export function countsOf(call: Call, rows: Conversation[]) {
	const unassigned = rows.filter((row) => row.assignee_id === null && row.assignee_bot_id === null);
	return {
		mine_count: rows.filter((row) => row.assignee_id === call.user.id).length,
		assigned_count: rows.length - unassigned.length,
		unassigned_count: unassigned.length,
		all_count: rows.length,
	};
}
