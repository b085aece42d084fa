import { ROLES } from '../../api/agents';
import { filterFields } from '../kinds/fields';
import type { Resource } from '../operation/types';
import {
	createRecord,
	deleteRecord,
	getManyRecords,
	getRecord,
	updateRecord,
} from '../records/records';
import { createManyAgents } from './create-many.operation';
import { agents, role } from './kind';

export const agent: Resource = {
	name: 'Agent',
	value: 'agent',
	description: 'The people who answer',
	kind: agents,
	operations: [
		createRecord(agents, {
			description:
				'Invite a person to the account as agent or administrator; new users get an e-mail.',
			access: 'administrator',
			orderKey: ({ param }) => `agent email ${param.email('email')}`,
		}),
		createManyAgents,
		deleteRecord(agents, {
			description: 'Take an agent out of the account; the conversations become unassigned',
			access: 'administrator',
		}),
		getRecord(agents, { description: 'Get one agent' }),
		getManyRecords(agents, {
			description: 'Get the agents of the account, or find one by e-mail address',
			fields: [
				filterFields([
					{
						displayName: 'Email',
						name: 'email',
						type: 'string',
						placeholder: 'name@email.com',
						default: '',
						description: 'Only the agent with this e-mail address',
					},
					{
						...role.property,
						description: 'Only agents with this role: administrator or agent',
					},
				]),
			],
			search(param) {
				const email = param.email('filters.email');
				const wanted = param.optionalChoice('filters.role', ROLES);
				return async (records) =>
					(await records.list()).filter(
						(each) =>
							(email === undefined || each.email.toLowerCase() === email) &&
							(wanted === undefined || each.role === wanted),
					);
			},
		}),
		updateRecord(agents, {
			description:
				'Change the name, role or availability of an agent; the e-mail address cannot be changed',
			access: 'administrator',
		}),
	],
};
