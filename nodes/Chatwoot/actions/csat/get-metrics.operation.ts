import type { IDataObject } from 'n8n-workflow';
import type { CsatMetrics } from '../../api/csat';
import { operation } from '../operation/operation';
import { csatFields, csatQueryFrom } from './query';

export const getCsatMetrics = operation({
	name: 'Get Metrics',
	value: 'getMetrics',
	action: 'Get CSAT metrics',
	description: 'Count surveys, answers and ratings, with the shares that the dashboard shows',
	access: 'administrator',
	fields: csatFields,
	read: csatQueryFrom,
	act: async ({ api, input: query }) => metricsOutput(await api.csat.metrics(query)),
});

/** One row with all ratings; shares are percentages, or null when there was nothing to divide. */
function metricsOutput(metrics: CsatMetrics): IDataObject {
	const { total_count, ratings_count, total_sent_messages_count } = metrics;
	const counts = [1, 2, 3, 4, 5].map((rating) => ratings_count[String(rating)] ?? 0);
	const [, , , good, best] = counts;
	return {
		total_sent_messages_count,
		total_count,
		...Object.fromEntries(counts.map((count, index) => [`rating_${index + 1}_count`, count])),
		satisfaction_score: share(good + best, total_count),
		response_rate: share(total_count, total_sent_messages_count),
	};
}

function share(part: number, whole: number): number | null {
	return whole > 0 ? Math.round((10_000 * part) / whole) / 100 : null;
}
