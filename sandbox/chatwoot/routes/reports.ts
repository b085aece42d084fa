import type { Call } from '../call';
import { unprocessable } from '../http/errors';
import { empty } from '../http/reply';
import { pageOf, slice } from '../rules/paging';
import type { Span, Subject } from '../rules/report-query';
import {
	average,
	before,
	figure,
	isWithin,
	liveFigures,
	METRICS,
	series,
	spanOf,
	subjectOf,
} from '../rules/report-query';
import { usersOf } from '../state/access';
import type { Conversation, User } from '../state/types';
import { agentView } from '../views/person';
import type { Routes } from './routes';

/** An unknown metric answers an empty object, not a list (chatwoot.md [806]). */
function timeSeries(call: Call) {
	const subject = subjectOf(call);
	const metric = call.text('metric') ?? '';
	return Object.hasOwn(METRICS, metric) ? series(call, metric, subject) : {};
}

const SUMMARY = [
	'conversations_count',
	'incoming_messages_count',
	'outgoing_messages_count',
	'avg_first_response_time',
	'avg_resolution_time',
	'resolutions_count',
	'reply_time',
];
const BOT_SUMMARY = ['bot_resolutions_count', 'bot_handoffs_count'];

function figures({ state }: Call, names: string[], subject: Subject, span: Span) {
	return Object.fromEntries(names.map((name) => [name, figure(state, name, subject, span)]));
}

function summary(names: string[]) {
	return (call: Call) => {
		const [subject, span] = [subjectOf(call), spanOf(call)];
		const previous = figures(call, names, subject, before(span));
		return { ...figures(call, names, subject, span), previous };
	};
}

/** The conversations of an account; with a span, those created in it. */
export function conversationsOf({ state, account }: Call, span?: Span): Conversation[] {
	const own = state.conversations.where((row) => row.account_id === account.id);
	return span ? own.filter((row) => isWithin(span, row.created_at)) : own;
}

/** What the account's bots did, over all conversations in their inboxes. */
function botMetrics(call: Call) {
	const { state, account } = call;
	const span = spanOf(call);
	const rows = conversationsOf(call, span).filter((row) => {
		return state.inboxes.get(row.inbox_id)?.bot_id != null;
	});
	const messages = state.messages.where(
		(row) => row.account_id === account.id && row.sender?.type === 'AgentBot',
	);
	const events = (name: string) =>
		state.reportingEvents.where(
			(row) => row.account_id === account.id && row.name === name && isWithin(span, row.created_at),
		).length;
	const rate = (count: number) => (rows.length ? Math.floor((100 * count) / rows.length) : 0);
	return {
		conversation_count: rows.length,
		message_count: messages.filter((row) => isWithin(span, row.created_at)).length,
		resolution_rate: rate(events('conversation_bot_resolved')),
		handoff_rate: rate(events('conversation_bot_handoff')),
	};
}

function agentMetrics(call: Call, user: User) {
	const { name, email, thumbnail, availability_status } = agentView(
		call.state,
		user,
		call.account.id,
	);
	const own = conversationsOf(call).filter((row) => row.assignee_id === user.id);
	const { open, unattended } = liveFigures(own);
	const metric = { open, unattended };
	return { id: user.id, name, email, thumbnail, availability: availability_status, metric };
}

/** The current state, of the account or by person (chatwoot.md [804, 806]). */
function conversations(call: Call) {
	const type = call.text('type');
	if (type === null) return empty(422);
	if (type !== 'agent') return liveFigures(conversationsOf(call));
	const people = slice(usersOf(call.state, call.account.id), pageOf(call.params.page), 25);
	return people.map((user) => agentMetrics(call, user));
}

function groupedMetrics(call: Call) {
	const key = call.text('group_by');
	if (key !== 'team_id' && key !== 'assignee_id') throw unprocessable('invalid group_by');
	const rows = conversationsOf(call);
	const ids = [...new Set(rows.filter((row) => row.status === 'open').map((row) => row[key]))];
	return ids.map((id) => {
		const { open, unattended, unassigned } = liveFigures(rows.filter((row) => row[key] === id));
		return { open, unattended, unassigned, [key]: id };
	});
}

/** The caller's year in review; a chosen year comes back as text (chatwoot.md [864]). */
function yearInReview(call: Call) {
	const year = call.text('year');
	const [from, until] = [0, 1].map((more) => Date.UTC(Number(year ?? 2025) + more, 0, 1));
	const rows = conversationsOf(call, { from, until }).filter(
		(row) => row.assignee_id === call.user.id,
	);
	const days = new Map<string, number>();
	for (const { created_at } of rows) {
		const day = new Date(created_at).toISOString().slice(0, 10);
		days.set(day, (days.get(day) ?? 0) + 1);
	}
	const busiest = [...days].sort(([, a], [, b]) => b - a).at(0);
	const answers = call.state.reportingEvents.where(
		(row) => row.user_id === call.user.id && isWithin({ from, until }, row.created_at),
	);
	return {
		year: year ?? 2025,
		total_conversations: rows.length,
		busiest_day: busiest ? { date: busiest[0], count: busiest[1] } : null,
		support_personality: {
			avg_response_time_seconds: rows.length > 0 ? (average(answers) ?? 0) : 0,
		},
	};
}

export function reportRoutes(on: Routes): void {
	const get = (path: string, action: (call: Call) => unknown, access = { admin: true }) =>
		on.versioned('v2', 'GET', path, action, access);
	get('reports', timeSeries);
	get('reports/summary', summary(SUMMARY));
	get('reports/bot_summary', summary(BOT_SUMMARY));
	get('reports/bot_metrics', botMetrics);
	get('reports/conversations', conversations);
	get('live_reports/conversation_metrics', (call) => liveFigures(conversationsOf(call)));
	get('live_reports/grouped_conversation_metrics', groupedMetrics);
	get('year_in_review', yearInReview, { admin: false });
}
