import type { Resource } from '../operation/types';
import { getManyReportingEvents } from './get-many.operation';
import { getReportingEventsOfConversation } from './get-of-conversation.operation';

export const reportingEvent: Resource = {
	name: 'Reporting Event',
	value: 'reportingEvent',
	description: 'Enterprise: the single durations that reports are made of',
	operations: [getManyReportingEvents, getReportingEventsOfConversation],
};
