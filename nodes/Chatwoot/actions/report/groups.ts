import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import type { AccountApi } from '../../api';

/** How a report can be grouped. */
const GROUPS = {
	agent: 'Agent',
	channel: 'Channel',
	inbox: 'Inbox',
	label: 'Label',
	team: 'Team',
};
export type Grouping = keyof typeof GROUPS;

export function groupField(groupings: readonly Grouping[], description: string) {
	const options: INodePropertyOptions[] = groupings.map((value) => ({
		name: GROUPS[value],
		value,
	}));
	return {
		displayName: 'Group By',
		name: 'groupBy',
		type: 'options' as const,
		options,
		default: groupings[0],
		description: `${description}: ${groupings.slice(0, -1).join(', ')} or ${groupings.at(-1)}`,
	};
}

/** The rows with the names of their subjects, which the server leaves out of most of them. */
export async function withNames(
	api: AccountApi,
	grouping: Grouping,
	rows: Array<IDataObject & { id: number | null }>,
): Promise<IDataObject[]> {
	const names = new Map(await namesOf(api, grouping));
	return rows.map(({ id, ...row }) => ({
		id,
		name: row.name ?? names.get(Number(id)) ?? null,
		...row,
	}));
}

async function namesOf(api: AccountApi, grouping: Grouping): Promise<Array<[number, string]>> {
	const named = ({ id, name }: { id: number; name: string }): [number, string] => [id, name];
	if (grouping === 'agent') return (await api.agents.list()).map(named);
	if (grouping === 'inbox') return (await api.inboxes.list()).map(named);
	if (grouping === 'team') return (await api.teams.list()).map(named);
	return [];
}

/** An object keyed by channel, as rows. */
export function rowsByChannel(channels: Record<string, IDataObject>): IDataObject[] {
	return Object.entries(channels).map(([channel, counts]) => ({ channel, ...counts }));
}
