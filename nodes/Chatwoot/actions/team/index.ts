import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Team } from '../../api/types';
import type { Resource } from '../operation/context';
import { teamLocator } from '../fields';
import { memberOperations } from '../records/members';
import type { ChatwootParameters } from '../operation/parameters';
import {
	createRecord,
	deleteRecord,
	getManyRecords,
	getRecord,
	given,
	updateRecord,
} from '../records/records';
import type { RecordKind } from '../records/records';

const teams: RecordKind<Team> = {
	one: 'a team',
	many: 'teams',
	locator: { ...teamLocator, description: 'The team to work on' },
	records: (api) => api.teams,
};

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'first line',
	description:
		'The name of the team. Chatwoot turns it into lower case; only one team can have it.',
};

const optionalFields: INodeProperties[] = [
	{
		displayName: 'Auto Assignment',
		name: 'autoAssignment',
		type: 'boolean',
		default: true,
		description:
			'Whether conversations that are given to the team are assigned to one of its members',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		description: 'What the team is for',
	},
];

function optionalFrom(param: ChatwootParameters, path: string): IDataObject {
	return given({
		description: param.optionalText(`${path}.description`),
		allow_auto_assign: param.optionalBoolean(`${path}.autoAssignment`),
	});
}

const [addMembers, getMembers, removeMembers, setMembers] = memberOperations(teams, (api, id) =>
	api.teams.members(id),
);

export const team: Resource = {
	name: 'Team',
	value: 'team',
	description: 'Groups of agents',
	operations: [
		addMembers,
		createRecord(teams, {
			description: 'Create a team. It has no members yet: add them with Add Members.',
			access: 'administrator',
			properties: [
				nameField,
				{
					displayName: 'Additional Fields',
					name: 'additionalFields',
					type: 'collection',
					placeholder: 'Add Field',
					default: {},
					options: optionalFields,
				},
			],
			fieldsFrom: (param) => ({
				name: param.requiredText('name').trim(),
				...optionalFrom(param, 'additionalFields'),
			}),
			orderKey: ({ param }) => `team name ${param.text('name').trim().toLowerCase()}`,
		}),
		deleteRecord(teams, {
			description: 'Delete a team; its conversations stay, without a team',
			access: 'administrator',
		}),
		getRecord(teams, { description: 'Get one team' }),
		getManyRecords(teams, { description: 'Get the teams of the account' }),
		getMembers,
		removeMembers,
		setMembers,
		updateRecord(teams, {
			description: 'Change the name, description or assignment of a team',
			access: 'administrator',
			options: [...optionalFields, nameField],
			fieldsFrom: (param) => ({
				...given({ name: param.trimmed('updateFields.name') }),
				...optionalFrom(param, 'updateFields'),
			}),
		}),
	],
};
