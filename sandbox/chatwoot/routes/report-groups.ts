import type { Call } from '../call';
import { unprocessable } from '../http/errors';
import { empty } from '../http/reply';
import { OUTGOING } from '../rules/message-types';
import type { Subject } from '../rules/report-query';
import { figure, isWithin, spanOf, subjectIn } from '../rules/report-query';
import { usersOf } from '../state/access';
import { conversationsOf } from './reports';
import type { Routes } from './routes';

/** Figures of one group; labels have zero where the others have nothing (chatwoot.md [804]). */
function summaryRow(call: Call, id: number, subject: Subject, none: number | null) {
	const span = spanOf(call);
	const of = (name: string) => figure(call.state, name, subject, span) ?? none;
	return {
		id,
		conversations_count: of('conversations_count'),
		resolved_conversations_count: of('resolutions_count'),
		avg_resolution_time: of('avg_resolution_time'),
		avg_first_response_time: of('avg_first_response_time'),
		avg_reply_time: of('reply_time'),
	};
}

/** The groups of a kind: people, teams, inboxes or labels. */
export function groupsOf({ state, account }: Call, type: string): { id: number; name: string }[] {
	const isOwn = (row: { account_id: number | null }) => row.account_id === account.id;
	if (type === 'agent') return usersOf(state, account.id).map(({ id, name }) => ({ id, name }));
	if (type === 'team') return state.teams.where(isOwn).map(({ id, name }) => ({ id, name }));
	if (type === 'inbox') return state.inboxes.where(isOwn).map(({ id, name }) => ({ id, name }));
	return state.labels.where(isOwn).map(({ id, title }) => ({ id, name: title }));
}

function summaries(type: string) {
	return (call: Call) =>
		groupsOf(call, type).map(({ id, name }) => {
			const isLabel = type === 'label';
			const row = summaryRow(call, id, subjectIn(call, type, id), isLabel ? 0 : null);
			return isLabel ? { ...row, name } : row;
		});
}

const SIX_MONTHS = 183 * 24 * 3_600_000;

function channelSummary(call: Call) {
	const span = spanOf(call);
	if (span && span.until - span.from > SIX_MONTHS) {
		throw unprocessable('Date range cannot exceed 6 months');
	}
	const out: Record<string, Record<string, number>> = {};
	for (const row of conversationsOf(call, span)) {
		const channel = call.state.inboxes.get(row.inbox_id)?.channel_type ?? '';
		const counts = (out[channel] ??= { open: 0, resolved: 0, pending: 0, snoozed: 0, total: 0 });
		counts[row.status]++;
		counts.total++;
	}
	return out;
}

function inboxLabelMatrix(call: Call) {
	const rows = conversationsOf(call, spanOf(call));
	const [inboxes, labels] = [groupsOf(call, 'inbox'), groupsOf(call, 'label')];
	const count = (inboxId: number, title: string) =>
		rows.filter((row) => row.inbox_id === inboxId && row.labels.includes(title)).length;
	return {
		inboxes,
		labels: labels.map(({ id, name }) => ({ id, title: name })),
		matrix: inboxes.map(({ id }) => labels.map(({ name }) => count(id, name))),
	};
}

const HOURS = [
	['0-1h', 1],
	['1-4h', 4],
	['4-8h', 8],
	['8-24h', 24],
	['24h+', Infinity],
] as const;

function firstResponses(call: Call) {
	const span = spanOf(call);
	const out: Record<string, Record<string, number>> = {};
	const events = call.state.reportingEvents.where(
		(row) => row.account_id === call.account.id && row.name === 'first_response',
	);
	for (const { inbox_id, value, created_at } of events) {
		if (!isWithin(span, created_at)) continue;
		const channel = call.state.inboxes.get(inbox_id)?.channel_type ?? '';
		const counts = (out[channel] ??= Object.fromEntries(HOURS.map(([name]) => [name, 0])));
		const [name] = HOURS.find(([, hours]) => value < hours * 3600) ?? HOURS[4];
		counts[name]++;
	}
	return out;
}

/** Groups that sent something; an unknown kind of group is refused (chatwoot.md [805]). */
function outgoingMessages(call: Call) {
	const type = call.text('group_by') ?? '';
	if (!['agent', 'team', 'inbox', 'label'].includes(type)) return empty(422);
	const span = spanOf(call);
	const sent = call.state.messages.where(
		(row) => row.message_type === OUTGOING && isWithin(span, row.created_at),
	);
	return groupsOf(call, type).flatMap(({ id, name }) => {
		const subject = subjectIn(call, type, id);
		const count = sent.filter((row) => subject.hasMessage(row)).length;
		return count > 0 ? [{ id, name, outgoing_messages_count: count }] : [];
	});
}

export function reportGroupRoutes(on: Routes): void {
	const get = (path: string, action: (call: Call) => unknown) =>
		on.versioned('v2', 'GET', path, action, { admin: true });
	get('reports/inbox_label_matrix', inboxLabelMatrix);
	get('reports/first_response_time_distribution', firstResponses);
	get('reports/outgoing_messages_count', outgoingMessages);
	for (const type of ['agent', 'team', 'inbox', 'label']) {
		get(`summary_reports/${type}`, summaries(type));
	}
	get('summary_reports/channel', channelSummary);
}
