import type { Resource } from '../operation/types';
import { downloadCsat } from './download.operation';
import { getManyCsat } from './get-many.operation';
import { getCsatMetrics } from './get-metrics.operation';
import { getCsatOfConversation } from './get-of-conversation.operation';

export const csat: Resource = {
	name: 'CSAT',
	value: 'csat',
	description: 'What customers answer to the survey after a conversation',
	operations: [downloadCsat, getManyCsat, getCsatMetrics, getCsatOfConversation],
};
