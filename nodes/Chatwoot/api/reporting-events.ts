import type { IDataObject } from 'n8n-workflow';
import { listOf, record } from '../../shared/answers';
import { AccountPart } from './account-part';
import { pageOf } from './answers';
import { walkRows } from './paging';

/** One of the durations that reports are made of, in seconds (chatwoot.md §9 Enterprise). */
export interface ReportingEvent extends IDataObject {
	id: number;
	name: string;
	value: number;
	value_in_business_hours: number;
	/** ISO 8601, as all times here. */
	event_start_time: string;
	event_end_time: string;
	inbox_id: number | null;
	user_id: number | null;
	/** An ID that no other call accepts (chatwoot.md [863]). */
	conversation_id: number | null;
	created_at: string;
}

/** Which events to read; undefined fields do not narrow. */
export interface ReportingQuery {
	since: number;
	until: number;
	inbox_id?: number;
	user_id?: number;
	event_name?: string;
}

const PAGE_SIZE = 25;
const page = pageOf<ReportingEvent>(record);

export class ReportingEventsApi extends AccountPart {
	/** The newest first; for administrators. */
	walk(query: ReportingQuery): AsyncGenerator<ReportingEvent> {
		return walkRows(async (number) => {
			const { payload } = await this.requester.send({
				method: 'GET',
				path: `${this.account}/reporting_events`,
				query: { ...query, page: number },
				answer: page,
			});
			return payload;
		}, PAGE_SIZE);
	}

	/** The oldest first. */
	async ofConversation(id: number): Promise<ReportingEvent[]> {
		const path = `${this.account}/conversations/${id}/reporting_events`;
		const answer = listOf<ReportingEvent>(record);
		return await this.requester.send({ method: 'GET', path, answer });
	}
}
