import type { IDataObject } from 'n8n-workflow';
import { listOf, objectWith, record } from '../../shared/answers';
import { AccountPart } from './account-part';
import type { DownloadedFile } from './downloads';
import { downloadedFile } from './downloads';
import { walkRows } from './paging';
import type { Agent, Contact } from './types';

/** What a customer said in the survey after a conversation (chatwoot.md §9 CSAT). */
export interface CsatResponse extends IDataObject {
	id: number;
	rating: number;
	feedback_message: string | null;
	csat_review_notes: string | null;
	message_id: number;
	conversation_id: number;
	contact: Contact;
	/** Missing when nobody was assigned. */
	assigned_agent?: Agent;
	created_at: number;
}

/** Which answers to read; undefined fields do not narrow. */
export interface CsatQuery {
	since: number;
	until: number;
	user_ids?: number[];
	inbox_id?: number;
	team_id?: number;
	rating?: number;
}

export interface CsatMetrics {
	total_count: number;
	/** Counts by rating; ratings that nobody gave are missing. */
	ratings_count: Record<string, number>;
	total_sent_messages_count: number;
}

const PAGE_SIZE = 25;
const metrics = objectWith<CsatMetrics>(
	'total_count',
	'ratings_count',
	'total_sent_messages_count',
);

/** Answers to surveys, for administrators (chatwoot.md §9). */
export class CsatApi extends AccountPart {
	/** All answers, newest first. */
	walk(query: CsatQuery): AsyncIterable<CsatResponse> {
		return walkRows(async (page) => await this.page(query, page), PAGE_SIZE);
	}

	private async page(query: CsatQuery, page: number): Promise<CsatResponse[]> {
		return await this.requester.send({
			method: 'GET',
			path: this.path,
			query: { ...query, sort: '-created_at', page },
			answer: listOf<CsatResponse>(record),
		});
	}

	async metrics(query: CsatQuery): Promise<CsatMetrics> {
		const path = `${this.path}/metrics`;
		return await this.requester.send({ method: 'GET', path, query: { ...query }, answer: metrics });
	}

	async file(query: CsatQuery): Promise<DownloadedFile> {
		const path = `${this.path}/download`;
		return await downloadedFile(this.requester, { path, query: { ...query } });
	}

	private get path(): string {
		return `${this.account}/csat_survey_responses`;
	}
}
