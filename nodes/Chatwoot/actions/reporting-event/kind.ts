import type { IDataObject } from 'n8n-workflow';
import type { ReportingEvent } from '../../api/reporting-events';
import { kind } from '../kinds/kind';

export const reportingEvents = kind<ReportingEvent>({
	noun: 'reporting event',
	isListed: false,
	simplified: ({ id, name, value, value_in_business_hours, ...event }): IDataObject => ({
		id,
		name,
		seconds: value,
		seconds_in_business_hours: value_in_business_hours,
		started_at: event.event_start_time,
		ended_at: event.event_end_time,
		inbox_id: event.inbox_id,
		agent_id: event.user_id,
		created_at: event.created_at,
	}),
});
