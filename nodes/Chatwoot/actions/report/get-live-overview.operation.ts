import type { INodeProperties } from 'n8n-workflow';
import { operation } from '../operation/operation';
import { withNames } from './groups';

/** The server's keys for grouping the live figures. */
const KEYS = { agent: 'assignee_id', team: 'team_id' } as const;

const GROUPINGS = ['agent', 'nothing', 'team'] as const;

const groupByField: INodeProperties = {
	displayName: 'Group By',
	name: 'groupBy',
	type: 'options',
	options: [
		{ name: 'Agent', value: 'agent' },
		{ name: 'Nothing', value: 'nothing', description: 'One item for the whole account' },
		{ name: 'Team', value: 'team' },
	],
	default: 'nothing',
	description:
		'Of what each item tells the numbers: agent, nothing or team. Who has no open conversations is left out; the ID is null for those that nobody has.',
};

export const getLiveOverview = operation({
	name: 'Get Live Overview',
	value: 'getLiveOverview',
	action: 'Get live overview of conversations',
	description: 'Count the conversations that are open, unattended, unassigned and pending now',
	access: 'administrator',
	fields: [groupByField],
	read: (param) => param.choice('groupBy', GROUPINGS),
	async act({ api, input: grouping }) {
		if (grouping === 'nothing') return await api.reports.live();
		const key = KEYS[grouping];
		const rows = (await api.reports.liveGroupedBy(key)).map(({ [key]: id, ...counts }) => ({
			id: id as number | null,
			...counts,
		}));
		return await withNames(api, grouping, rows);
	},
});
