import type { IDataObject } from 'n8n-workflow';
import type { Resource } from '../operation/types';
import { downloadReport } from './download.operation';
import { groupField, rowsByChannel, withNames } from './groups';
import { getLiveOverview } from './get-live-overview.operation';
import { periodReport } from './period-report';
import { getTimeSeries } from './time-series';

/** The figures and those of the preceding period of equal length, in one row. */
function withPrevious({ previous, ...now }: IDataObject): IDataObject {
	const before = Object.entries((previous ?? {}) as IDataObject);
	return {
		...now,
		...Object.fromEntries(before.map(([key, value]) => [`previous_${key}`, value])),
	};
}

const BY_PART = ['agent', 'channel', 'inbox', 'label', 'team'] as const;
const BY_SENDER = ['agent', 'inbox', 'label', 'team'] as const;

export const report: Resource = {
	name: 'Report',
	value: 'report',
	description: 'Figures about the work of a period, ready for a sheet',
	usual: 'getSummary',
	operations: [
		periodReport({
			name: 'Get Summary',
			value: 'getSummary',
			action: 'Get summary of figures',
			description:
				'Get the figures of a period in one item, those before as previous_…; times are in seconds',
			hasSubject: true,
			hasBusinessHours: true,
			rows: async ({ reports }, { query }) => withPrevious(await reports.summary(query)),
		}),
		getTimeSeries,
		periodReport({
			name: 'Get by Group',
			value: 'getByGroup',
			action: 'Get figures by group',
			description:
				'Get the figures of each agent, channel, inbox, label or team; times are in seconds',
			fields: [groupField(BY_PART, 'Of what each item tells the figures')],
			read: (param) => param.choice('groupBy', BY_PART),
			hasBusinessHours: true,
			async rows(api, { query, input: grouping }) {
				const { reports } = api;
				if (grouping === 'channel') return rowsByChannel(await reports.channels(query));
				return await withNames(api, grouping, await reports.groups(query, grouping));
			},
		}),
		periodReport({
			name: 'Get Outgoing Messages',
			value: 'getOutgoingMessages',
			action: 'Get numbers of outgoing messages',
			description:
				'Count the messages to customers by agent, inbox, label or team, where there are any',
			fields: [groupField(BY_SENDER, 'Of what each item tells the number')],
			read: (param) => param.choice('groupBy', BY_SENDER),
			rows: async ({ reports }, { query, input: grouping }) =>
				await reports.outgoing(query, grouping),
		}),
		periodReport({
			name: 'Get First Response Times',
			value: 'getFirstResponseTimes',
			action: 'Get distribution of first response times',
			description: 'Count how fast first responses came, an item for each type of channel',
			rows: async ({ reports }, { query }) => rowsByChannel(await reports.firstResponses(query)),
		}),
		periodReport({
			name: 'Get Inbox Labels',
			value: 'getInboxLabels',
			action: 'Get numbers of labels by inbox',
			description: 'Count the conversations of each inbox with each label, an item for each pair',
			async rows({ reports }, { query }) {
				const { inboxes, labels, matrix } = await reports.inboxLabels(query);
				return inboxes.flatMap((inbox, row) =>
					labels.map((label, column) => ({
						inbox_id: inbox.id,
						inbox_name: inbox.name,
						label_id: label.id,
						label: label.title,
						conversations_count: matrix[row]?.[column] ?? 0,
					})),
				);
			},
		}),
		periodReport({
			name: 'Get Bot Metrics',
			value: 'getBotMetrics',
			action: 'Get figures of bots',
			description: 'Get what the bots of the account did in a period; rates are percentages',
			rows: async ({ reports }, { query }) =>
				withPrevious(await reports.bots({ ...query, type: 'account' })),
		}),
		getLiveOverview,
		downloadReport,
	],
};
