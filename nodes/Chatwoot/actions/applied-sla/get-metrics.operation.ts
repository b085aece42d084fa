import { operation } from '../operation/operation';
import { periodOutput } from '../reporting/period';
import { slaFields, slaQueryFrom } from './query';

export const getSlaMetrics = operation({
	name: 'Get Metrics',
	value: 'getMetrics',
	action: 'Get metrics of SLAs',
	description: 'Count the conversations of a period under a policy, and those that missed it',
	access: 'administrator',
	fields: slaFields,
	read: slaQueryFrom,
	async act({ api, input: { period, query } }) {
		const metrics = await api.appliedSlas.metrics(query);
		return {
			...periodOutput(period),
			total_count: metrics.total_applied_slas,
			missed_count: metrics.number_of_sla_misses,
			hit_percent: parseFloat(metrics.hit_rate),
		};
	},
});
