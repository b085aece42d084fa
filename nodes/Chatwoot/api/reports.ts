import type { IDataObject } from 'n8n-workflow';
import { listOf, objectWith } from '../../shared/answers';
import { isObject } from '../../shared/json';
import type { QueryValue } from '../../shared/request';
import { AccountPart } from './account-part';
import type { DownloadedFile } from './downloads';
import { downloadedFile } from './downloads';

/**
 * What to count, from one moment until before another; the server takes only unix seconds
 * (chatwoot.md §9).
 */
export interface ReportQuery {
	since: number;
	until: number;
	business_hours?: boolean;
	/** The part of the account; a time series and a summary crash without it (chatwoot.md [806]). */
	type?: 'account' | 'agent' | 'inbox' | 'label' | 'team';
	id?: number;
}

/** One step of a time series. */
export interface Point {
	value: number;
	/** When the step begins. */
	timestamp: number;
	/** For averages only: how many values went in. */
	count?: number;
}

/** Figures of a group; labels and outgoing messages include their names. */
export interface Group extends IDataObject {
	id: number;
	name?: string;
}

interface Matrix {
	inboxes: Array<{ id: number; name: string }>;
	labels: Array<{ id: number; title: string }>;
	matrix: number[][];
}

const figures = objectWith<IDataObject>();
const rows = listOf(figures);

/** Reports of an account, for administrators (chatwoot.md §9). */
export class ReportsApi extends AccountPart {
	async summary(query: ReportQuery): Promise<IDataObject> {
		return await this.ask('reports/summary', query, figures);
	}

	/** What the account's bots did, in this period and in the one before. */
	async bots(query: ReportQuery): Promise<IDataObject> {
		const metrics = await this.ask('reports/bot_metrics', query, figures);
		return { ...metrics, ...(await this.ask('reports/bot_summary', query, figures)) };
	}

	/** `ahead`: how many hours the clocks that define the days are ahead of UTC. */
	async series(query: ReportQuery, metric: string, step: string, ahead: number): Promise<Point[]> {
		const asked = { ...query, metric, group_by: step, timezone_offset: ahead };
		return await this.ask('reports', asked, listOf(objectWith<Point>('value', 'timestamp')));
	}

	async groups(query: ReportQuery, kind: string): Promise<Group[]> {
		return (await this.ask(`summary_reports/${kind}`, query, rows)) as Group[];
	}

	/** Grouped by type of channel, as an object (chatwoot.md [804]). */
	async channels(query: ReportQuery): Promise<Record<string, IDataObject>> {
		return await this.ask('summary_reports/channel', query, byChannel);
	}

	async firstResponses(query: ReportQuery): Promise<Record<string, IDataObject>> {
		return await this.ask('reports/first_response_time_distribution', query, byChannel);
	}

	async outgoing(query: ReportQuery, kind: string): Promise<Group[]> {
		const asked = { ...query, group_by: kind };
		return (await this.ask('reports/outgoing_messages_count', asked, rows)) as Group[];
	}

	async inboxLabels(query: ReportQuery): Promise<Matrix> {
		const answer = objectWith<Matrix>('inboxes', 'labels', 'matrix');
		return await this.ask('reports/inbox_label_matrix', query, answer);
	}

	/** What is waiting at the moment, in the whole account. */
	async live(): Promise<IDataObject> {
		return await this.ask('live_reports/conversation_metrics', {}, figures);
	}

	/**
	 * The same by agent or team; those with nothing open are missing, and null stands for unassigned.
	 */
	async liveGroupedBy(group_by: 'assignee_id' | 'team_id'): Promise<IDataObject[]> {
		return await this.ask('live_reports/grouped_conversation_metrics', { group_by }, rows);
	}

	/** A report as CSV. */
	async file(report: string, query: ReportQuery, ahead: number): Promise<DownloadedFile> {
		const path = `${this.reports}/reports/${report}`;
		const asked = { ...query, timezone_offset: ahead };
		return await downloadedFile(this.requester, { path, query: asked });
	}

	private get reports(): string {
		return `/api/v2/accounts/${this.place.id}`;
	}

	private async ask<T>(report: string, query: object, answer: (body: unknown) => T): Promise<T> {
		const path = `${this.reports}/${report}`;
		const asked = query as Record<string, QueryValue>;
		return await this.requester.send({ method: 'GET', path, query: asked, answer });
	}
}

function byChannel(body: unknown): Record<string, IDataObject> {
	const channels = objectWith<Record<string, IDataObject>>()(body);
	return Object.fromEntries(Object.entries(channels).filter(([, counts]) => isObject(counts)));
}
