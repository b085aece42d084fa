import type { Team } from '../../api/types';
import { flag, name, text } from '../kinds/fields';
import { noRecordsYet, recordKind } from '../kinds/kind';
import type { Resource } from '../operation/types';
import { memberOperations } from '../records/members';
import {
	createRecord,
	deleteRecord,
	getManyRecords,
	getRecord,
	updateRecord,
} from '../records/records';

export const teams = recordKind<Team>({
	noun: 'team',
	example: '5',
	page: 'team/5',
	records: (api) => api.teams,
	picker: { entry: ({ id, name }) => ({ name, value: id }), nothing: noRecordsYet('team') },
	fields: [
		name(
			'name',
			{
				displayName: 'Name',
				name: 'name',
				placeholder: 'e.g. first line',
				description:
					'The name of the team. Chatwoot turns it into lower case; only one team can have it.',
			},
			{ isNeeded: true },
		),
		flag('allow_auto_assign', {
			displayName: 'Auto Assignment',
			name: 'autoAssignment',
			description:
				'Whether conversations that are given to the team are assigned to one of its members',
		}),
		text('description', {
			displayName: 'Description',
			name: 'description',
			description: 'What the team is for',
		}),
	],
});

export const team: Resource = {
	name: 'Team',
	value: 'team',
	description: 'Groups of agents',
	kind: teams,
	operations: [
		createRecord(teams, {
			description: 'Create a team. It has no members yet: add them with Add Members.',
			access: 'administrator',
			orderKey: ({ param }) => `team name ${param.text('name').trim().toLowerCase()}`,
		}),
		deleteRecord(teams, {
			description: 'Delete a team; its conversations stay, without a team',
			access: 'administrator',
		}),
		getRecord(teams, { description: 'Get one team' }),
		getManyRecords(teams, { description: 'Get the teams of the account' }),
		...memberOperations(teams, (api, id) => api.teams.members(id)),
		updateRecord(teams, {
			description: 'Change the name, description or assignment of a team',
			access: 'administrator',
		}),
	],
};
