import type { Resource } from '../operation/types';
import { getManyMissedSlas } from './get-many.operation';
import { getSlaMetrics } from './get-metrics.operation';

export const appliedSla: Resource = {
	name: 'Applied SLA',
	value: 'appliedSla',
	description: 'Enterprise: how often customers were answered in time',
	operations: [getManyMissedSlas, getSlaMetrics],
};
