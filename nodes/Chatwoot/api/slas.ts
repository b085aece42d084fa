import type { IDataObject } from 'n8n-workflow';
import { objectWith } from '../../shared/answers';
import { AccountPart } from './account-part';
import { pageOf } from './answers';
import { walkRows } from './paging';

/** How fast people have to be answered, in seconds (chatwoot.md §9 Enterprise). */
export interface SlaPolicy extends IDataObject {
	id: number;
	name: string;
	first_response_time_threshold: number | null;
	next_response_time_threshold: number | null;
	resolution_time_threshold: number | null;
	only_during_business_hours: boolean;
}

/** A conversation that was not answered in the time that its policy gives. */
export interface MissedSla extends IDataObject {
	id: number;
	applied_sla: {
		id: number;
		sla_id: number;
		sla_name: string;
		sla_status: string;
		created_at: number;
	};
	conversation: {
		id: number;
		contact?: { name?: string | null };
		labels?: string | string[] | null;
		assignee?: { id: number; name: string };
	};
	sla_events: Array<{ event_type?: string }>;
}

/** Which conversations are counted; undefined fields do not narrow. */
export interface SlaQuery {
	since: number;
	until: number;
	sla_policy_id?: number;
	inbox_id?: number;
	team_id?: number;
	assigned_agent_id?: number;
}

export interface SlaMetrics {
	total_applied_slas: number;
	number_of_sla_misses: number;
	/** `87.5%` */
	hit_rate: string;
}

const PAGE_SIZE = 25;
const missed = pageOf<MissedSla>(objectWith('applied_sla', 'conversation'));
const metrics = objectWith<SlaMetrics>('total_applied_slas', 'number_of_sla_misses', 'hit_rate');

/** How often policies were kept, for administrators (chatwoot.md §9 Enterprise). */
export class AppliedSlasApi extends AccountPart {
	/** The server lists only those that were missed. */
	walk(query: SlaQuery): AsyncGenerator<MissedSla> {
		return walkRows(async (page) => {
			const { payload } = await this.requester.send({
				method: 'GET',
				path: this.path,
				query: { ...query, page },
				answer: missed,
			});
			return payload.map((row) => ({ ...row, id: row.applied_sla.id }));
		}, PAGE_SIZE);
	}

	async metrics(query: SlaQuery): Promise<SlaMetrics> {
		const path = `${this.path}/metrics`;
		return await this.requester.send({ method: 'GET', path, query: { ...query }, answer: metrics });
	}

	private get path(): string {
		return `${this.account}/applied_slas`;
	}
}
