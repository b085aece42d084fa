import type { INodeProperties } from 'n8n-workflow';
import { hoursAhead } from '../../../shared/dates';
import { clock } from '../../../shared/retry';
import { operation } from '../operation/operation';
import { outputFileField, withFile } from '../reporting/file-output';
import { periodFields, periodFrom, periodOutput, secondsOf } from '../reporting/period';

/** The last part of each file's path. */
const FILES = {
	agents: 'agents',
	conversations: 'conversations_summary',
	inboxes: 'inboxes',
	labels: 'labels',
	teams: 'teams',
	traffic: 'conversation_traffic',
};
type File = keyof typeof FILES;

const reportField: INodeProperties = {
	displayName: 'Report',
	name: 'report',
	type: 'options',
	options: [
		{ name: 'Agents', value: 'agents' },
		{ name: 'Conversations', value: 'conversations', description: 'The summary of the account' },
		{ name: 'Inboxes', value: 'inboxes' },
		{ name: 'Labels', value: 'labels' },
		{ name: 'Teams', value: 'teams' },
		{ name: 'Traffic', value: 'traffic', description: 'New conversations by hour and day' },
	],
	default: 'agents',
	description: 'Which file to get: agents, conversations, inboxes, labels, teams or traffic',
};

export const downloadReport = operation({
	name: 'Download',
	value: 'download',
	action: 'Download report',
	description: 'Get a report as the CSV file of the dashboard. For rows, use the other operations.',
	access: 'administrator',
	fields: [reportField, ...periodFields, outputFileField],
	read: (param) => ({
		report: param.choice('report', Object.keys(FILES) as File[]),
		period: periodFrom(param),
		field: param.requiredText('outputBinaryField'),
		ahead: hoursAhead(new Date(clock.now()), param.timeZone),
	}),
	async act(call) {
		const { report, period, ahead } = call.input;
		const query = { ...secondsOf(period), type: 'account' as const };
		const file = await call.api.reports.file(FILES[report], query, ahead);
		return await withFile({ report, ...periodOutput(period) }, file, call);
	},
});
