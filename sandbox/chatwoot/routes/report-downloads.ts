import type { Call } from '../call';
import { csv } from '../http/csv';
import { dayOf, figure, period, spanOf, subjectIn } from '../rules/report-query';
import { groupsOf } from './report-groups';
import { conversationsOf } from './reports';
import type { Routes } from './routes';

const HOUR = 3_600_000;

/** A duration in words, in its two largest units. */
function inWords(seconds: number | null): string {
	if (seconds === null) return 'N/A';
	const units = [
		['day', 86_400],
		['hour', 3600],
		['minute', 60],
		['second', 1],
	] as const;
	let rest = Math.round(seconds);
	const parts: string[] = [];
	for (const [name, size] of units) {
		const count = Math.floor(rest / size);
		rest -= count * size;
		if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
	}
	return parts.slice(0, 2).join(' ') || '0 seconds';
}

const CHANNELS: Record<string, string> = { 'Channel::Api': 'API', 'Channel::WebWidget': 'Website' };

const HEADINGS: Record<string, string> = {
	agent:
		'Agent name,Assigned conversations,Avg first response time,Avg resolution time,Avg customer waiting time,Resolution Count',
	// five headings over seven columns, as the server has it
	inbox: 'Inbox name,Inbox type,No. of conversations,Avg first response time,Avg resolution time',
	label:
		'Label,No. of conversations,Avg first response time,Avg resolution time,Avg reply time,Resolution Count',
	team: 'Team name,Conversations count,Avg first response time,Avg resolution time,Avg customer waiting time,Resolution Count',
};

function byGroup(type: string, file: string) {
	return (call: Call) => {
		const span = spanOf(call);
		const rows = groupsOf(call, type).map(({ id, name }) => {
			const subject = subjectIn(call, type, id);
			const of = (metric: string) => figure(call.state, metric, subject, span);
			const inbox = type === 'inbox' && call.state.inboxes.get(id);
			return [
				name,
				...(inbox
					? [CHANNELS[inbox.channel_type] ?? inbox.channel_type.replace('Channel::', '')]
					: []),
				of('conversations_count') ?? 0,
				inWords(of('avg_first_response_time')),
				inWords(of('avg_resolution_time')),
				inWords(of('reply_time')),
				of('resolutions_count') ?? 0,
			];
		});
		return csv(file, [[period(call)], [], [], HEADINGS[type].split(','), ...rows]);
	};
}

/** Conversations by hour, for the days that lie entirely within the span. */
function traffic(call: Call) {
	const span = spanOf(call);
	const offset = Number(call.text('timezone_offset') ?? 0);
	const rows = conversationsOf(call, span);
	const days: string[] = [];
	const start = span ? Math.ceil((span.from + offset * HOUR) / (24 * HOUR)) : 0;
	const end = span ? Math.floor((span.until + offset * HOUR) / (24 * HOUR)) : 0;
	for (let index = start; index < end; index++) days.push(dayOf(index * 24 * HOUR));
	const count = (date: string, hour: number) =>
		rows.filter(({ created_at }) => {
			const local = new Date(created_at + offset * HOUR);
			return local.toISOString().slice(0, 10) === date && local.getUTCHours() === hour;
		}).length;
	const lines = Array.from({ length: 24 }, (_, hour) => [
		`${String(hour).padStart(2, '0')}:00`,
		...days.map((date) => count(date, hour)),
	]);
	const sign = offset < 0 ? '-' : '+';
	const zone = `(GMT${sign}${String(Math.abs(offset)).padStart(2, '0')}:00)`;
	const head = [['Timezone', zone], [], [], ['Start of the hour', ...days]];
	return csv('conversation_traffic_reports', [...head, ...lines]);
}

function conversationsSummary(call: Call) {
	const [subject, span] = [subjectIn(call, 'account', undefined), spanOf(call)];
	const of = (metric: string) => figure(call.state, metric, subject, span);
	const headings =
		'Conversations,Messages received,Messages sent,Avg first response time,Avg resolution time,Resolution count,Avg customer waiting time';
	const row = [
		of('conversations_count') ?? 0,
		of('incoming_messages_count') ?? 0,
		of('outgoing_messages_count') ?? 0,
		inWords(of('avg_first_response_time')),
		inWords(of('avg_resolution_time')),
		of('resolutions_count') ?? 0,
		inWords(of('reply_time')),
	];
	return csv('conversations_summary_report', [[period(call)], [], [], headings.split(','), row]);
}

export function reportDownloadRoutes(on: Routes): void {
	const get = (path: string, action: (call: Call) => unknown) =>
		on.versioned('v2', 'GET', path, action, { admin: true });
	get('reports/agents', byGroup('agent', 'agents_report'));
	get('reports/inboxes', byGroup('inbox', 'inboxes_report'));
	get('reports/labels', byGroup('label', 'labels_report'));
	get('reports/teams', byGroup('team', 'teams_report'));
	get('reports/conversation_traffic', traffic);
	get('reports/conversations_summary', conversationsSummary);
}
