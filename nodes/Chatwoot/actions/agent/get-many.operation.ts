import { ROLES } from '../../api/agents';
import { getManyRecords } from '../records/records';
import { agents, roleField } from './fields';

export const getManyAgents = getManyRecords(agents, {
	description: 'Get the agents of the account, or find one by e-mail address',
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Email',
					name: 'email',
					type: 'string',
					placeholder: 'name@email.com',
					default: '',
					description: 'Only the agent with this e-mail address',
				},
				{ ...roleField, description: 'Only agents with this role: administrator or agent' },
			],
		},
	],
	search(param) {
		const email = param.email('filters.email');
		const role = param.optionalChoice('filters.role', ROLES);
		return async (records) =>
			(await records.list()).filter(
				(agent) =>
					(email === undefined || agent.email.toLowerCase() === email) &&
					(role === undefined || agent.role === role),
			);
	},
});
