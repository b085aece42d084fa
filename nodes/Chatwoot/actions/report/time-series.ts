import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { dayAt } from '../../../shared/dates';
import type { Point } from '../../api/reports';
import type { ChatwootParameters } from '../parameters/parameters';
import { choicesFrom } from '../parameters/choices';
import { periodReport } from './period-report';

/** For an unknown metric the server answers an empty object (chatwoot.md [806]). */
const METRICS = [
	'avg_first_response_time',
	'avg_resolution_time',
	'bot_handoffs_count',
	'bot_resolutions_count',
	'conversations_count',
	'incoming_messages_count',
	'outgoing_messages_count',
	'reply_time',
	'resolutions_count',
];
const STEPS = ['day', 'hour', 'month', 'week', 'year'] as const;

const fields: INodeProperties[] = [
	{
		displayName: 'Metrics',
		name: 'metrics',
		type: 'multiOptions',
		options: [
			{ name: 'Avg First Response Time', value: 'avg_first_response_time' },
			{ name: 'Avg Resolution Time', value: 'avg_resolution_time' },
			{ name: 'Bot Handoffs', value: 'bot_handoffs_count' },
			{ name: 'Bot Resolutions', value: 'bot_resolutions_count' },
			{ name: 'Conversations', value: 'conversations_count' },
			{ name: 'Incoming Messages', value: 'incoming_messages_count' },
			{ name: 'Outgoing Messages', value: 'outgoing_messages_count' },
			{ name: 'Reply Time', value: 'reply_time' },
			{ name: 'Resolutions', value: 'resolutions_count' },
		],
		default: ['conversations_count'],
		description: 'What to count, a column each; times are in seconds. Each one is one request.',
	},
	{
		displayName: 'Interval',
		name: 'interval',
		type: 'options',
		options: [
			{ name: 'Day', value: 'day' },
			{ name: 'Hour', value: 'hour' },
			{ name: 'Month', value: 'month' },
			{ name: 'Week', value: 'week', description: 'Beginning with Sunday' },
			{ name: 'Year', value: 'year' },
		],
		default: 'day',
		description: 'How long the time of a row is: day, hour, month, week or year',
	},
];

export const getTimeSeries = periodReport({
	name: 'Get Time Series',
	value: 'getTimeSeries',
	action: 'Get time series of figures',
	description: 'Get figures by day, hour, week, month or year, an item each',
	fields,
	read: (param) => ({
		metrics: metricsFrom(param),
		interval: param.choice('interval', STEPS),
		timeZone: param.timeZone,
	}),
	hasSubject: true,
	hasBusinessHours: true,
	async rows({ reports }, { query, ahead, input: { metrics, interval, timeZone } }) {
		const rows = new Map<number, IDataObject>();
		for (const metric of metrics) {
			for (const point of await reports.series(query, metric, interval, ahead)) {
				const start = new Date(point.timestamp * 1000);
				const row = rows.get(point.timestamp) ?? {
					date: dayAt(start, timeZone),
					start: start.toISOString(),
				};
				rows.set(point.timestamp, { ...row, [metric]: valueOf(point) });
			}
		}
		return [...rows.values()];
	},
});

/**
 * Without values there is no average; the server says 0 here, and null in summaries (chatwoot.md
 * §9).
 */
const valueOf = ({ value, count }: Point): number | null => (count === 0 ? null : value);

function metricsFrom(param: ChatwootParameters): string[] {
	const metrics = choicesFrom(param, 'metrics', METRICS);
	if (metrics.length > 0) return metrics;
	return param.refuse('metrics', 'is empty', 'Choose at least one metric.');
}
